set local role zb_owner;

-- Keys of organisations and sites, each encrypted by the master key, which never stands in the database.
create table wrapped_key (
  org text collate "C" not null check (org <> ''),
  -- Empty: a key of the whole organisation.
  site text collate "C" not null,
  purpose text not null check (purpose in ('data', 'salt', 'seal')),
  key_id text not null,
  -- Which master key opens it.
  master_id text not null,
  wrapped bytea not null,
  -- SPKI DER; of seal keys only.
  public_key bytea check ((public_key is null) = (purpose <> 'seal')),
  created_at timestamptz not null default now(),
  -- A retired key still opens and verifies what it made.
  retired_at timestamptz,
  primary key (org, site, purpose, key_id)
);

create unique index wrapped_key_current on wrapped_key (org, site, purpose) where retired_at is null;

-- Not by site: the keys of an organisation serve all its sites.
alter table wrapped_key enable row level security;
alter table wrapped_key force row level security;
create policy isolation on wrapped_key using (org = (select zb_org())) with check (org = (select zb_org()));
create policy seal_sees_all on wrapped_key for select to zb_seal using (true);
grant select, insert on wrapped_key to zb_app, zb_seal;

reset role;
