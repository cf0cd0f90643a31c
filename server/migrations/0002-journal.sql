set local role zb_owner;

-- Moments in this and all later tables: whole milliseconds since 1970-01-01T00:00Z, as they stand in the entries.

-- One case of a noun. Its row is what serialises those who append to it.
create table stream (
  org text collate "C" not null check (org <> ''),
  site text collate "C" not null check (site <> ''),
  noun text collate "C" not null,
  id text collate "C" not null,
  -- First day of the UTC month of the first entry: the partition in which all its entries are.
  born_month date not null,
  version int not null check (version > 0),
  -- SHA-256 of the last entry.
  head_hash bytea not null,
  primary key (org, site, noun, id)
) with (fillfactor = 80);

select zb_isolate('stream');
grant select, insert, update (version, head_hash) on stream to zb_app;
grant select on stream to zb_seal;

-- What happened. `bytes` is the truth: the canonical JSON that was hashed. All other columns are copies that `verify` compares.
create table entry (
  org text collate "C" not null,
  site text collate "C" not null,
  noun text collate "C" not null,
  id text collate "C" not null,
  version int not null check (version > 0),
  born_month date not null,
  type text collate "C" not null,
  at bigint not null,
  command text collate "C" not null,
  -- Person, or the hand of the product: `clock`, `reaction`, `setup`.
  actor text collate "C" not null,
  hash bytea not null check (length(hash) = 32),
  bytes bytea not null,
  primary key (org, site, noun, id, version, born_month)
) partition by range (born_month);

create trigger entry_stays before update or delete on entry for each row execute function zb_stays();
create trigger entry_is_not_emptied before truncate on entry for each statement execute function zb_stays();
select zb_isolate('entry');
grant select, insert on entry to zb_app;
grant select on entry to zb_seal;

-- Makes room for streams born in a month. There is no default partition: an entry without a place must fail, be given one and be
-- tried again, or it would stand where later months cannot be taken apart from it. Attaching does not stop readers or writers.
create function journal_open_month(month date) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  first_day date := date_trunc('month', month)::date;
  part text := 'entry_' || to_char(first_day, 'YYYY_MM');
begin
  perform pg_advisory_xact_lock(hashtextextended('zb:partition:' || part, 0));
  if to_regclass(part) is not null then
    return;
  end if;
  execute format('create table %I (like entry including defaults including constraints)', part);
  execute format('create trigger entry_is_not_emptied before truncate on %I for each statement execute function zb_stays()', part);
  perform zb_isolate(part::regclass);
  execute format('alter table entry attach partition %I for values from (%L) to (%L)',
    part, first_day, (first_day + interval '1 month')::date);
end $$;

revoke execute on function journal_open_month(date) from public;
grant execute on function journal_open_month(date) to zb_app;

-- Every command that was answered, refusals too, for ever: a phone may lie in a drawer for a year and then deliver again.
create table command (
  org text collate "C" not null check (org <> ''),
  id text collate "C" not null,
  site text collate "C" not null,
  act text collate "C" not null,
  actor text collate "C" not null,
  at bigint not null,
  -- SHA-256 of what was asked: the same id with another content is refused.
  body_hash bytea not null,
  -- As text: given again to the byte.
  answer json not null,
  primary key (org, id)
) partition by hash (org, id);

create table command_0 partition of command for values with (modulus 8, remainder 0);
create table command_1 partition of command for values with (modulus 8, remainder 1);
create table command_2 partition of command for values with (modulus 8, remainder 2);
create table command_3 partition of command for values with (modulus 8, remainder 3);
create table command_4 partition of command for values with (modulus 8, remainder 4);
create table command_5 partition of command for values with (modulus 8, remainder 5);
create table command_6 partition of command for values with (modulus 8, remainder 6);
create table command_7 partition of command for values with (modulus 8, remainder 7);

create trigger command_stays before update or delete on command for each row execute function zb_stays();
create trigger command_is_not_emptied before truncate on command for each statement execute function zb_stays();
select zb_isolate('command');
do $$
begin
  for part in 0..7 loop
    perform zb_isolate(('command_' || part)::regclass);
    execute format('create trigger command_is_not_emptied before truncate on command_%s for each statement execute function zb_stays()', part);
  end loop;
end $$;
grant select, insert on command to zb_app;

reset role;
