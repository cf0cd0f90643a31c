import type { Sql } from "postgres";
import { minute } from "#duty/grammar/time.ts";
import { benchSite } from "./bench-line.ts";

/** What lies behind a site: so many things that were owed, evenly over days before a moment, most of them met in time. */
export interface Past {
  readonly org: string;
  readonly posts: readonly string[];
  readonly before: number;
  /** Things owed by one post in one day. */
  readonly perDay: number;
}

const day = 1440 * minute;

/** Adds things owed from the `from`-th day before the moment up to the `until`-th, with an entry each. */
export async function addPast(
  owner: Sql,
  { org, posts, before, perDay }: Past,
  from: number,
  until: number,
): Promise<void> {
  const step = Math.floor(day / perDay);
  await owner`select journal_open_month(to_timestamp((${before - until * day}::bigint + g * ${28 * day}::bigint) / 1000)::date)
    from generate_series(0, ${Math.ceil((until - from) / 28) + 1}::int) g`;
  for (let back = from; back < until; back += 1) {
    const starts = before - (back + 1) * day;
    await owner`
      insert into obligation (org, site, noun, id, key, what, post, opens_at, due_at, met_at, ended_at, rules, ladder)
      select ${org}, ${benchSite}, 'handover', post || '/' || ${back}::int || '/' || n, 'complete', 'handover.complete', post, 0, due,
        case when n % 20 <> 0 then due - 1 when n % 40 = 0 then due + 1 end, case when n % 40 = 20 then due + 1 end,
        array['GPH-' || lpad((n % 12)::text, 2, '0'), 'ZB-18'], '[{"afterMinutes": 15, "call": "squad-leader"}]'
      from unnest(${[...posts]}::text[]) as its(post), generate_series(1, ${perDay}::int) n,
        lateral (select ${starts}::bigint + n * ${step}::bigint as due) moments`;
    await owner`
      insert into entry (org, site, noun, id, version, born_month, type, at, command, actor, hash, bytes)
      select ${org}, ${benchSite}, 'handover', post || '/' || ${back}::int || '/' || n, 1,
        date_trunc('month', to_timestamp(${starts}::bigint / 1000))::date, 'handover.completed', ${starts}::bigint + n * ${step}::bigint, 'bench',
        'setup', decode(repeat('00', 32), 'hex'), '{}'
      from unnest(${[...posts]}::text[]) as its(post), generate_series(1, ${perDay}::int) n`;
  }
  await owner`vacuum analyze obligation`;
  await owner`analyze entry`;
}

/** Rows that are read and sent in one piece, as many bytes as anything else that is measured beside it. */
export async function addPlainRows(owner: Sql, rows: number): Promise<void> {
  await owner`create table bench_plain (site text, n int, post text, at bigint, words text, primary key (site, n))`;
  await owner`insert into bench_plain select ${benchSite}, n, 'post-' || n, n * 1000, repeat('x', 60) from generate_series(1, ${rows}::int) n`;
  await owner`grant select on bench_plain to zb_app`;
  await owner`analyze bench_plain`;
}
