set local role zb_owner;

-- What posts and people owe: derived from the journal, rebuilt from it to the same bytes. Met obligations stay, to be counted.
create table obligation (
  org text collate "C" not null,
  site text collate "C" not null,
  noun text collate "C" not null,
  id text collate "C" not null,
  key text collate "C" not null,
  what text collate "C" not null,
  post text collate "C" not null,
  -- Set only where the post cannot do it, such as going off duty.
  person text collate "C",
  opens_at bigint not null,
  due_at bigint not null,
  met_at bigint,
  -- No longer owed though never met.
  ended_at bigint,
  missed_at bigint,
  -- Rungs of the ladder that have been called.
  rung int not null default 0,
  acknowledged_at bigint,
  acknowledged_by text,
  rules text[] not null,
  ladder jsonb not null,
  detail jsonb,
  -- The plan (`roster/lobby/2026-11`) that makes a stream owe this of which nothing is recorded yet; null once it has begun.
  expected_by text collate "C",
  primary key (org, site, noun, id, key)
) with (fillfactor = 85);

-- Partial, so that they are never taken for the primary key where one stream's rows are sought.
create index obligation_of_post on obligation (org, site, post, due_at) where met_at is null and ended_at is null;
create index obligation_of_person on obligation (org, site, person)
  where met_at is null and ended_at is null and person is not null;
create index obligation_expected on obligation (org, site, expected_by) where expected_by is not null;

select zb_isolate('obligation');
grant select, insert, update, delete on obligation to zb_app;

-- When a stream wants to be asked what should be true now. At most one row per stream.
create table wake (
  org text collate "C" not null,
  site text collate "C" not null,
  noun text collate "C" not null,
  id text collate "C" not null,
  due_at bigint not null,
  -- The act and body that bring an expected stream to life before it is woken; null for a stream that has begun.
  birth jsonb,
  expected_by text collate "C",
  -- Times that waking it broke; it is tried again later each time and never forgotten.
  failures int not null default 0,
  -- Not before this moment after a failure; otherwise the same as due_at.
  not_before bigint not null,
  primary key (org, site, noun, id)
) with (fillfactor = 70);

create index wake_by_moment on wake (not_before);
create index wake_expected on wake (org, site, expected_by) where expected_by is not null;

select zb_isolate('wake');
create policy clock_sees_all on wake for select to zb_clock using (true);
grant select, insert, update, delete on wake to zb_app;

-- Streams that make others owe (rosters), and when the clock next computes what they make owed. Null: they plan nothing ahead.
create table plan (
  org text collate "C" not null,
  site text collate "C" not null,
  noun text collate "C" not null,
  id text collate "C" not null,
  due_at bigint,
  primary key (org, site, noun, id)
);

create index plan_by_moment on plan (due_at) where due_at is not null;

select zb_isolate('plan');
create policy clock_sees_all on plan for select to zb_clock using (true);
grant select, insert, update, delete on plan to zb_app;

reset role;
