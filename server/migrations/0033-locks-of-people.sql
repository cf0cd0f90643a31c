set local role zb_owner;

-- A lock is lifted only by who sat there, for themselves: it stands with each person at a desk, no longer with the desk.
alter table desk_person add column locked_at bigint;

-- These tables show their rows to the sign-in role alone, also from their owner, who moves what was locked.
alter table desk no force row level security;
alter table desk_person no force row level security;

update desk_person p set locked_at = d.locked_at
from desk d where d.org = p.org and d.desk = p.desk and d.locked_at is not null;

alter table desk force row level security;
alter table desk_person force row level security;

alter table desk drop column locked_at;

reset role;
