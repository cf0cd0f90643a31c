set local role zb_owner;

-- Pages of the books of all posts, as lists show them: derived from their streams, rebuilt from them to the same bytes.
create table page (
  org text collate "C" not null,
  site text collate "C" not null,
  id text collate "C" not null,
  post text collate "C" not null,
  date date not null,
  shift text collate "C" not null,
  phase text not null,
  starts_at bigint not null,
  ends_at bigint not null,
  lines int not null,
  corrections int not null,
  closed_at bigint,
  -- The hand-over that closed it, and the page that follows.
  handover text collate "C",
  next text collate "C",
  countersigned_at bigint,
  countersigned_by text,
  primary key (org, site, id)
) with (fillfactor = 70);

create index page_of_post on page (org, site, post, starts_at desc);

select zb_isolate('page');
grant select, insert, update, delete on page to zb_app;

reset role;
