set local role zb_owner;

-- Matters of all posts, as lists show them: derived from their streams, rebuilt from them to the same bytes.
create table matter (
  org text collate "C" not null,
  site text collate "C" not null,
  id text collate "C" not null,
  post text collate "C" not null,
  class text not null,
  opened_at bigint not null,
  due_at bigint not null,
  settled_at bigint,
  -- Who has taken it over by name.
  holder text,
  -- Hand-overs that it has passed through.
  passes int not null,
  released boolean not null,
  primary key (org, site, id)
) with (fillfactor = 80);

create index matter_open on matter (org, site, post, due_at) where settled_at is null;
create index matter_settled on matter (org, site, post, settled_at desc) where settled_at is not null;

select zb_isolate('matter');
grant select, insert, update, delete on matter to zb_app;

reset role;
