set local role zb_owner;

-- When each server of the installation was last known to run, by its own clock: time in which none did is a gap. Of no organisation, and nothing
-- that people read.
create table clock_beat (
  server text collate "C" primary key,
  at bigint not null
);
grant select, insert, update on clock_beat to zb_clock;

-- Which sites there are, and how far the stream of each site's clock has come. Nothing else of other organisations.
create policy clock_sees_sites on stream for select to zb_clock using (noun = 'site' or noun = 'clock');

-- Every site, since the clock of a server is that of all of them, and how far the stream of its clock has come: 0 where nothing was entered.
create function clock_sites() returns table (org text, site text, version int) language sql stable as $$
  select s.org, s.site, coalesce(c.version, 0) from stream s
    left join stream c on c.org = s.org and c.site = s.site and c.noun = 'clock' and c.id = 'site'
    where s.noun = 'site' order by s.org, s.site
$$;
revoke execute on function clock_sites() from public;
grant execute on function clock_sites() to zb_clock;

-- The newest moment at which anything happened at any site, and nothing of what that was.
create function clock_newest() returns bigint language sql stable as $$ select max(at) from feed $$;
revoke execute on function clock_newest() from public;
grant execute on function clock_newest() to zb_clock;

-- As before, but for sites that wait until somebody has looked at the clock: p_held names them, organisation and site with chr(31) between.
drop function clock_take(bigint, text, int);
create function clock_take(p_now bigint, p_setup text, p_most int, p_held text[] default '{}')
  returns table (org text, site text, noun text, id text, due_at bigint, birth jsonb) language plpgsql as $$
#variable_conflict use_column
declare
  chosen text;
  found_sites text[];
  candidate record;
  taken int := 0;
begin
  -- Three times the same order to the last: where many fall due at one moment, the chosen organisation's must be among those looked at.
  select w.org into chosen from wake w where w.not_before <= p_now and (w.org || chr(31) || w.site) <> all (p_held)
    order by w.not_before, w.site collate "C", (w.noun || '/' || w.id) collate "C", w.org limit 1;
  if not found then
    return;
  end if;
  select array_agg(distinct c.site) into found_sites from (
    select w.org, w.site from wake w where w.not_before <= p_now and (w.org || chr(31) || w.site) <> all (p_held)
      order by w.not_before, w.site collate "C", (w.noun || '/' || w.id) collate "C", w.org limit p_most * 4) c
    where c.org = chosen;
  perform set_config('zb.org', chosen, true), set_config('zb.sites', found_sites::text, true);
  for candidate in
    -- By moment alone first, so that the index on moments is read however many wakes lie ahead.
    select c.site, c.noun, c.id from (
      select w.org, w.site, w.noun, w.id, w.not_before from wake w
        where w.not_before <= p_now and (w.org || chr(31) || w.site) <> all (p_held)
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
revoke execute on function clock_take(bigint, text, int, text[]) from public;
grant execute on function clock_take(bigint, text, int, text[]) to zb_clock;

-- After a jump of the clock: plans are computed anew from p_from on, since what was planned under the wrong time may lack what lay in between, and
-- what was put off until a time that is far off now is tried again.
create function clock_look_again(p_org text, p_site text, p_from bigint, p_now bigint) returns void language plpgsql as $$
begin
  update plan set due_at = least(coalesce(due_at, p_from), p_from) where org = p_org and site = p_site;
  update wake set not_before = due_at where org = p_org and site = p_site and not_before > due_at;
  update outbox set not_before = p_now where org = p_org and site = p_site and sent_at is null and not_before > p_now;
end $$;
revoke execute on function clock_look_again(text, text, bigint, bigint) from public;
grant execute on function clock_look_again(text, text, bigint, bigint) to zb_clock;

reset role;
