set local role zb_owner;

-- An account follows what the journal says of its person: `followed` is the version of their stream up to which it does, so that whatever a
-- process that was killed left undone is done once, by whoever looks next. Null where an earlier release made it: then whether they have left
-- is looked at once, and nothing else of before.
alter table account add column followed int;

-- Until when a first password opens the account; null where a person has chosen their own, and where an earlier release gave it.
alter table account add column first_password_until bigint;

-- For how long a first password is good. No text gives this number: it is the organisation's own, three days where it says nothing.
alter table organisation add column first_password_hours int not null default 72
  check (first_password_hours between 1 and 720);

reset role;
