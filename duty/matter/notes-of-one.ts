import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { dayMinutes, type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Note } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";

/**
 * Why somebody tells no more of a matter for now: they have told of it as often as one person may within a day. By the day, since a matter may
 * go on for months; for each person, since it is the colleague's to tell of as well.
 */
export function toldEnough(
  { perPerson }: MatterRule,
  notes: readonly Note[],
  { person, now }: { readonly person: PersonId | undefined; readonly now: Instant },
): { readonly refusal: Refusal } | undefined {
  if (!perPerson || person === undefined) return undefined;
  const own = notes.filter((each) => each.what === "progressed" && each.by === person);
  const lately = own.filter(({ at }) => plusMinutes(at, dayMinutes) > now);
  if (lately.length < perPerson.notesPerDay) return undefined;
  return refuse("matter.too-many-notes", perPerson.cites, { detail: { most: perPerson.notesPerDay } });
}
