set local role zb_owner;

-- The set-up of a site makes its posts owe shifts, rostered or not: it is a plan like a roster. Sites that stand already are planned at the
-- clock's next look. Both tables show their rows to a tenant alone, also to their owner.
alter table stream no force row level security;
alter table plan no force row level security;

insert into plan (org, site, noun, id, due_at)
select org, site, noun, id, 0 from stream where noun = 'site'
on conflict do nothing;

alter table stream force row level security;
alter table plan force row level security;

reset role;
