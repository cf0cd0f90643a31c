set local role zb_owner;

-- Writes all that commands have done to streams: heads, entries, ledger, wakes, calls, feed, and their answers. Parameters are JSON
-- texts; a list that has nothing to say is null. A stream appears once, however many commands touched it, numbered from 1 as its
-- entries say, and among `p_settled` only if it has changed what it owes or when it is woken. `p_first_n` numbers feed rows within
-- the transaction. Raises 40001 when a stream is not where the commands believed it to be.
create function journal_append(
  p_org text, p_streams text, p_entries text, p_settled text, p_ledger text, p_outbox text, p_plans text, p_first_n int,
  p_secrets text, p_answers text
) returns void language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  touched record;
  -- Of each stream, in their order: the partition of its entries.
  months date[] := '{}';
  month date;
begin
  for touched in select * from json_to_recordset(p_streams::json) as x(
      site text, noun text, id text, born date, before int, version int, hash text)
  loop
    if touched.before = 0 then
      insert into stream (org, site, noun, id, born_month, version, head_hash)
        values (p_org, touched.site, touched.noun, touched.id, touched.born, touched.version, decode(touched.hash, 'hex'))
        on conflict do nothing returning born_month into month;
    else
      update stream set version = touched.version, head_hash = decode(touched.hash, 'hex')
        where org = p_org and site = touched.site and noun = touched.noun and id = touched.id and version = touched.before
        returning born_month into month;
    end if;
    if month is null then
      raise exception '% % has moved on from version %', touched.noun, touched.id, touched.before using errcode = '40001';
    end if;
    months := months || month;
  end loop;
  if p_entries is not null then
    insert into entry (org, site, noun, id, version, born_month, type, at, command, actor, hash, bytes)
      select p_org, x.site, x.noun, x.id, x.version, months[x.stream], x.type, x.at, x.command, x.actor,
        decode(x.hash, 'hex'), convert_to(x.text, 'UTF8')
      from json_to_recordset(p_entries::json) as x(
        stream int, site text, noun text, id text, version int, type text, at bigint, command text, actor text, hash text, text text);
    insert into feed (n, org, site, noun, id, version, types, at)
      select p_first_n + x.stream, p_org, x.site, x.noun, x.id, x.version, x.types, x.at
      from json_to_recordset(p_streams::json) as x(
        stream int, site text, noun text, id text, version int, types text[], at bigint);
  end if;
  if p_settled is not null then
    for touched in select * from json_to_recordset(p_settled::json) as x(site text, noun text, id text, wake bigint, keys text[]) loop
      perform ledger_settle(p_org, touched.site, touched.noun, touched.id, touched.wake, touched.keys);
    end loop;
  end if;
  if p_ledger is not null then
    perform ledger_write(p_org, p_ledger::json);
  end if;
  if p_outbox is not null then
    insert into outbox (org, site, key, noun, id, call, rung, obligation, at, not_before)
      select p_org, site, key, noun, id, call, rung, obligation, at, at
      from json_to_recordset(p_outbox::json) as x(
        site text, key text, noun text, id text, call text, rung int, obligation jsonb, at bigint)
      on conflict do nothing;
  end if;
  if p_plans is not null then
    insert into plan (org, site, noun, id, due_at)
      select p_org, site, noun, id, at from json_to_recordset(p_plans::json) as x(site text, noun text, id text, at bigint)
      on conflict (org, site, noun, id) do update set due_at = excluded.due_at;
  end if;
  if p_secrets is not null then
    insert into secret_text (org, site, commitment, kind, cipher, key_id)
      select p_org, x.site, x.commitment, x.kind, decode(x.cipher, 'hex'), x.key
      from json_to_recordset(p_secrets::json) as x(site text, commitment text, kind text, cipher text, key text)
      on conflict do nothing;
  end if;
  -- A command of the clock needs no second look: what it does is bound to the row of its wake, and its id may come again.
  insert into command (org, id, site, act, actor, at, body_hash, answer)
    select p_org, id, site, act, actor, at, decode(hash, 'hex'), answer
    from json_to_recordset(p_answers::json) as x(
      id text, site text, act text, actor text, at bigint, hash text, answer json)
    on conflict do nothing;
end $$;

-- The ledger's and the clock's rows of a stream that are no longer so. `p_keys`: the obligations that it still has.
create function ledger_settle(p_org text, p_site text, p_noun text, p_id text, p_wake bigint, p_keys text[])
  returns void language plpgsql as $$
begin
  delete from obligation o
    where o.org = p_org and o.site = p_site and o.noun = p_noun and o.id = p_id and o.key <> all (p_keys);
  if p_wake is null then
    delete from wake w where w.org = p_org and w.site = p_site and w.noun = p_noun and w.id = p_id;
  else
    insert into wake as w (org, site, noun, id, due_at, not_before) values (p_org, p_site, p_noun, p_id, p_wake, p_wake)
      on conflict (org, site, noun, id) do update
        set due_at = p_wake, not_before = p_wake, birth = null, expected_by = null, failures = 0
        where w.due_at <> p_wake or w.birth is not null or w.failures <> 0;
  end if;
end $$;

-- Rows that say what they said before are left alone: most commands change one obligation of several.
create function ledger_write(p_org text, p_ledger json) returns void language plpgsql as $$
#variable_conflict use_column
begin
  insert into obligation as o (
      org, site, noun, id, key, what, post, person, opens_at, due_at, met_at, ended_at,
      missed_at, rung, acknowledged_at, acknowledged_by, rules, ladder, detail, expected_by)
    select p_org, site, noun, id, key, what, post, person, opens, due, met, ended,
      missed, rung, acknowledged, by, rules, ladder, detail, expected
    from json_to_recordset(p_ledger) as x(
      site text, noun text, id text, key text, what text, post text, person text, opens bigint, due bigint, met bigint,
      ended bigint, missed bigint, rung int, acknowledged bigint, by text, rules text[], ladder jsonb, detail jsonb, expected text)
  on conflict (org, site, noun, id, key) do update set
    what = excluded.what, post = excluded.post, person = excluded.person, opens_at = excluded.opens_at,
    due_at = excluded.due_at, met_at = excluded.met_at, ended_at = excluded.ended_at, missed_at = excluded.missed_at,
    rung = excluded.rung, acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by,
    rules = excluded.rules, ladder = excluded.ladder, detail = excluded.detail, expected_by = excluded.expected_by
  where (o.what, o.post, o.person, o.opens_at, o.due_at, o.met_at, o.ended_at, o.missed_at, o.rung, o.acknowledged_at,
      o.acknowledged_by, o.rules, o.ladder, o.detail, o.expected_by)
    is distinct from (excluded.what, excluded.post, excluded.person, excluded.opens_at, excluded.due_at, excluded.met_at,
      excluded.ended_at, excluded.missed_at, excluded.rung, excluded.acknowledged_at, excluded.acknowledged_by,
      excluded.rules, excluded.ladder, excluded.detail, excluded.expected_by);
end $$;

grant execute on function
  journal_append(text, text, text, text, text, text, text, int, text, text),
  ledger_settle(text, text, text, text, bigint, text[]),
  ledger_write(text, json) to zb_app;

reset role;
