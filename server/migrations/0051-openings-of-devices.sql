set local role zb_owner;

-- From when until when a device was open for a person, and the secret without which its key signs nothing in their name. Nothing is removed: what was
-- written in an opening may arrive long after.
create table device_opening (
  org text collate "C" not null,
  opening text collate "C" not null,
  device text collate "C" not null,
  desk text collate "C" not null,
  person text collate "C" not null,
  secret text not null,
  since bigint not null,
  ends_at bigint not null,
  until bigint,
  primary key (org, opening),
  foreign key (org, device) references device,
  foreign key (org, desk) references desk,
  foreign key (org, person) references account
);
create unique index device_opening_going_on on device_opening (org, desk, person) where until is null;
create index device_opening_of_device on device_opening (org, device, since);

-- By which proof a command came, once for each; whether its author had left by then. Only ever added.
create table command_proof (
  org text collate "C" not null,
  command text collate "C" not null,
  opening text collate "C" not null,
  site text collate "C" not null,
  act text collate "C" not null,
  written_at bigint not null,
  came_at bigint not null,
  signature text not null,
  author_left boolean not null,
  primary key (org, command),
  foreign key (org, opening) references device_opening
);
create index command_proof_by_site on command_proof (org, site, came_at);

create trigger command_proof_stays before update or delete on command_proof for each row execute function zb_stays();
create trigger command_proof_is_not_emptied before truncate on command_proof for each statement execute function zb_stays();

do $$
declare
  each text;
begin
  foreach each in array array['device_opening', 'command_proof']
  loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy sign_in on %I to zb_signin using (true) with check (true)', each);
    execute format('grant select, insert on %I to zb_signin', each);
  end loop;
end $$;

grant update on device_opening to zb_signin;

reset role;
