set local role zb_owner;

-- Who has left a post for a while, wants to, or has not yet said why they did: derived from the streams of absence, one row a turn.
create table absence (
  org text collate "C" not null,
  site text collate "C" not null,
  id text collate "C" not null,
  post text collate "C" not null,
  -- Whether anything of it is open: asked, away, or not explained.
  open boolean not null,
  -- When the last leave was asked for or taken.
  since bigint not null,
  primary key (org, site, id)
) with (fillfactor = 80);

create index absence_open on absence (org, site, since) where open;

select zb_isolate('absence');
grant select, insert, update, delete on absence to zb_app;

reset role;
