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
import type { At } from "./questions.ts";

/**
 * `attendance.deedsAtPost`: what the person of a turn did at its post around it: in the hand-overs of their shift and of the one before, on the pages of
 * these and of the next one, and that they came back.
 */
export function deedsAtPost({ site, siteId }: At, { person, ...shift }: Turn): Question<readonly DeedAtPost[]> {
  const own = begunShift(site, shift);
  const [before, after] = own ? [shiftBefore(site, own), shiftAfter(site, own)] : [];
  const keyOf =
    (noun: string) =>
    (each: ShiftName): StreamKey => ({ site: siteId, noun, id: shiftId(each) });
  const handovers = [shift, ...(before ? [before] : [])].map(keyOf("handover"));
  const pages = [shift, ...(before ? [before] : []), ...(after ? [after] : [])].map(keyOf("log"));
  const absence: StreamKey = { site: siteId, noun: absenceKind.noun, id: turnId({ ...shift, person }) };
  return {
    streams: [...handovers, ...pages, absence],
    answer: (reader) => {
      const { times } = reader.stream<Absence>(absence).state;
      const handed = handovers.flatMap((key) => inHandover(reader.stream<Handover>(key).state));
      const written = pages.flatMap((key) => onPage(reader.stream<Page>(key).state));
      const theirs = [...handed, ...written].flatMap(({ by, ...deed }) => (by === person ? [deed] : []));
      return [...theirs.filter((each) => !wasAway(times, each.at)), ...returns(times)];
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

function returns(times: Absence["times"]): DeedAtPost[] {
  return times.flatMap((each) =>
    each.kind === "leave" && each.over?.how === "returned" ? [{ at: each.over.at, what: "returned" } as const] : [],
  );
}
