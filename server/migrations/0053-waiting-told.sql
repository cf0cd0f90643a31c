set local role zb_owner;

-- What each browser last told of what it keeps and has not sent: of which store, the how-manieth telling, and the items without their words. By it is
-- noticed what a browser has lost.
create table waiting_told (
  org text collate "C" not null,
  browser text collate "C" not null,
  store bigint not null,
  round bigint not null,
  items jsonb not null,
  told_at bigint not null,
  primary key (org, browser)
);

-- What a browser kept, never sent, and keeps no more; whoever supervises the site has seen it, or nobody yet. Only ever added to, and marked seen.
create table lost_item (
  org text collate "C" not null,
  command text collate "C" not null,
  browser text collate "C" not null,
  device text collate "C",
  site text collate "C" not null,
  person text collate "C" not null,
  written_at bigint not null,
  noticed_at bigint not null,
  seen_by text collate "C",
  seen_at bigint,
  primary key (org, command),
  foreign key (org, person) references account
);
create index lost_item_unseen on lost_item (org, site, noticed_at) where seen_at is null;

do $$
declare
  each text;
begin
  foreach each in array array['waiting_told', 'lost_item']
  loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy sign_in on %I to zb_signin using (true) with check (true)', each);
    execute format('grant select, insert on %I to zb_signin', each);
  end loop;
end $$;

grant update on waiting_told to zb_signin;
grant update (seen_by, seen_at) on lost_item to zb_signin;

reset role;
