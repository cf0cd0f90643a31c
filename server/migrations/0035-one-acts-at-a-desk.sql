set local role zb_owner;

-- These tables show their rows to the sign-in role alone, also from their owner, who moves what was locked.
alter table desk no force row level security;
alter table desk_person no force row level security;

-- Who of several acts at a desk is not known: all of them prove again who they are.
update desk_person p set locked_at = d.active_at
from desk d
where d.org = p.org and d.desk = p.desk and p.locked_at is null
  and exists (
    select from desk_person other
    where other.org = p.org and other.desk = p.desk and other.person <> p.person and other.locked_at is null);

alter table desk force row level security;
alter table desk_person force row level security;

create unique index desk_person_acting on desk_person (org, desk) where locked_at is null;

reset role;
