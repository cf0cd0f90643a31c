import { isOverdue } from "#duty/grammar/obligation.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { OwedName } from "#duty/nouns.ts";

/*
 * One thing is told once: who has not signed on has not come to relieve, and whoever stays beyond their time because the post has not passed on is
 * no matter of their own. What is overdue hides the other; what is still to come hides nothing that is overdue. Said a second time to the
 * database, which counts by post (`overdueToldOnce`); a story holds both against each other.
 */

interface Owed {
  readonly id: string;
  readonly post: string;
  readonly what: string;
  readonly dueAt: number;
}

/** Of what is owed the rows that are told. */
export function toldOnce<R extends Owed>(rows: readonly R[], now: Instant): R[] {
  const overdue = (name: OwedName) => rows.filter(({ what, dueAt }) => what === name && isOverdue(dueAt, now));
  const reliefs = new Set(overdue("attendance.relief").map(({ id }) => id));
  const unpassed = new Set(overdue("handover.complete").map(({ post }) => post));
  return rows.filter(
    ({ what, id, post }) =>
      !(what === "attendance.sign-on" && reliefs.has(id)) && !(what === "attendance.sign-off" && unpassed.has(post)),
  );
}
