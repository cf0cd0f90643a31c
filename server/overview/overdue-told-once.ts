import type { Sql } from "postgres";

/** How many of the obligations of a post that are not met are overdue and told: `toldOnce`, said to the database. Asked in a query that groups them by post. */
export function overdueToldOnce(sql: Sql, now: number) {
  return sql`(
    count(*) filter (where due_at <= ${now}
      and what not in ('attendance.sign-on', 'attendance.relief', 'attendance.sign-off'))
    + count(distinct id) filter (where due_at <= ${now} and what in ('attendance.sign-on', 'attendance.relief'))
    + case when bool_or(what = 'handover.complete' and due_at <= ${now}) then 0
      else count(*) filter (where due_at <= ${now} and what = 'attendance.sign-off') end)::int`;
}
