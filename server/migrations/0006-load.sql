set local role zb_owner;

-- Takes locks in the order given and keeps them until the transaction ends: [[name, shared], ...]. Names sort alike for everybody,
-- so two commands that want the same berths never wait for each other in a circle.
create function zb_lock(p_org text, p_locks json) returns void language plpgsql as $$
begin
  perform case when shared then pg_advisory_xact_lock_shared(name) else pg_advisory_xact_lock(name) end
    from (
      select hashtextextended(p_org || chr(31) || (value->>0), 7) as name, (value->>1)::boolean as shared
      from json_array_elements(p_locks) with ordinality order by ordinality) wanted;
end $$;

-- Sets for whom the transaction speaks, locks, and reads, in one round trip. Every statement in here sees what was committed when
-- it began, so what is read after a lock was granted is what the former holder left. Rows by `part`:
--   command  n = place in p_commands; it was answered before: hash = what was asked, body = the answer. Where that is so of all of
--            them, nothing else is locked or read
--   stream   n = place in p_streams, version, hash of its head; no row where nothing is recorded
--   entry    n = place in p_streams, version, hash, body = canonical bytes; those after the version that the caller knows
--   line     n = place in p_pages, body = [noun, id, key, what, post, person, opensAt, dueAt, rules, ladder, detail]
create function journal_load(p_org text, p_sites text, p_commands text, p_locks text, p_streams text, p_pages text)
  returns table (part text, n int, version int, hash text, body text) language plpgsql
  -- One plan for all: planning anew which partition is meant costs more than everything else in here. It may be made while tables are
  -- nearly empty, so little is left to choose: what is asked for first (`offset 0`), then its rows by key.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  commands text[];
  answered int;
  wanted record;
begin
  perform set_config('zb.org', p_org, true), set_config('zb.sites', p_sites, true);
  if p_commands <> '[]' then
    commands := array(select json_array_elements_text(p_commands::json));
    perform pg_advisory_xact_lock(hashtextextended(p_org || chr(31) || id, 11))
      from (select id from unnest(commands) id order by id collate "C") sorted;
    return query select 'command'::text, (u.ordinality - 1)::int, 0, encode(c.body_hash, 'hex'), c.answer::text
      from unnest(commands) with ordinality u
      cross join lateral (select * from command c where c.org = p_org and c.id = u.u offset 0) c;
    get diagnostics answered = row_count;
    if answered = cardinality(commands) then
      return;
    end if;
  end if;
  perform zb_lock(p_org, p_locks::json);
  for wanted in
    select (w.ordinality - 1)::int as n, s.site, s.noun, s.id, (w.value->>3)::int as known, s.version,
      encode(s.head_hash, 'hex') as head, s.born_month
    from json_array_elements(p_streams::json) with ordinality w
    cross join lateral (select * from stream s
      where s.org = p_org and s.site = w.value->>0 and s.noun = w.value->>1 and s.id = w.value->>2 offset 0) s
  loop
    part := 'stream'; n := wanted.n; version := wanted.version; hash := wanted.head; body := null;
    return next;
    continue when wanted.version <= wanted.known;
    return query select 'entry'::text, wanted.n, e.version, encode(e.hash, 'hex'), convert_from(e.bytes, 'UTF8')
      from entry e
      where e.org = p_org and e.site = wanted.site and e.noun = wanted.noun and e.id = wanted.id
        and e.born_month = wanted.born_month and e.version > wanted.known and e.version <= wanted.version
      order by e.version;
  end loop;
  if p_pages <> '[]' then
    return query select 'line'::text, (w.ordinality - 1)::int, 0, null::text, ledger_line(o)
      from json_array_elements(p_pages::json) with ordinality w
      cross join lateral (select * from obligation o
        where o.org = p_org and o.site = w.value->>0 and o.post = w.value->>1
          and o.met_at is null and o.ended_at is null and o.expected_by is null offset 0) o;
    return query select 'line'::text, (w.ordinality - 1)::int, 0, null::text, ledger_line(o)
      from json_array_elements(p_pages::json) with ordinality w
      cross join lateral (select * from obligation o
        where o.org = p_org and o.site = w.value->>0 and o.person = w.value->>2
          and o.met_at is null and o.ended_at is null and o.expected_by is null offset 0) o
      where w.value->>1 is null;
  end if;
end $$;

-- Sets for whom the transaction speaks, locks, and holds what commands were decided on against what stands: p_streams as
-- [[site, noun, id, version, hash], ...], p_posts and p_people as [[site, post or person, lines], ...]. Raises ZB001 where anything is
-- otherwise, or one of the commands was answered before; they are then decided on what journal_load gives.
create function journal_confirm(
  p_org text, p_sites text, p_commands text, p_locks text, p_streams text, p_posts text, p_people text
) returns boolean language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  commands text[];
  otherwise boolean := false;
begin
  perform set_config('zb.org', p_org, true), set_config('zb.sites', p_sites, true);
  if p_commands <> '[]' then
    commands := array(select json_array_elements_text(p_commands::json));
    perform pg_advisory_xact_lock(hashtextextended(p_org || chr(31) || id, 11))
      from (select id from unnest(commands) id order by id collate "C") sorted;
    otherwise := exists (select from unnest(commands) asked
      cross join lateral (select from command c where c.org = p_org and c.id = asked offset 0) c);
  end if;
  if not otherwise then
    perform zb_lock(p_org, p_locks::json);
    otherwise := exists (select from json_array_elements(p_streams::json) w
      left join lateral (select s.version, s.head_hash from stream s
        where s.org = p_org and s.site = w->>0 and s.noun = w->>1 and s.id = w->>2 offset 0) s on true
      where coalesce(s.version, 0) <> (w->>3)::int or coalesce(encode(s.head_hash, 'hex'), '') <> w->>4);
  end if;
  if not otherwise and p_posts <> '[]' then
    otherwise := exists (select from json_array_elements(p_posts::json) w
      cross join lateral (select string_agg(ledger_line(o), e'\n' order by ledger_line(o) collate "C") as lines from obligation o
        where o.org = p_org and o.site = w->>0 and o.post = w->>1
          and o.met_at is null and o.ended_at is null and o.expected_by is null) page
      where coalesce(page.lines, '') <> w->>2);
  end if;
  if not otherwise and p_people <> '[]' then
    otherwise := exists (select from json_array_elements(p_people::json) w
      cross join lateral (select string_agg(ledger_line(o), e'\n' order by ledger_line(o) collate "C") as lines from obligation o
        where o.org = p_org and o.site = w->>0 and o.person = w->>1
          and o.met_at is null and o.ended_at is null and o.expected_by is null) page
      where coalesce(page.lines, '') <> w->>2);
  end if;
  if otherwise then
    raise exception 'what was remembered is no longer so' using errcode = 'ZB001';
  end if;
  return true;
end $$;

-- An outstanding obligation as a question sees it.
create function ledger_line(o obligation) returns text language sql stable
  return json_build_array(o.noun, o.id, o.key, o.what, o.post, o.person, o.opens_at, o.due_at, o.rules, o.ladder, o.detail)::text;

grant execute on function zb_lock(text, json), journal_load(text, text, text, text, text, text),
  journal_confirm(text, text, text, text, text, text, text), ledger_line(obligation) to zb_app;

reset role;
