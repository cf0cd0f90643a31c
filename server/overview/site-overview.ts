import { turnId } from "#duty/grammar/presence.ts";
import { businessDateAt, dayMinutes, type Instant, monthOf, plusMinutes } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { routine } from "#duty/routine.ts";
import { postAt } from "#duty/site/running-shift.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { cameAt, lastLines, latestHandovers } from "./board-view.ts";
import { aheadOf, comingBefore, linesOfPeople, nextFor, owedByPost, toDoOf } from "./outstanding-view.ts";
import type { OverviewAnswer } from "./overview-answer.ts";
import { boardOf } from "./site-board.ts";
import type { SiteLook } from "./site-look.ts";
import { textsOfMatters } from "./texts-of-matters.ts";
import { lanesOf, owedFrom, sideMissing, toDoFrom } from "./to-do.ts";

/** What comes due within so many minutes is told among what is to be done. */
const soonMinutes = 60;
/** What comes due is drawn for so many minutes ahead: one shift. */
const aheadMinutes = 8 * 60;
/** Reliefs are sought so far ahead: the longest shift. */
const reliefMinutes = dayMinutes;
/** A shift, and the page of a shift, began no longer ago. */
const recentMinutes = 14 * dayMinutes;
/** More to do than a list can show, and more marks than a strip can. */
const mostToDo = 60;
const mostAhead = 200;

/** How the site is now, what is to be done there, and what comes. */
export async function presentOf(
  looking: SiteLook,
): Promise<Omit<OverviewAnswer, "yesterday" | "settled" | "unheard" | "doubled" | "clock">> {
  const { site, setup, person, now, services, context } = looking;
  const aheadUntil = plusMinutes(now, aheadMinutes);
  const seen = await lookAround(looking, aheadUntil);
  const prepared = await preparedAmong(looking, seen.handovers);
  const halfSigned = [...prepared].filter(([, state]) => sideMissing(state)).map(([id]) => id);
  const soon = plusMinutes(now, soonMinutes);
  const [rows, mine] = await services.reading(context, (sql) =>
    Promise.all([
      toDoOf(sql, context, { site, now, soon, halfSigned, routine, most: mostToDo }),
      nextFor(sql, context, { site, person, now }),
    ]),
  );
  const texts = await textsOfMatters(looking, [...rows, ...mine]);
  const toDo = toDoFrom(rows, { now, site, prepared, texts });
  const [next] = mine;
  return {
    now,
    posts: boardOf({
      ...{ now, prepared },
      ...seen,
      plans: Object.keys(setup.posts).map((post) => postAt(setup, post, now)),
    }),
    toDo,
    toDoTotal: (rows[0]?.total ?? 0) - (rows.length - toDo.length),
    mine: next ? owedFrom(next, { site, texts }) : null,
    ahead: lanesOf(seen.ahead),
    aheadUntil,
  };
}

async function lookAround({ services, context, site, setup, now }: SiteLook, aheadUntil: Instant) {
  const posts = Object.keys(setup.posts);
  const bornSince = `${monthOf(businessDateAt(plusMinutes(now, -recentMinutes), "UTC", "00:00"))}-01`;
  return await services.reading(context, async (sql) => {
    const [people, coming, owed, ahead, handovers, lines] = await Promise.all([
      linesOfPeople(sql, context, site),
      comingBefore(sql, context, { site, until: plusMinutes(now, reliefMinutes) }),
      owedByPost(sql, context, { site, now }),
      aheadOf(sql, context, { site, from: now, until: aheadUntil, most: mostAhead }),
      latestHandovers(sql, context, { site, posts }),
      lastLines(sql, context, { site, posts, bornSince }),
    ]);
    const presences = presencesIn(
      people.map(({ id, key, what, person }) => ({ stream: { id }, obligation: { key, what, person } })),
    );
    const turns = presences.filter(({ as }) => as === "on-duty").map(({ turn }) => turnId(turn));
    const came = await cameAt(sql, context, { site, turns, bornSince });
    return {
      ...{ presences, coming, owed, ahead, handovers },
      came: new Map(came.map(({ id, at }) => [id, at])),
      lastLines: new Map(lines.map(({ post, at }) => [post, at])),
    };
  });
}

/** The hand-overs that are prepared, as they stand; few, save at a change of shift. */
async function preparedAmong(
  { services, context, site }: SiteLook,
  handovers: readonly { readonly id: string; readonly phase: Handover["phase"] }[],
): Promise<ReadonlyMap<string, Handover>> {
  const ids = handovers.filter(({ phase }) => phase === "prepared").map(({ id }) => id);
  const streams = await services.streams(
    context,
    ids.map((id) => ({ site, noun: "handover", id })),
  );
  return new Map(streams.map(({ state }, index) => [ids[index] ?? "", state as Handover]));
}
