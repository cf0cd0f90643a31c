set local role zb_owner;

-- Guesses of PINs and of passwords are counted in one way, whose pauses end by themselves: what was locked for good is open again.
drop table pin_try;
drop table sign_in_throttle;

create table try_count (
  -- Hashed, because people type passwords into the field for names.
  subject bytea primary key,
  -- Whose: what is forgotten together when a secret is new. Null for names and addresses.
  org text collate "C",
  person text collate "C",
  failures int not null,
  at bigint not null,
  closed_until bigint
);
create index try_count_by_person on try_count (org, person) where person is not null;

-- Since when a person has been known at a desk by the right PIN; gone when they sign out.
alter table desk_person add column pin_right_at bigint;

-- A desk ends when the last one signs out; the browser is the same at the next one.
alter table desk add column browser text collate "C";

-- Who has ever signed in at a browser, also after they signed out.
create table browser_known (
  org text collate "C" not null,
  browser text collate "C" not null,
  person text collate "C" not null,
  primary key (org, browser, person),
  foreign key (org, person) references account
);
create index browser_known_by_person on browser_known (org, person);

alter table desk no force row level security;
alter table desk_person no force row level security;
update desk set browser = desk;
insert into browser_known (org, browser, person) select org, desk, person from desk_person;
alter table desk force row level security;
alter table desk_person force row level security;

alter table desk alter column browser set not null;

do $$
declare
  each text;
begin
  foreach each in array array['try_count', 'browser_known']
  loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy sign_in on %I to zb_signin using (true) with check (true)', each);
    execute format('grant select, insert, delete on %I to zb_signin', each);
  end loop;
end $$;

grant update on try_count to zb_signin;

reset role;
