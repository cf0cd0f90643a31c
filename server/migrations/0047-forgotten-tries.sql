set local role zb_owner;

-- Counts that say nothing any more are looked for by their time, and go with the next tries.
create index try_count_by_time on try_count (at);

reset role;
