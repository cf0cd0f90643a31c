-- Roles belong to the whole server, not to this database: they may be there already, made by another database or an administrator.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['zb_owner', 'zb_app', 'zb_clock', 'zb_seal', 'zb_feed', 'zb_signin'] loop
    begin
      execute format('create role %I nologin', wanted);
    exception when duplicate_object or unique_violation then null;
    end;
    -- Whoever connects takes one of them on through the startup parameter `role`; a superuser may do so without being told.
    if not pg_has_role(current_user, wanted, 'member') then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
  -- The clock does what the door does, for every organisation in turn.
  if not exists (
    select from pg_auth_members
    where roleid = 'zb_app'::regrole and member = 'zb_clock'::regrole) then
    grant zb_app to zb_clock;
  end if;
end $$;

grant usage, create on schema public to zb_owner;
grant usage on schema public to zb_app, zb_clock, zb_seal, zb_feed, zb_signin;

set local role zb_owner;

-- The organisation and the sites that a transaction speaks for. Unset (null), or set back at the end of a transaction (an empty
-- text), they match nothing. Written as a scalar subquery in each policy, they are asked once per statement and indexes stay usable.
create function zb_org() returns text language sql stable parallel safe
  return nullif(current_setting('zb.org', true), '');

create function zb_sites() returns text[] language sql stable parallel safe
  return nullif(current_setting('zb.sites', true), '')::text[];

-- Closes a table to other organisations and sites, for its owner as well. Every table with a column `org` is given to this.
create function zb_isolate(target regclass) returns void language plpgsql as $$
declare
  by_site boolean := exists (
    select from pg_attribute where attrelid = target and attname = 'site' and not attisdropped);
  rule text := 'org = (select zb_org())' || case when by_site then ' and site = any ((select zb_sites())::text[])' else '' end;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy isolation on %s using (%s) with check (%s)', target, rule, rule);
end $$;

-- For tables whose rows stay as they were written, whoever asks.
create function zb_stays() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only ever added', tg_table_name
    using errcode = 'insufficient_privilege', hint = 'A correction is a new entry.';
end $$;

reset role;
