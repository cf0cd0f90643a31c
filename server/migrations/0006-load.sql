set local role zb_owner;

-- Takes locks in the order given and keeps them until the transaction ends: [[name, shared], ...]. Names sort alike for everybody,
-- so two commands that want the same berths never wait for each other in a circle.
create function zb_lock(p_org text, p_locks json) returns void language plpgsql as $$
declare
  wanted json;
begin
  for wanted in select value from json_array_elements(p_locks) loop
    if (wanted->>1)::boolean then
      perform pg_advisory_xact_lock_shared(hashtextextended(p_org || chr(31) || (wanted->>0), 7));
    else
      perform pg_advisory_xact_lock(hashtextextended(p_org || chr(31) || (wanted->>0), 7));
    end if;
  end loop;
end $$;

-- Sets for whom the transaction speaks, locks, and reads, in one round trip. Every statement in here sees what was committed when
-- it began, so what is read after a lock was granted is what the former holder left. Rows by `part`:
--   command  the command was answered before: hash = what was asked, body = the answer; nothing else is locked or read
--   stream   n = place in p_streams, version, hash of its head; no row where nothing is recorded
--   entry    n = place in p_streams, version, hash, body = canonical bytes; those after the version that the caller knows
--   line     n = place in p_pages, body = [noun, id, key, what, post, person, opensAt, dueAt, rules, ladder, detail]
create function journal_load(p_org text, p_sites text, p_command text, p_locks text, p_streams text, p_pages text)
  returns table (part text, n int, version int, hash text, body text) language plpgsql
  -- One plan for all: planning anew which partition is meant costs more than everything else in here.
  set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  wanted record;
  head record;
begin
  perform set_config('zb.org', p_org, true), set_config('zb.sites', p_sites, true);
  if p_command is not null then
    perform pg_advisory_xact_lock(hashtextextended(p_org || chr(31) || p_command, 11));
    return query select 'command'::text, 0, 0, encode(c.body_hash, 'hex'), c.answer::text
      from command c where c.org = p_org and c.id = p_command;
    if found then
      return;
    end if;
  end if;
  perform zb_lock(p_org, p_locks::json);
  for wanted in
    select (ordinality - 1)::int as n, value->>0 as site, value->>1 as noun, value->>2 as id, (value->>3)::int as known
    from json_array_elements(p_streams::json) with ordinality
  loop
    select s.version, s.head_hash, s.born_month into head from stream s
      where s.org = p_org and s.site = wanted.site and s.noun = wanted.noun and s.id = wanted.id;
    continue when not found;
    return query select 'stream'::text, wanted.n, head.version, encode(head.head_hash, 'hex'), null::text;
    continue when head.version <= wanted.known;
    return query select 'entry'::text, wanted.n, e.version, encode(e.hash, 'hex'), convert_from(e.bytes, 'UTF8')
      from entry e
      where e.org = p_org and e.site = wanted.site and e.noun = wanted.noun and e.id = wanted.id
        and e.born_month = head.born_month and e.version > wanted.known and e.version <= head.version
      order by e.version;
  end loop;
  for wanted in
    select (ordinality - 1)::int as n, value->>0 as site, value->>1 as post, value->>2 as person
    from json_array_elements(p_pages::json) with ordinality
  loop
    if wanted.post is not null then
      return query select 'line'::text, wanted.n, 0, null::text, ledger_line(o) from obligation o
        where o.org = p_org and o.site = wanted.site and o.post = wanted.post
          and o.met_at is null and o.ended_at is null and o.expected_by is null;
    else
      return query select 'line'::text, wanted.n, 0, null::text, ledger_line(o) from obligation o
        where o.org = p_org and o.site = wanted.site and o.person = wanted.person
          and o.met_at is null and o.ended_at is null and o.expected_by is null;
    end if;
  end loop;
end $$;

-- An outstanding obligation as a question sees it.
create function ledger_line(o obligation) returns text language sql immutable
  return json_build_array(o.noun, o.id, o.key, o.what, o.post, o.person, o.opens_at, o.due_at, o.rules, o.ladder, o.detail)::text;

grant execute on function zb_lock(text, json), journal_load(text, text, text, text, text, text), ledger_line(obligation) to zb_app;

reset role;
