set local role zb_owner;

-- Why somebody reset, opened or revoked something are words of people. Of a reset the entry says it, and it is kept once; of the rest it is
-- encrypted from now on. What earlier releases wrote in clear is taken out.
alter table account_event disable trigger account_event_stays;
alter table account_event no force row level security;
alter table device no force row level security;

update account_event set reason = null where reason is not null;
update device set revoked_reason = null where revoked_reason is not null;

alter table device force row level security;
alter table account_event force row level security;
alter table account_event enable trigger account_event_stays;

reset role;
