set local role zb_owner;

-- What changed, for those who are looking. Read by (xid, n) and only below the oldest running transaction, so that one that
-- commits late is not passed by. Short-lived and not part of any backup by rows: transaction numbers belong to one server.
create table feed (
  xid xid8 not null default pg_current_xact_id(),
  n int not null,
  org text collate "C" not null,
  site text collate "C" not null,
  noun text collate "C" not null,
  id text collate "C" not null,
  version int not null,
  types text[] not null,
  at bigint not null,
  primary key (xid, n)
);

create index feed_by_age on feed using brin (at);

select zb_isolate('feed');
create policy feed_sees_all on feed for select to zb_feed using (true);
create policy clock_sees_all on feed for select to zb_clock using (true);
create policy clock_clears on feed for delete to zb_clock using (true);
grant insert on feed to zb_app;
grant select on feed to zb_feed, zb_clock;
grant delete on feed to zb_clock;

reset role;
