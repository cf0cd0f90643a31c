set local role zb_owner;

-- Calls that must leave the house: written with the entry that causes them, sent afterwards.
create table outbox (
  org text collate "C" not null,
  site text collate "C" not null,
  -- Unique for the call, however often two clocks or a second try decide it; handed to the channel so that it can tell doubles.
  key text collate "C" not null,
  noun text collate "C" not null,
  id text collate "C" not null,
  -- Function of the ladder that is called.
  call text collate "C" not null,
  rung int not null,
  obligation jsonb not null,
  at bigint not null,
  sent_at bigint,
  -- What the channel answered: its own number of the message, or the last failure.
  answer text,
  attempts int not null default 0,
  -- The dispatcher does not look at it before: a lease while it is being sent, a pause after a failure.
  not_before bigint not null,
  primary key (org, site, key)
);

create index outbox_waiting on outbox (not_before) where sent_at is null;

select zb_isolate('outbox');
create policy clock_sees_all on outbox for select to zb_clock using (true);
create policy clock_notes_all on outbox for update to zb_clock using (true) with check (true);
grant select, insert on outbox to zb_app;
grant update (sent_at, answer, attempts, not_before) on outbox to zb_clock;

reset role;
