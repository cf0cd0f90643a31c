set local role zb_owner;

-- An opening that a browser keeps sealed under its person's PIN, for the time without the network: a lock does not end it, since without the PIN nobody
-- signs by it. Beside it there may be one for the time at the open desk.
alter table device_opening add column alone boolean not null default false;
drop index device_opening_going_on;
create unique index device_opening_going_on on device_opening (org, desk, person, alone) where until is null;

reset role;
