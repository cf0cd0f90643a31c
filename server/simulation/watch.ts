import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, minutesBetween, plusMinutes } from "#duty/grammar/time.ts";
import type { Matter } from "#duty/matter/matter.ts";
import type { LifeChance } from "./chance.ts";
import * as say from "./tower-phrases.ts";
import type { Doing, ScriptedPart, Troupe } from "./troupe.ts";

/** One shift of a post, and who is rostered for it. */
export interface WatchedTurn extends ShiftName {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly person: PersonId;
}

/** What everybody in the play rests on. */
export interface Life {
  readonly chance: LifeChance;
  readonly troupe: Troupe;
  /** Whom one calls for a post: the squad leader on duty, and for the squad's own post the department's supervisor. */
  leaderFor(post: string, at: Instant): PersonId;
  /** Who is rostered at the other posts when the squad lines up. */
  squadAt(at: Instant): readonly PersonId[];
}

export function shiftNameOf({ post, date, shift }: ShiftName): ShiftName {
  return { post, date, shift };
}

/** Matters that are open at a post. */
export function mattersOpenAt(
  { troupe }: Life,
  post: string,
): { id: string; matter: Extract<Matter, { phase: "open" }> }[] {
  return [...troupe.knownOf("matter", post)].flatMap(({ key, state }) => {
    const matter = state as Matter;
    return matter.phase === "open" ? [{ id: key.id, matter }] : [];
  });
}

/** What happens between taking a post over and handing it on: lines, matters, now and then a fault of the shift before. */
export function* watch(life: Life, turn: WatchedTurn, person: PersonId, since: Instant): ScriptedPart {
  const until = plusMinutes(turn.endsAt, -35);
  const planned = [
    ...lines(life, turn, person),
    ...(turn.post === "squad" ? briefing(life, turn, person, since) : []),
    ...faultOfOthers(life, turn, person),
    ...settlements(life, turn, person),
  ];
  for (const { at, live } of planned.toSorted((one, other) => one.at - other.at)) {
    if (at > since && at < until) yield* live(at);
  }
}

interface Planned {
  readonly at: Instant;
  live(at: Instant): ScriptedPart;
}

function within({ chance }: Life, { startsAt, endsAt }: WatchedTurn): Instant {
  return plusMinutes(startsAt, chance.between(10, minutesBetween(startsAt, endsAt) - 45));
}

function lines(life: Life, turn: WatchedTurn, person: PersonId): Planned[] {
  const { chance } = life;
  return Array.from({ length: chance.between(2, 5) }, () => ({
    at: within(life, turn),
    live: (at: Instant) => line(life, turn, person, at),
  }));
}

function* line({ chance }: Life, turn: WatchedTurn, person: PersonId, at: Instant): ScriptedPart {
  const category = chance.pick([
    "routine",
    "routine",
    "routine",
    "visitor",
    "visitor",
    "vehicle",
    "equipment",
    "incident",
  ]);
  const text = chance.pick(say.lines[category] ?? []);
  const { touched } = yield { at, who: person, act: "log.write-line", body: { ...shiftNameOf(turn), category, text } };
  const written = touched.flatMap(({ entries }) => entries).find(({ type }) => type === "log.line-written");
  const id = (written?.body as { line?: string } | undefined)?.line;
  if (id !== undefined && chance.happens(0.04)) {
    const body = { ...shiftNameOf(turn), line: id, text: `${text}（时间更正为提前十分钟）` };
    yield { at: plusMinutes(at, 3), who: person, act: "log.correct-line", body };
  }
  if (!["equipment", "incident"].includes(category) || !chance.happens(0.35)) return;
  const { class: its, text: what } = chance.pick(say.matters);
  const dueAt = plusMinutes(at, chance.between(4, 36) * 60);
  const page = `${turn.post}/${turn.date}/${turn.shift}`;
  const from = id === undefined ? {} : { page, line: id };
  yield {
    at: plusMinutes(at, 1),
    who: person,
    act: "matter.open",
    body: { post: turn.post, class: its, text: what, dueAt, ...from },
  };
}

function briefing({ chance, squadAt }: Life, turn: WatchedTurn, person: PersonId, since: Instant): Planned[] {
  if (chance.happens(0.04)) return [];
  const lineUp = plusMinutes(turn.startsAt, -chance.between(4, 9));
  const at = lineUp > since ? lineUp : plusMinutes(since, 2);
  const attendees = squadAt(turn.startsAt);
  return [
    {
      at,
      live: function* () {
        const body = { ...shiftNameOf(turn), attendees, keyPoints: chance.pick(say.keyPoints) };
        yield { at, who: person, act: "attendance.brief", body };
      },
    },
  ];
}

/** Something of the shift before turns out to be wrong: reported at once, answered for by whoever was called. */
function faultOfOthers(life: Life, turn: WatchedTurn, person: PersonId): Planned[] {
  const { chance, troupe, leaderFor } = life;
  if (!chance.happens(0.05)) return [];
  const before = [...troupe.knownOf("handover", turn.post)].find(
    ({ state }) => (state as { occurrence?: { endsAt: Instant } }).occurrence?.endsAt === turn.startsAt,
  );
  if (!before) return [];
  const [post = "", date = "", shift = ""] = before.key.id.split("/");
  const at = plusMinutes(turn.startsAt, chance.between(35, 120));
  return [
    {
      at,
      live: function* () {
        const body = { post, date, shift, text: chance.pick(say.faults) };
        const { refusal, touched } = yield { at, who: person, act: "handover.report-fault", body };
        const found = touched.flatMap(({ entries }) => entries).find(({ type }) => type === "handover.fault-found");
        if (refusal || !found) return;
        const answer = {
          post,
          date,
          shift,
          fault: (found.body as { fault: string }).fault,
          note: "知道了，我来处理。",
        };
        const answeredAt = plusMinutes(at, chance.between(2, 22));
        yield { at: answeredAt, who: leaderFor(post, answeredAt), act: "handover.acknowledge-fault", body: answer };
      },
    },
  ];
}

function settlements(life: Life, turn: WatchedTurn, person: PersonId): Planned[] {
  const { chance } = life;
  return mattersOpenAt(life, turn.post).flatMap(({ id }) => {
    if (!chance.happens(0.5)) return [];
    const body = { post: turn.post, matter: id.slice(turn.post.length + 1) };
    const doing: Omit<Doing, "at"> = chance.happens(0.7)
      ? { who: person, act: "matter.settle", body: { ...body, outcome: chance.pick(say.outcomes) } }
      : { who: person, act: "matter.progress", body: { ...body, note: chance.pick(say.notes) } };
    return [
      {
        at: within(life, turn),
        live: function* (at: Instant) {
          yield { at, ...doing };
        },
      },
    ];
  });
}
