import { type Actor, type PersonId, personOf, type SiteId } from "#duty/grammar/entry.ts";
import { isOverdue, type Obligation, peopleNamedBy } from "#duty/grammar/obligation.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import type { LedgerLine, LedgerPage, Question } from "#duty/grammar/question.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";

/*
 * Whoever should be at a post by now and has not come, and whoever left it at once and is not back: a call that it is empty is about them as well as about
 * whom it names (ZB-27).
 */

/** As much of a line of the ledger as tells who should have come, and who has left. */
interface ComingLine {
  readonly stream: Pick<LedgerLine["stream"], "id">;
  readonly obligation: Pick<Obligation, "what" | "dueAt" | "detail">;
}

const emptiness = { left: "absence.stand-in", lacking: "manning.publish" } as const;

/** What somebody owes in coming: to sign on as early as is asked, and to relieve when the shift begins. */
const coming = { early: "attendance.sign-on", relief: "attendance.relief" } as const;

/** Whether something owed may call that a post is empty: of anything else nobody is missing. */
export function maySayEmpty({ what }: Pick<Obligation, "what">): boolean {
  return what === emptiness.left || what === emptiness.lacking;
}

/**
 * Who is missing, by outstanding lines of the ledger, where somebody is called that a post is empty: at the post that was left at once, or in the shift
 * that has nobody. Whoever is to come before their own shift begins is missing from that time on, whichever shift of the post has nobody until then.
 * Whoever still has time to come is not, nor whoever the plan no longer names. Whoever has left there is, off duty or not, for as long
 * as somebody is called since they did: of two of them neither answers for the other.
 */
export function missingWhere(
  { what, post, detail }: Pick<Obligation, "what" | "post" | "detail">,
  lines: readonly ComingLine[],
  now: Instant,
): readonly PersonId[] {
  const isLate = ({ obligation }: ComingLine, owed: string) =>
    obligation.what === owed && isOverdue(obligation.dueAt, now);
  const hasBegun = (id: string) => lines.some((line) => line.stream.id === id && isLate(line, coming.relief));
  const isThere = (line: ComingLine) => {
    const turn = turnNamed(line.stream.id);
    if (what === emptiness.left) return turn.post === post;
    if (what !== emptiness.lacking) return false;
    if (shiftId(turn) === [post, detail?.date, detail?.shift].join("/")) return true;
    return turn.post === post && isLate(line, coming.early) && !hasBegun(line.stream.id);
  };
  return lines.filter(isThere).flatMap((line) => {
    if (line.obligation.what === emptiness.left) return peopleNamedBy(line.obligation);
    return isLate(line, coming.early) || isLate(line, coming.relief) ? [turnNamed(line.stream.id).person] : [];
  });
}

/** `attendance.missing`: the same of a post of a site. */
export function whoIsMissing(site: SiteId, owed: Obligation | undefined, now: Instant): Question<readonly PersonId[]> {
  if (!owed || !maySayEmpty(owed)) return { answer: () => [] };
  const page: LedgerPage = { site, post: owed.post };
  return { ledger: [page], answer: (reader) => missingWhere(owed, reader.outstanding(page), now) };
}

/** `attendance.isMissing`: whether whoever acts is among them. */
export function isMissing(
  site: SiteId,
  owed: Obligation | undefined,
  { actor, now }: { readonly actor: Actor; readonly now: Instant },
): Question<boolean> {
  const missing = whoIsMissing(site, owed, now);
  const person = personOf(actor);
  return { ...missing, answer: (reader) => person !== undefined && missing.answer(reader).includes(person) };
}
