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

/**
 * Adds things owed from the `from`-th day before the moment up to the `until`-th, with an entry each: turns and their reliefs, hand-overs,
 * matters; and for each post and day the hand-over, the page and the turn in which they happened.
 */
export async function addPast(owner: Sql, past: Past, from: number, until: number): Promise<void> {
  await owner`select journal_open_month(to_timestamp((${past.before - until * day}::bigint + g * ${28 * day}::bigint) / 1000)::date)
    from generate_series(0, ${Math.ceil((until - from) / 28) + 1}::int) g`;
  // What is made for a measurement may be lost with the power.
  await owner`set synchronous_commit = off`;
  for (let back = from; back < until; back += 1) await addDay(owner, past, back);
  await owner`vacuum analyze obligation`;
  for (const table of ["entry", "stream", "handover", "page"]) await owner`analyze ${owner(table)}`;
  await owner`checkpoint`;
}

async function addDay(owner: Sql, { org, posts, before, perDay }: Past, back: number): Promise<void> {
  const starts = before - (back + 1) * day;
  const step = Math.floor(day / perDay);
  const named = owner`unnest(${[...posts]}::text[]) as its(post),
    lateral (select post || '/back-' || ${back}::int || '/round' as shift) named`;
  const born = owner`date_trunc('month', to_timestamp(${starts}::bigint / 1000))::date`;
  await owner`
    insert into obligation (org, site, noun, id, key, what, post, opens_at, due_at, met_at, ended_at, rules, ladder)
    select ${org}, ${benchSite}, noun, shift || '/' || n, 'owed', what, post, 0, due,
      case when n % 20 <> 0 then due - 1 when n % 40 = 0 then due + 1 end, case when n % 40 = 20 then due + 1 end,
      array['GPH-' || lpad((n % 12)::text, 2, '0'), 'ZB-18'], '[{"afterMinutes": 15, "call": "squad-leader"}]'
    from ${named}, generate_series(1, ${perDay}::int) n,
      lateral (select ${starts}::bigint + n * ${step}::bigint as due) moments,
      lateral (select (array['attendance', 'handover', 'matter'])[n % 3 + 1] as noun,
        (array['attendance.relief', 'handover.complete', 'matter.settle'])[n % 3 + 1] as what) kinds`;
  await owner`
    insert into stream (org, site, noun, id, version, head_hash, born_month)
    select ${org}, ${benchSite}, noun, shift || case noun when 'attendance' then '/somebody' else '' end, 1, decode(repeat('00', 32), 'hex'), ${born}
    from ${named}, unnest(array['attendance', 'handover', 'log']) as kinds(noun)`;
  await owner`
    insert into entry (org, site, noun, id, version, born_month, type, at, command, actor, hash, bytes)
    select ${org}, ${benchSite}, 'log', shift, n, ${born}, 'log.line-written', ${starts}::bigint + n * ${step}::bigint, 'bench',
      'setup', decode(repeat('00', 32), 'hex'), '{}'
    from ${named}, generate_series(1, ${perDay}::int) n`;
  const ended = starts + day;
  const date = owner`to_timestamp(${starts}::bigint / 1000)::date`;
  await owner`
    insert into handover (org, site, id, post, date, shift, phase, starts_at, ends_at, completed_at, late_minutes,
      problems, matters, faults, faults_open)
    select ${org}, ${benchSite}, shift, post, ${date}, 'round', 'completed', ${starts}, ${ended}, ${ended}, 0,
      0, 0, 0, 0 from ${named}`;
  await owner`
    insert into page (org, site, id, post, date, shift, phase, starts_at, ends_at, lines, corrections)
    select ${org}, ${benchSite}, shift, post, ${date}, 'round', 'closed', ${starts}, ${ended}, ${perDay}, 0 from ${named}`;
}

/** Rows that are read and sent in one piece, as many bytes as anything else that is measured beside it. */
export async function addPlainRows(owner: Sql, rows: number): Promise<void> {
  await owner`create table bench_plain (site text, n int, post text, at bigint, words text, primary key (site, n))`;
  await owner`insert into bench_plain select ${benchSite}, n, 'post-' || n, n * 1000, repeat('x', 60) from generate_series(1, ${rows}::int) n`;
  await owner`grant select on bench_plain to zb_app`;
  await owner`analyze bench_plain`;
}
