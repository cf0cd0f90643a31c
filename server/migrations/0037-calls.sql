set local role zb_owner;

-- What became of each call of the ladder: [{at, people, heardBy, heardAt, unheardAt}], moments in milliseconds since 1970.
alter table obligation add column calls jsonb not null default '[]';
-- It is about whoever answered, since nobody else could.
alter table obligation add column self_answered boolean not null default false;

-- Calls that nobody has answered, for the screens of a site.
create index obligation_called on obligation (org, site, due_at)
  where rung > 0 and acknowledged_at is null and met_at is null and ended_at is null;

-- Rows that say what they said before are left alone: most commands change one obligation of several.
create or replace function ledger_write(p_org text, p_ledger json) returns void language plpgsql as $$
#variable_conflict use_column
begin
  insert into obligation as o (
      org, site, noun, id, key, what, post, person, opens_at, due_at, met_at, ended_at,
      missed_at, rung, acknowledged_at, acknowledged_by, rules, ladder, detail, expected_by, calls, self_answered)
    select p_org, site, noun, id, key, what, post, person, opens, due, met, ended,
      missed, rung, acknowledged, by, rules, ladder, detail, expected, calls, self
    from json_to_recordset(p_ledger) as x(
      site text, noun text, id text, key text, what text, post text, person text, opens bigint, due bigint, met bigint,
      ended bigint, missed bigint, rung int, acknowledged bigint, by text, rules text[], ladder jsonb, detail jsonb, expected text,
      calls jsonb, self boolean)
  on conflict (org, site, noun, id, key) do update set
    what = excluded.what, post = excluded.post, person = excluded.person, opens_at = excluded.opens_at,
    due_at = excluded.due_at, met_at = excluded.met_at, ended_at = excluded.ended_at, missed_at = excluded.missed_at,
    rung = excluded.rung, acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by,
    rules = excluded.rules, ladder = excluded.ladder, detail = excluded.detail, expected_by = excluded.expected_by,
    calls = excluded.calls, self_answered = excluded.self_answered
  where (o.what, o.post, o.person, o.opens_at, o.due_at, o.met_at, o.ended_at, o.missed_at, o.rung, o.acknowledged_at,
      o.acknowledged_by, o.rules, o.ladder, o.detail, o.expected_by, o.calls, o.self_answered)
    is distinct from (excluded.what, excluded.post, excluded.person, excluded.opens_at, excluded.due_at, excluded.met_at,
      excluded.ended_at, excluded.missed_at, excluded.rung, excluded.acknowledged_at, excluded.acknowledged_by,
      excluded.rules, excluded.ladder, excluded.detail, excluded.expected_by, excluded.calls, excluded.self_answered);
end $$;

-- Who has a screen open, at a desk that is locked as well; not derived from entries, and worth nothing after `until_at`.
create table listening (
  org text collate "C" not null,
  desk text collate "C" not null,
  person text collate "C" not null,
  until_at bigint not null,
  primary key (org, desk, person)
) with (fillfactor = 70);

create index listening_person on listening (org, person, until_at);

select zb_isolate('listening');
grant select, insert, update, delete on listening to zb_app;

-- Whoever opens a screen is told at once of what nobody has heard.
grant update (not_before) on outbox to zb_app;

reset role;
