set local role zb_owner;

-- Who may sign in, from which browser, and what they tried. Only the sign-in role reads or writes here; none of this is an entry.
-- It must find a name or a cookie before it knows the organisation, so its policies let it see all; every statement names the organisation.

create table organisation (
  org text collate "C" primary key,
  name text not null,
  head_office text collate "C" not null,
  sites text[] not null,
  demonstration boolean not null default false
);

create table account (
  org text collate "C" not null references organisation,
  person text collate "C" not null,
  sign_in_name text not null unique check (sign_in_name = lower(sign_in_name)),
  password_hash text not null,
  -- Null until the person has set one, and after a reset was started.
  pin_hash text,
  must_change_password boolean not null default true,
  sites text[] not null,
  language text not null default 'zh-CN',
  demonstration boolean not null default false,
  made_at bigint not null,
  left_at bigint,
  primary key (org, person)
);

create table device (
  org text collate "C" not null references organisation,
  device text collate "C" not null,
  site text collate "C" not null,
  name text not null,
  public_key jsonb not null,
  enrolled_by text not null,
  enrolled_at bigint not null,
  revoked_at bigint,
  revoked_by text,
  revoked_reason text,
  primary key (org, device)
);

create table device_challenge (
  challenge text collate "C" primary key,
  good_until bigint not null
);

-- One browser. The cookie's token is never kept, only its hash.
create table desk (
  org text collate "C" not null references organisation,
  desk text collate "C" not null,
  token_hash bytea not null unique,
  device text collate "C",
  opened_at bigint not null,
  active_at bigint not null,
  locked_at bigint,
  ended_at bigint,
  ended_why text,
  primary key (org, desk)
);
create index desk_by_device on desk (org, device) where ended_at is null;

create table desk_person (
  org text collate "C" not null,
  desk text collate "C" not null,
  person text collate "C" not null,
  since bigint not null,
  ends_at bigint not null,
  primary key (org, desk, person),
  foreign key (org, desk) references desk,
  foreign key (org, person) references account
);
create index desk_person_by_person on desk_person (org, person);

-- `place` is the enrolled device, or `browser` for all others together: a new browser must not buy five new tries.
create table pin_try (
  org text collate "C" not null,
  person text collate "C" not null,
  place text not null,
  failures int not null,
  locked_at bigint,
  primary key (org, person, place),
  foreign key (org, person) references account
);

create table pin_reset (
  org text collate "C" not null,
  person text collate "C" not null,
  code_hash bytea not null,
  started_by text not null,
  good_until bigint not null,
  failures int not null default 0,
  primary key (org, person),
  foreign key (org, person) references account
);

create table sign_in_throttle (
  subject bytea primary key,
  failures int not null,
  first_at bigint not null,
  closed_until bigint
);

-- What happened around accounts, failed tries included. Only ever added.
create table account_event (
  event text primary key,
  at bigint not null,
  what text collate "C" not null,
  org text collate "C",
  person text collate "C",
  actor text collate "C",
  desk text collate "C",
  address text,
  reason text
);
create index account_event_of_person on account_event (org, person, at);

create trigger account_event_stays before update or delete on account_event for each row execute function zb_stays();
create trigger account_event_is_not_emptied before truncate on account_event for each statement execute function zb_stays();

do $$
declare
  each text;
begin
  foreach each in array array['organisation', 'account', 'device', 'device_challenge', 'desk', 'desk_person', 'pin_try', 'pin_reset',
    'sign_in_throttle', 'account_event']
  loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy sign_in on %I to zb_signin using (true) with check (true)', each);
    execute format('grant select, insert on %I to zb_signin', each);
  end loop;
end $$;

grant update on organisation, account, device, desk, desk_person, pin_try, pin_reset, sign_in_throttle to zb_signin;
grant delete on device_challenge, desk_person, pin_try, pin_reset, sign_in_throttle to zb_signin;

reset role;
