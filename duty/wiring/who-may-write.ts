import type { SiteId } from "#duty/grammar/entry.ts";
import type { Question } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Page } from "#duty/log/log.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import { begunShift, type Site, shiftBefore } from "#duty/site/site.ts";
import { known, phaseOfHandover, turnAt } from "#duty/wiring/questions.ts";
import { nowOrThen, wasOnDutyIn, writtenAt } from "./on-duty-then.ts";
import { type About, actorOf } from "./wiring.ts";

interface At {
  readonly site: Site;
  readonly siteId: SiteId;
}

/** A page is written by its own shift, and by an earlier one that is still there to hand over; not by those who come after. */
function writesOn(
  { site, siteId, state }: At & { readonly state: Page },
  page: ShiftName,
  person: string,
): Question<boolean> {
  const turn = turnAt(siteId, page.post, person);
  // The page is there, whatever shifts the post has by its set-up since.
  const pageStarts = state.phase === "unknown" ? undefined : state.occurrence.startsAt;
  return {
    ...turn,
    answer: (reader) => {
      const held = turn.answer(reader);
      const turnStarts = held && begunShift(site, held)?.startsAt;
      return turnStarts !== undefined && pageStarts !== undefined && turnStarts <= pageStarts;
    },
  };
}

/** Who was on duty then in the shift of the page, or in the one before it, which hands over to it. */
function wroteIn(
  { site, siteId, state }: At & { readonly state: Page },
  { person, at }: { readonly person: string; readonly at: Instant },
): Question<boolean> | undefined {
  if (state.phase === "unknown") return undefined;
  const { occurrence } = state;
  const before = shiftBefore(site, occurrence);
  return wasOnDutyIn(siteId, before ? [occurrence, before] : [occurrence], { person, at });
}

/** `log.duringHandover`: whether the shift before has not handed over yet. */
export function duringHandover({ site, siteId }: At, page: ShiftName): Question<boolean> {
  const occurrence = begunShift(site, page);
  const before = occurrence && shiftBefore(site, occurrence);
  if (!before) return known(false);
  const phase = phaseOfHandover(siteId, before);
  return { ...phase, answer: (reader) => ["open", "prepared"].includes(phase.answer(reader)) };
}

/** What writing a line on a page rests on. */
export function whoMayWrite({ body, state, site, siteId, circumstances }: About<ShiftName, Page, LogRule>) {
  const { actor } = circumstances;
  const at = writtenAt(circumstances);
  return {
    onDuty: nowOrThen(
      writesOn({ site, siteId, state }, body, actorOf(actor)),
      at === undefined ? undefined : wroteIn({ site, siteId, state }, { person: actorOf(actor), at }),
    ),
    duringHandover: duringHandover({ site, siteId }, body),
  };
}
