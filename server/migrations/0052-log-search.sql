-- Whoever searches the log: owner of one function below, and of nothing else. Nobody signs in as this role.
do $$
begin
  begin
    create role zb_search nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, 'zb_search', 'member') then
    execute 'grant zb_search to current_user';
  end if;
end $$;

set local role zb_owner;

-- Keyed hashes of the words of a text that is searched for, beside its cipher and gone with it. Null: not searched for, erased, or of before.
alter table secret_text add column words int[];
alter table secret_text add check (words is null or cipher is not null);
create index secret_text_words on secret_text using gin (words) where words is not null;
-- Among these are the texts of earlier releases that have still to get their words.
create index secret_text_wordless on secret_text (org, site, commitment) where words is null and cipher is not null;
grant update (words) on secret_text to zb_app;

-- Lines of the books of all posts, one row a text: derived from the streams of pages, rebuilt from them to the same bytes. What the texts say
-- stands in `secret_text` alone.
create table log_line (
  org text collate "C" not null,
  site text collate "C" not null,
  -- The commitment that stands for the text in entries.
  id text collate "C" not null,
  page text collate "C" not null,
  line text collate "C" not null,
  -- 0: as it was written; from 1: its corrections, in their order.
  nth int not null,
  post text collate "C" not null,
  date date not null,
  shift text collate "C" not null,
  -- When the line came to the server, and what its device said: of the line, also where this is a correction of it.
  at bigint not null,
  device_at bigint,
  author text collate "C",
  category text collate "C",
  during_handover boolean not null,
  photos int not null,
  -- When and by whom this text came.
  told_at bigint not null,
  told_by text collate "C",
  primary key (org, site, id)
);

create index log_line_in_time on log_line (org, site, at, page, line) where nth = 0;
create index log_line_of_author on log_line (org, site, author, at) where nth = 0;
create index log_line_texts on log_line (org, site, page, line);

select zb_isolate('log_line');
grant select, insert, update, delete on log_line to zb_app;

-- As before, and of each text the words that it is found by.
create or replace function journal_append(
  p_org text, p_streams text, p_entries text, p_settled text, p_ledger text, p_outbox text, p_plans text, p_first_n int,
  p_secrets text, p_answers text
) returns void language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  touched record;
  -- Of each stream, in their order: the partition of its entries.
  months date[] := '{}';
  month date;
begin
  for touched in select * from json_to_recordset(p_streams::json) as x(
      site text, noun text, id text, born date, before int, version int, hash text)
  loop
    if touched.before = 0 then
      insert into stream (org, site, noun, id, born_month, version, head_hash)
        values (p_org, touched.site, touched.noun, touched.id, touched.born, touched.version, decode(touched.hash, 'hex'))
        on conflict do nothing returning born_month into month;
    else
      update stream set version = touched.version, head_hash = decode(touched.hash, 'hex')
        where org = p_org and site = touched.site and noun = touched.noun and id = touched.id and version = touched.before
        returning born_month into month;
    end if;
    if month is null then
      raise exception '% % has moved on from version %', touched.noun, touched.id, touched.before using errcode = '40001';
    end if;
    months := months || month;
  end loop;
  if p_entries is not null then
    insert into entry (org, site, noun, id, version, born_month, type, at, command, actor, hash, bytes)
      select p_org, x.site, x.noun, x.id, x.version, months[x.stream], x.type, x.at, x.command, x.actor,
        decode(x.hash, 'hex'), convert_to(x.text, 'UTF8')
      from json_to_recordset(p_entries::json) as x(
        stream int, site text, noun text, id text, version int, type text, at bigint, command text, actor text, hash text, text text);
    insert into feed (n, org, site, noun, id, version, types, at)
      select p_first_n + x.stream, p_org, x.site, x.noun, x.id, x.version, x.types, x.at
      from json_to_recordset(p_streams::json) as x(
        stream int, site text, noun text, id text, version int, types text[], at bigint);
  end if;
  if p_settled is not null then
    for touched in select * from json_to_recordset(p_settled::json) as x(site text, noun text, id text, wake bigint, keys text[]) loop
      perform ledger_settle(p_org, touched.site, touched.noun, touched.id, touched.wake, touched.keys);
    end loop;
  end if;
  if p_ledger is not null then
    perform ledger_write(p_org, p_ledger::json);
  end if;
  if p_outbox is not null then
    insert into outbox (org, site, key, noun, id, call, rung, obligation, at, not_before)
      select p_org, site, key, noun, id, call, rung, obligation, at, at
      from json_to_recordset(p_outbox::json) as x(
        site text, key text, noun text, id text, call text, rung int, obligation jsonb, at bigint)
      on conflict do nothing;
  end if;
  if p_plans is not null then
    insert into plan (org, site, noun, id, due_at)
      select p_org, site, noun, id, at from json_to_recordset(p_plans::json) as x(site text, noun text, id text, at bigint)
      on conflict (org, site, noun, id) do update set due_at = excluded.due_at;
  end if;
  if p_secrets is not null then
    insert into secret_text (org, site, commitment, kind, cipher, key_id, words)
      select p_org, x.site, x.commitment, x.kind, decode(x.cipher, 'hex'), x.key, x.words
      from json_to_recordset(p_secrets::json) as x(
        site text, commitment text, kind text, cipher text, key text, words int[])
      on conflict do nothing;
  end if;
  -- A command of the clock needs no second look: what it does is bound to the row of its wake, and its id may come again.
  insert into command (org, id, site, act, actor, at, body_hash, answer)
    select p_org, id, site, act, actor, at, decode(hash, 'hex'), answer
    from json_to_recordset(p_answers::json) as x(
      id text, site text, act text, actor text, at bigint, hash text, answer json)
    on conflict do nothing;
end $$;

-- Lines that were written before. Both tables show their rows to a tenant alone, also to their owner.
alter table entry no force row level security;
alter table log_line no force row level security;

insert into log_line
with told as (
  select org, site, id as page, version, type, at, convert_from(bytes, 'UTF8')::json as said
  from entry where noun = 'log' and type in ('log.page-opened', 'log.line-written', 'log.line-corrected')
), pages as (
  select org, site, page, said #> '{body,occurrence}' as occurrence from told where type = 'log.page-opened'
), lines as (
  select t.org, t.site, t.page, t.said #>> '{body,line}' as line, p.occurrence, t.at, t.said
  from told t join pages p on (p.org, p.site, p.page) = (t.org, t.site, t.page)
  where t.type = 'log.line-written'
), texts as (
  select org, site, page, line, 0 as nth, at, said, coalesce(said #>> '{body,by}', said #>> '{actor,person}') as by from lines
  union all
  select org, site, page, said #>> '{body,line}', (row_number() over (
    partition by org, site, page, said #>> '{body,line}' order by version))::int, at, said, said #>> '{actor,person}'
  from told where type = 'log.line-corrected'
)
select l.org, l.site, t.said #>> '{body,text,sealed}', l.page, l.line, t.nth,
  l.occurrence ->> 'post', (l.occurrence ->> 'date')::date, l.occurrence ->> 'shift',
  l.at, (l.said ->> 'deviceTime')::bigint, coalesce(l.said #>> '{body,by}', l.said #>> '{actor,person}'),
  l.said #>> '{body,category}', (l.said #>> '{body,duringHandover}')::boolean, json_array_length(l.said #> '{body,photos}'),
  t.at, t.by
from lines l join texts t on (t.org, t.site, t.page, t.line) = (l.org, l.site, l.page, l.line);

alter table log_line force row level security;
alter table entry force row level security;

create policy search_sees_all on secret_text for select to zb_search using (true);
create policy search_sees_all on log_line for select to zb_search using (true);
grant select (org, site, commitment, words) on secret_text to zb_search;
grant select on log_line to zb_search;

reset role;
grant create, usage on schema public to zb_search;

set local role zb_search;

-- Candidates of a search, newest first. Row-level security would be asked of each row before the index of words could be: so this one function looks past
-- it, and asks by itself that organisation and sites are those of the transaction. `p_asked`: of each site the hashes of all words, and those of the words that are no name
-- (null where no word is one of `p_people`). Without words all lines are candidates. Hashes may meet by chance: whoever calls opens the texts and looks.
create function log_search(
  p_org text, p_asked text, p_people text[], p_post text, p_author text, p_from date, p_until date,
  p_at bigint, p_site text, p_page text, p_line text, p_most int
) returns table (at bigint, site text, page text, line text)
language plpgsql stable security definer
set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
#variable_conflict use_column
begin
  if p_org is distinct from zb_org() then
    raise exception 'a search of % in a transaction of %', p_org, zb_org() using errcode = 'insufficient_privilege';
  end if;
  return query
    with asked as materialized (
      select x.site, x.words, x.others from json_to_recordset(p_asked::json) as x(site text, words int[], others int[])
      where x.site = any (zb_sites())
    )
    select found.at, found.site, found.page, found.line from (
      (select l.at, a.site, l.page, l.line
        from asked a cross join lateral (
          select at, page, line from log_line
          where org = p_org and site = a.site and nth = 0
            and (p_post is null or post = p_post) and (p_author is null or author = p_author)
            and (p_from is null or date >= p_from) and (p_until is null or date <= p_until)
            and (p_at is null or at <= p_at and (at, site, page, line) < (p_at, p_site, p_page, p_line))
          order by at desc, page desc, line desc limit p_most) as l
        where a.words = '{}')
      union
      (select distinct l.at, l.site, l.page, l.line
        from asked a
        join secret_text t on t.org = p_org and t.site = a.site and t.words @> a.words
        join log_line l on l.org = p_org and l.site = a.site and l.id = t.commitment
        where a.words <> '{}'
          and (p_post is null or l.post = p_post) and (p_author is null or l.author = p_author)
          and (p_from is null or l.date >= p_from) and (p_until is null or l.date <= p_until)
          and (p_at is null or (l.at, l.site, l.page, l.line) < (p_at, p_site, p_page, p_line))
        order by l.at desc, l.site desc, l.page desc, l.line desc limit p_most)
      union
      (select distinct l.at, l.site, l.page, l.line
        from asked a
        join log_line l on l.org = p_org and l.site = a.site and l.author = any (p_people)
        join secret_text t on t.org = p_org and t.site = a.site and t.commitment = l.id
        where a.others is not null and (a.others = '{}' or t.words @> a.others)
          and (p_post is null or l.post = p_post) and (p_author is null or l.author = p_author)
          and (p_from is null or l.date >= p_from) and (p_until is null or l.date <= p_until)
          and (p_at is null or (l.at, l.site, l.page, l.line) < (p_at, p_site, p_page, p_line))
        order by l.at desc, l.site desc, l.page desc, l.line desc limit p_most)) as found
    order by found.at desc, found.site desc, found.page desc, found.line desc
    limit p_most;
end $$;

revoke execute on function log_search(text, text, text[], text, text, date, date, bigint, text, text, text, int) from public;
grant execute on function log_search(text, text, text[], text, text, date, date, bigint, text, text, text, int) to zb_app;

reset role;
revoke create on schema public from zb_search;
