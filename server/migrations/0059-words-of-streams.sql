set local role zb_owner;

-- Words of texts stand together for all texts of a stream, and are made when it has rested: that they be found costs nothing while they are written.
-- Null: whoever looks opens the texts and reads them through.
create table stream_words (
  org text collate "C" not null,
  site text collate "C" not null,
  noun text collate "C" not null,
  id text collate "C" not null,
  -- Keyed hashes of what the texts of the stream are found by, of those that are not erased.
  words int[],
  -- When the first text came, or went, that the words did not know of.
  since bigint not null,
  primary key (org, site, noun, id)
);

create index stream_words_found on stream_words using gin (words) where words is not null;
create index stream_words_wanting on stream_words (org, site, since, noun, id) where words is null;

select zb_isolate('stream_words');
grant select, insert, update on stream_words to zb_app;

-- The stream by whose words a text is found; null where nobody looks for it.
alter table secret_text add column noun text collate "C", add column stream text collate "C", add check ((noun is null) = (stream is null));

-- As before; of a text that is looked for its stream is told, and that its words are to be made.
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
    insert into secret_text (org, site, commitment, kind, cipher, key_id, noun, stream)
      select p_org, x.site, x.commitment, x.kind, decode(x.cipher, 'hex'), x.key, x.noun, x.stream
      from json_to_recordset(p_secrets::json) as x(
        site text, commitment text, kind text, cipher text, key text, noun text, stream text)
      on conflict do nothing;
    -- What is read through anyway needs no second mark: a line costs one look.
    insert into stream_words (org, site, noun, id, since)
      select p_org, x.site, x.noun, x.stream, min(x.at)
      from json_to_recordset(p_secrets::json) as x(site text, noun text, stream text, at bigint)
      where x.stream is not null and not exists (
        select from stream_words w
        where w.org = p_org and w.site = x.site and w.noun = x.noun and w.id = x.stream and w.words is null)
      group by x.site, x.noun, x.stream
      on conflict (org, site, noun, id) do update set words = null, since = excluded.since;
  end if;
  -- A command of the clock needs no second look: what it does is bound to the row of its wake, and its id may come again.
  insert into command (org, id, site, act, actor, at, body_hash, answer)
    select p_org, id, site, act, actor, at, decode(hash, 'hex'), answer
    from json_to_recordset(p_answers::json) as x(
      id text, site text, act text, actor text, at bigint, hash text, answer json)
    on conflict do nothing;
end $$;

-- Lines that were written before. The tables show their rows to a tenant alone, also to their owner.
alter table log_line no force row level security;
alter table secret_text no force row level security;
alter table stream_words no force row level security;

update secret_text t set noun = 'log', stream = l.page
from log_line l where l.org = t.org and l.site = t.site and l.id = t.commitment;

insert into stream_words (org, site, noun, id, since)
select org, site, 'log', page, min(told_at) from log_line group by org, site, page;

alter table stream_words force row level security;
alter table secret_text force row level security;
alter table log_line force row level security;

drop policy search_sees_all on secret_text;
revoke select (org, site, commitment, words) on secret_text from zb_search;
-- Its check and its two indexes go with it.
alter table secret_text drop column words;

create policy search_sees_all on stream_words for select to zb_search using (true);
grant select on stream_words to zb_search;

reset role;
grant create, usage on schema public to zb_search;

set local role zb_search;

-- Candidates of a search, newest first. Row-level security would be asked of each row before the index of words could be: so this one function looks past
-- it, and asks by itself that organisation and sites are those of the transaction. `p_asked`: of each site the hashes of all words, and those of the words
-- that are no name (null where no word is one of `p_people`). Without words all lines are candidates; with words all lines of a page that has them, in
-- whichever of its texts, or that has none made yet. Whoever calls opens the texts and looks.
create or replace function log_search(
  p_org text, p_asked text, p_people text[], p_post text, p_author text, p_from date, p_until date,
  p_at bigint, p_site text, p_page text, p_line text, p_most int
) returns table (at bigint, site text, page text, line text)
language plpgsql stable security definer
set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $$
#variable_conflict use_column
declare
  -- Pages from which on it is quicker to go through the lines in time.
  most_pages constant int := 2000;
  page_sites text[];
  pages text[];
begin
  if p_org is distinct from zb_org() then
    raise exception 'a search of % in a transaction of %', p_org, zb_org() using errcode = 'insufficient_privilege';
  end if;
  select array_agg(known.site), array_agg(known.id) into page_sites, pages from (
    select w.site, w.id
    from json_to_recordset(p_asked::json) as a(site text, words int[])
    join stream_words w on w.org = p_org and w.site = a.site and w.noun = 'log' and w.words is null
    where a.words <> '{}' and a.site = any (zb_sites())
    union all
    select w.site, w.id
    from json_to_recordset(p_asked::json) as a(site text, words int[])
    join stream_words w on w.org = p_org and w.site = a.site and w.noun = 'log' and w.words @> a.words
    where a.words <> '{}' and a.site = any (zb_sites())
    limit most_pages + 1) as known;
  return query
    with asked as materialized (
      select x.site, x.words, x.others from json_to_recordset(p_asked::json) as x(site text, words int[], others int[])
      where x.site = any (zb_sites())
    )
    select found.at, found.site, found.page, found.line from (
      (select l.at, a.site, l.page, l.line
        from asked a cross join lateral (
          select at, page, line from log_line w
          where org = p_org and site = a.site and nth = 0
            and (p_post is null or post = p_post) and (p_author is null or author = p_author)
            and (p_from is null or date >= p_from) and (p_until is null or date <= p_until)
            and (p_at is null or at <= p_at and (at, site, page, line) < (p_at, p_site, p_page, p_line))
            and (a.words = '{}' or exists (
              select from stream_words k
              where k.org = p_org and k.site = a.site and k.noun = 'log' and k.id = w.page
                and (k.words is null or k.words @> a.words)))
          order by at desc, page desc, line desc limit p_most) as l
        where a.words = '{}' or cardinality(pages) > most_pages)
      union
      (select l.at, l.site, l.page, l.line
        from unnest(page_sites, pages) as known(site, page)
        join log_line l on l.org = p_org and l.site = known.site and l.page = known.page and l.nth = 0
        where cardinality(pages) <= most_pages
          and (p_post is null or l.post = p_post) and (p_author is null or l.author = p_author)
          and (p_from is null or l.date >= p_from) and (p_until is null or l.date <= p_until)
          and (p_at is null or (l.at, l.site, l.page, l.line) < (p_at, p_site, p_page, p_line))
        order by l.at desc, l.site desc, l.page desc, l.line desc limit p_most)
      union
      (select l.at, a.site, l.page, l.line
        from asked a cross join lateral (
          select at, page, line from log_line w
          where org = p_org and site = a.site and nth = 0 and author = any (p_people)
            and (p_post is null or post = p_post) and (p_author is null or author = p_author)
            and (p_from is null or date >= p_from) and (p_until is null or date <= p_until)
            and (p_at is null or at <= p_at and (at, site, page, line) < (p_at, p_site, p_page, p_line))
            and (a.others = '{}' or exists (
              select from stream_words k
              where k.org = p_org and k.site = a.site and k.noun = 'log' and k.id = w.page
                and (k.words is null or k.words @> a.others)))
          order by at desc, page desc, line desc limit p_most) as l
        where a.others is not null)) as found
    order by found.at desc, found.site desc, found.page desc, found.line desc
    limit p_most;
end $$;

reset role;
revoke create on schema public from zb_search;
