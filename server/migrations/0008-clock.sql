set local role zb_owner;

-- Takes due wakes of one organisation, that of the earliest, and keeps them for this transaction. First the berth, then the row, as
-- the door does, or clock and door would wait for each other; and neither is waited for: what is being worked at, by the door or by
-- another clock, is left for the next look. Whoever holds the rows until commit is the only one to do what they are for.
create function clock_take(p_now bigint, p_setup text, p_most int)
  returns table (org text, site text, noun text, id text, due_at bigint, birth jsonb) language plpgsql as $$
#variable_conflict use_column
declare
  chosen text;
  found_sites text[];
  candidate record;
  taken int := 0;
begin
  -- Three times the same order to the last: where many fall due at one moment, the chosen organisation's must be among those looked at.
  select w.org into chosen from wake w where w.not_before <= p_now
    order by w.not_before, w.site collate "C", (w.noun || '/' || w.id) collate "C", w.org limit 1;
  if not found then
    return;
  end if;
  select array_agg(distinct c.site) into found_sites from (
    select w.org, w.site from wake w where w.not_before <= p_now
      order by w.not_before, w.site collate "C", (w.noun || '/' || w.id) collate "C", w.org limit p_most * 4) c
    where c.org = chosen;
  perform set_config('zb.org', chosen, true), set_config('zb.sites', found_sites::text, true);
  for candidate in
    -- By moment alone first, so that the index on moments is read however many wakes lie ahead.
    select c.site, c.noun, c.id from (
      select w.org, w.site, w.noun, w.id, w.not_before from wake w where w.not_before <= p_now
        order by w.not_before, w.site collate "C", (w.noun || '/' || w.id) collate "C", w.org limit p_most * 4) c
      where c.org = chosen and c.site = any (found_sites)
      order by c.not_before, c.site collate "C", (c.noun || '/' || c.id) collate "C"
  loop
    continue when not pg_try_advisory_xact_lock_shared(
      hashtextextended(chosen || chr(31) || candidate.site || ':' || p_setup, 7));
    continue when not pg_try_advisory_xact_lock(
      hashtextextended(chosen || chr(31) || candidate.site || ':' || split_part(candidate.id, '/', 1), 7));
    return query select w.org, w.site, w.noun, w.id, w.due_at, w.birth from wake w
      where w.org = chosen and w.site = candidate.site and w.noun = candidate.noun and w.id = candidate.id
        and w.not_before <= p_now
      for update skip locked;
    if found then
      taken := taken + 1;
    end if;
    exit when taken = p_most;
  end loop;
end $$;

-- A wake that broke, or that found nothing to do, is looked at again later: the pause doubles, up to ten minutes.
create function clock_postpone(p_org text, p_site text, p_noun text, p_id text, p_now bigint)
  returns void language sql as $$
  update wake set failures = failures + 1, not_before = p_now + least(600000, 1000 * (2 ^ least(failures, 10))::bigint)
    where org = p_org and site = p_site and noun = p_noun and id = p_id
$$;

-- An expected stream that will not be born after all: the plan or the set-up no longer knows it.
create function clock_forget(p_org text, p_site text, p_noun text, p_id text) returns void language plpgsql as $$
begin
  delete from wake where org = p_org and site = p_site and noun = p_noun and id = p_id and expected_by is not null;
  delete from obligation where org = p_org and site = p_site and noun = p_noun and id = p_id and expected_by is not null;
end $$;

-- Puts what a plan expects in the place of what it expected before; streams that have begun speak for themselves.
-- p_streams: [{noun, id, wake, birth}], p_ledger: rows of ledger_write.
create function plan_write(p_org text, p_site text, p_plan_noun text, p_plan_id text, p_streams text, p_ledger text, p_next bigint)
  returns void language plpgsql as $$
declare
  plan_name text := p_plan_noun || '/' || p_plan_id;
begin
  delete from obligation o where o.org = p_org and o.site = p_site and o.expected_by = plan_name;
  delete from wake w where w.org = p_org and w.site = p_site and w.expected_by = plan_name;
  insert into wake (org, site, noun, id, due_at, not_before, birth, expected_by)
    select p_org, p_site, x.noun, x.id, x.wake, x.wake, x.birth, plan_name
    from json_to_recordset(p_streams::json) as x(noun text, id text, wake bigint, birth jsonb)
    where not exists (
      select from stream s where s.org = p_org and s.site = p_site and s.noun = x.noun and s.id = x.id)
    on conflict do nothing;
  perform ledger_write(p_org, (
    select coalesce(json_agg(line), '[]') from json_array_elements(p_ledger::json) line
    where exists (
      select from wake w where w.org = p_org and w.site = p_site and w.noun = line->>'noun' and w.id = line->>'id'
        and w.expected_by = plan_name)));
  update plan p set due_at = p_next
    where p.org = p_org and p.site = p_site and p.noun = p_plan_noun and p.id = p_plan_id;
end $$;

revoke execute on function
  clock_take(bigint, text, int), clock_postpone(text, text, text, text, bigint), clock_forget(text, text, text, text),
  plan_write(text, text, text, text, text, text, bigint) from public;
grant execute on function
  clock_take(bigint, text, int), clock_postpone(text, text, text, text, bigint), clock_forget(text, text, text, text),
  plan_write(text, text, text, text, text, text, bigint) to zb_clock;

reset role;
