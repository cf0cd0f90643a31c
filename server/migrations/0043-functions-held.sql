set local role zb_owner;

-- What each person holds now: derived from the streams of persons, one row a person. Whoever is called is found here, so that a call that
-- nobody hears costs each minute the same, however much was granted and ended before.
create table person_functions (
  org text collate "C" not null,
  site text collate "C" not null,
  id text collate "C" not null,
  -- Whether they hold any function anywhere.
  holding boolean not null,
  -- [{function, site, post}] in the order in which they were granted; post only where it is for one post.
  holdings jsonb not null,
  primary key (org, site, id)
) with (fillfactor = 80);

create index person_functions_held on person_functions (org, site) where holding;

select zb_isolate('person_functions');
grant select, insert, update, delete on person_functions to zb_app;

-- Those who are there already. Both tables show their rows to a tenant alone, also to their owner.
alter table person_functions no force row level security;
alter table entry no force row level security;

insert into person_functions (org, site, id, holding, holdings)
select org, site, id, count(held) > 0, coalesce(jsonb_agg(held order by since) filter (where held is not null), '[]')
from (
  select told.org, told.site, told.id, told.version as since, case when told.type = 'person.function-granted' and not ended then body end as held
  from (
    select org, site, id, version, type, convert_from(bytes, 'UTF8')::jsonb -> 'body' as body
    from entry where noun = 'person' and type in ('person.joined', 'person.function-granted')) told
  cross join lateral (select exists (
    select from entry later
    where (later.org, later.site, later.noun, later.id) = (told.org, told.site, 'person', told.id) and later.version > told.version
      and (later.type = 'person.left' or (later.type in ('person.function-granted', 'person.function-ended')
        and (convert_from(later.bytes, 'UTF8')::jsonb -> 'body') - 'reason' = told.body))) as ended) as endings
) each_told
group by org, site, id;

alter table person_functions force row level security;
alter table entry force row level security;

reset role;
