import type { Absence } from "#duty/absence/absence.ts";
import { absenceKind } from "#duty/absence/absence-kind.ts";
import { type ClockPast, clockFaultAt } from "#duty/clock/site-clock.ts";
import { datePlus, dayMinutes, type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import { dueOutcomeOf } from "#duty/ledger/outcome.ts";
import { clocksOf } from "#server/clock/shown-clock.ts";
import { textsIn } from "#server/http/shown-texts.ts";
import { lateHandoversSince, leavesSince, notedSince, signaturesOn } from "./happened-view.ts";
import {
  type BehindFigureRow,
  type Counts,
  countsByPostAndRules,
  type FigureAsked,
  obligationsBehind,
  settledSince,
} from "./outcome-view.ts";
import type { OutcomeEvidence, OverviewAnswer, SiteHappening } from "./overview-answer.ts";
import { dayAt, dayOf } from "./site-days.ts";
import type { SiteLook } from "./site-look.ts";
import { happeningsOf, withTexts } from "./what-happened.ts";

/** What a screen of today has room for. */
const mostSettled = 8;
/** So many of each kind of what happened are told. */
const mostHappened = 40;
/** Shifts that began so long before are not looked for among late hand-overs: none is later than that. */
const latestMinutes = 3 * dayMinutes;

/** What was due yesterday and what came of it, by rule and by post, the worst first; and what was put right today. */
export async function pastOf({
  services,
  context,
  site,
  setup,
  now,
}: SiteLook): Promise<Pick<OverviewAnswer, "yesterday" | "settled">> {
  const today = dayAt(setup, now);
  const yesterday = dayOf(setup, datePlus(today.date, -1));
  const [[rows, settled], [clock]] = await Promise.all([
    services.reading(context, (sql) =>
      Promise.all([
        countsByPostAndRules(sql, context, { site, ...yesterday }, now),
        settledSince(sql, context, { site, ...today, most: mostSettled }),
      ]),
    ),
    clocksOf(services, context, [site]),
  ]);
  const byPost = rows.flatMap(({ post, rules: _, ...counts }) => (post === null ? [] : [{ post, ...counts }]));
  return {
    yesterday: { date: yesterday.date, byRule: byRule(rows), byPost: worstFirst(byPost) },
    settled: settled.map((row) => evidenceFrom(row, { site, now, clock })),
  };
}

/** An obligation that cites several rules counts for each of them. */
function byRule(rows: readonly (Counts & { readonly rules: readonly string[] | null })[]) {
  const sums = new Map<string, Counts>();
  for (const { rules, due, inTime, late, missed } of rows) {
    for (const rule of new Set(rules ?? [])) {
      const sum = sums.get(rule) ?? { due: 0, inTime: 0, late: 0, missed: 0 };
      sums.set(rule, {
        due: sum.due + due,
        inTime: sum.inTime + inTime,
        late: sum.late + late,
        missed: sum.missed + missed,
      });
    }
  }
  return worstFirst([...sums].map(([rule, counts]) => ({ rule, ...counts })));
}

/** By how many were not met in time, then by how many of how few; where nothing was due nothing is told. */
export function worstFirst<C extends Counts>(counts: readonly C[]): C[] {
  return counts
    .filter(({ due }) => due > 0)
    .toSorted(
      (one, other) =>
        other.missed - one.missed || other.late - one.late || one.inTime / one.due - other.inTime / other.due,
    );
}

/** The obligations behind one figure. */
export async function evidenceBehind(
  { services, context, site, now }: SiteLook,
  asked: Omit<FigureAsked, "site">,
): Promise<OutcomeEvidence[]> {
  const [rows, [clock]] = await Promise.all([
    services.reading(context, (sql) => obligationsBehind(sql, context, { site, ...asked }, now)),
    clocksOf(services, context, [site]),
  ]);
  return rows.map((row) => evidenceFrom(row, { site, now, clock }));
}

function evidenceFrom(
  { noun, id, metAt, endedAt, ...row }: BehindFigureRow,
  { site, now, clock }: { site: string; now: Instant; clock: ClockPast | undefined },
): OutcomeEvidence {
  const moments = {
    dueAt: instant(row.dueAt),
    ...(metAt === null ? {} : { metAt: instant(metAt) }),
    ...(endedAt === null ? {} : { endedAt: instant(endedAt) }),
  };
  const fault = clock && clockFaultAt(clock, row.dueAt);
  return { ...row, stream: { site, noun, id }, metAt, outcome: dueOutcomeOf(moments, now), clock: fault ?? null };
}

/** Violations, absences, abandonments and late hand-overs since yesterday's beginning, the latest first. */
export async function happenedAt({ services, context, site, setup, now }: SiteLook): Promise<SiteHappening[]> {
  const since = dayOf(setup, datePlus(dayAt(setup, now).date, -1)).from;
  const posts = Object.keys(setup.posts);
  const asked = { site, since, most: mostHappened };
  const [noted, leaves, lateHandovers, signatures] = await services.reading(context, async (sql) => {
    const begunSince = plusMinutes(since, -latestMinutes);
    const [found, turns, late] = await Promise.all([
      notedSince(sql, context, asked),
      leavesSince(sql, context, asked),
      lateHandoversSince(sql, context, { ...asked, posts, begunSince }),
    ]);
    const handovers = late.map(({ id }) => id);
    return [found, turns, late, await signaturesOn(sql, context, { site, handovers })] as const;
  });
  const streams = await services.streams(
    context,
    leaves.map(({ id }) => ({ site, noun: absenceKind.noun, id })),
  );
  const absences = streams.map(({ state }) => state as Absence);
  const told = happeningsOf({ site, since, noted, absences, lateHandovers, signatures });
  return withTexts(told, await textsIn(services, context, told));
}
