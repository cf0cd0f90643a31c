import type { Sql } from "postgres";
import { isOverdue } from "#duty/grammar/obligation.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { OwedName } from "#duty/nouns.ts";

/*
 * One thing is told once: who has not signed on has not come to relieve, and whoever stays beyond their time because the post has not passed on is
 * no matter of their own. What is overdue hides the other; what is still to come hides nothing that is overdue. Said twice, for rows and for the
 * database, which counts them by post; a story holds both against each other.
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

/** How many of the obligations of a post that are not met are overdue and told; asked in a query that groups them by post. */
export function overdueToldOnce(sql: Sql, now: number) {
  return sql`(
    count(*) filter (where due_at <= ${now}
      and what not in ('attendance.sign-on', 'attendance.relief', 'attendance.sign-off'))
    + count(distinct id) filter (where due_at <= ${now} and what in ('attendance.sign-on', 'attendance.relief'))
    + case when bool_or(what = 'handover.complete' and due_at <= ${now}) then 0
      else count(*) filter (where due_at <= ${now} and what = 'attendance.sign-off') end)::int`;
}
