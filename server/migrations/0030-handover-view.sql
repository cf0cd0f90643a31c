set local role zb_owner;

-- Hand-overs as lists show them: derived from their streams, rebuilt from them to the same bytes.
create table handover (
  org text collate "C" not null,
  site text collate "C" not null,
  id text collate "C" not null,
  post text collate "C" not null,
  date date not null,
  shift text collate "C" not null,
  phase text not null,
  starts_at bigint not null,
  ends_at bigint not null,
  prepared_at bigint,
  completed_at bigint,
  outgoing text,
  incoming text,
  late_minutes int,
  -- Things that both sides had to talk over, and matters that passed unfinished.
  problems int not null,
  matters int not null,
  -- Found after the outgoing shift had left, and those of them that nobody has answered yet.
  faults int not null,
  faults_open int not null,
  primary key (org, site, id)
) with (fillfactor = 80);

create index handover_of_post on handover (org, site, post, starts_at desc);

select zb_isolate('handover');
grant select, insert, update, delete on handover to zb_app;

reset role;
