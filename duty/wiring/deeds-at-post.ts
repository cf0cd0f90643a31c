import type { Absence } from "#duty/absence/absence.ts";
import { absenceKind } from "#duty/absence/absence-kind.ts";
import type { DeedAtPost } from "#duty/attendance/deed-at-post.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { Page } from "#duty/log/log.ts";
import { begunShift, shiftAfter, shiftBefore } from "#duty/site/site.ts";
import { type At, presences, whoIsDue } from "./questions.ts";

/**
 * `attendance.deedsAtPost`: what the person of a turn did at its post around it: in the hand-overs of their shift and of the one before, on the pages of
 * these and of the next one, of which leaving of others there they said that they heard, and that they asked to go, stood in and came back themselves.
 */
export function deedsAtPost({ site, siteId }: At, { person, ...shift }: Turn): Question<readonly DeedAtPost[]> {
  const own = begunShift(site, shift);
  const [before, after] = own ? [shiftBefore(site, own), shiftAfter(site, own)] : [];
  const keyOf =
    (noun: string) =>
    (each: ShiftName): StreamKey => ({ site: siteId, noun, id: shiftId(each) });
  const handovers = [shift, ...(before ? [before] : [])].map(keyOf("handover"));
  const pages = [shift, ...(before ? [before] : []), ...(after ? [after] : [])].map(keyOf("log"));
  const absenceOf = (turn: Turn): StreamKey => ({ site: siteId, noun: absenceKind.noun, id: turnId(turn) });
  const absence = absenceOf({ ...shift, person });
  const others = turnsBeside({ site, siteId }, { ...shift, person }, [
    shift,
    ...(before ? [before] : []),
    ...(after ? [after] : []),
  ]);
  return {
    ...others,
    streams: [...handovers, ...pages, absence, ...(others.streams ?? [])],
    further: (reader) => others.answer(reader).map(absenceOf),
    answer: (reader) => {
      const { times } = reader.stream<Absence>(absence).state;
      const handed = handovers.flatMap((key) => inHandover(reader.stream<Handover>(key).state));
      const written = pages.flatMap((key) => onPage(reader.stream<Page>(key).state));
      const heard = others.answer(reader).flatMap((each) => hearings(reader.stream<Absence>(absenceOf(each)).state));
      const theirs = [...handed, ...written, ...heard].flatMap(({ by, ...deed }) => (by === person ? [deed] : []));
      return [...theirs.filter((each) => !wasAway(times, each.at)), ...comings(times)];
    },
  };
}

type DeedOf = DeedAtPost & { readonly by: string | undefined };

function inHandover(handover: Handover): readonly DeedOf[] {
  return handover.phase === "unknown" ? [] : (handover.deeds ?? []);
}

/** A line that waited on a device was written when the device says. */
function onPage(page: Page): DeedOf[] {
  if (page.phase === "unknown") return [];
  return page.lines.map(({ by, at, deviceTime = at }) => ({
    by,
    at: instant(Math.min(at, deviceTime)),
    what: "wrote",
  }));
}

/** Whoever has left for a while may still write from where they are. */
function wasAway(times: Absence["times"], at: Instant): boolean {
  return times.some(
    (each) =>
      each.kind === "leave" &&
      each.leftAt !== undefined &&
      each.leftAt < at &&
      (each.over === undefined || each.over.at > at),
  );
}

/** Who said that they heard of a leaving, whenever they did. */
function hearings({ times }: Absence): DeedOf[] {
  return times.flatMap((each) =>
    each.kind === "leave"
      ? [...Object.entries(each.heard), ...Object.entries(each.heardThere ?? {})].map(
          ([by, at]): DeedOf => ({ by, at, what: "heard" }),
        )
      : [],
  );
}

/**
 * That somebody asked to go, stood in for somebody, and came back. In an emergency one goes first and tells it perhaps from where one is (ZB-22), and that
 * they were found gone is what others say.
 */
function comings(times: Absence["times"]): DeedAtPost[] {
  return times.flatMap((each): DeedAtPost[] => {
    if (each.kind === "stand") return [{ at: each.since, what: "covered" }];
    const { asked, atOnce, returnBy, over } = each;
    const wentAt = asked?.at ?? (atOnce || returnBy === undefined ? undefined : each.leftAt);
    return [
      ...(wentAt === undefined ? [] : [{ at: wentAt, what: "left" } as const]),
      ...(over?.how === "returned" ? [{ at: over.at, what: "returned" } as const] : []),
    ];
  });
}

/** Turns of others at a post around a shift, by the plan and by who is on duty there now. */
function turnsBeside({ siteId }: At, { post, person }: Turn, shifts: readonly ShiftName[]): Question<readonly Turn[]> {
  const there = presences({ site: siteId, post });
  const due = shifts.map((shift) => ({ shift, people: whoIsDue(siteId, shift) }));
  return {
    ...there,
    streams: due.flatMap(({ people }) => people.streams ?? []),
    answer: (reader) => {
      const planned = due.flatMap(({ shift: { date, shift }, people }) =>
        people.answer(reader).map((each): Turn => ({ post, date, shift, person: each.person })),
      );
      const on = there.answer(reader).flatMap(({ as, turn }) => (as === "on-duty" ? [turn] : []));
      const all = new Map([...planned, ...on].map((turn) => [turnId(turn), turn]));
      return [...all.values()].filter((turn) => turn.person !== person);
    },
  };
}
