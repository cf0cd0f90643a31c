set local role zb_owner;

-- Signed heads of a site, each naming the one before.
create table seal_head (
  org text collate "C" not null,
  site text collate "C" not null,
  number int not null check (number > 0),
  -- RFC 8785 text of the head: what is signed and hashed.
  bytes text not null,
  -- Base64 of an Ed25519 signature, and of the public key (SPKI DER) that it holds for.
  signature text not null,
  public_key text not null,
  primary key (org, site, number)
);

-- What a head covers, in the order of its tree. An entry is named by noun, id and version; a command by noun '' and version 0.
create table seal_leaf (
  org text collate "C" not null,
  site text collate "C" not null,
  head int not null,
  position int not null,
  noun text collate "C" not null,
  id text collate "C" not null,
  version int not null,
  hash bytea not null check (length(hash) = 32),
  primary key (org, site, head, position),
  unique (org, site, noun, id, version)
);

-- How far each stream is sealed: what is sealed next begins after it, and must follow from that hash.
create table seal_mark (
  org text collate "C" not null,
  site text collate "C" not null,
  noun text collate "C" not null,
  id text collate "C" not null,
  version int not null,
  hash bytea not null,
  primary key (org, site, noun, id)
) with (fillfactor = 80);

create trigger seal_head_stays before update or delete on seal_head for each row execute function zb_stays();
create trigger seal_head_is_not_emptied before truncate on seal_head for each statement execute function zb_stays();
create trigger seal_leaf_stays before update or delete on seal_leaf for each row execute function zb_stays();
create trigger seal_leaf_is_not_emptied before truncate on seal_leaf for each statement execute function zb_stays();

select zb_isolate('seal_head'), zb_isolate('seal_leaf'), zb_isolate('seal_mark');
create policy seal_works_on_all on seal_head to zb_seal using (true) with check (true);
create policy seal_works_on_all on seal_leaf to zb_seal using (true) with check (true);
create policy seal_works_on_all on seal_mark to zb_seal using (true) with check (true);
grant select, insert on seal_head, seal_leaf to zb_seal;
grant select, insert, update (version, hash) on seal_mark to zb_seal;
grant select on seal_head, seal_leaf to zb_app;

-- Who seals and verifies reads the journal of everybody, and writes nothing of it.
create policy seal_sees_all on stream for select to zb_seal using (true);
create policy seal_sees_all on entry for select to zb_seal using (true);
create policy seal_sees_all on command for select to zb_seal using (true);
grant select on command to zb_seal;

-- Commands stand in the order of their time, so a few pages tell where the last hour begins.
create index command_by_time on command using brin (at);

reset role;
