-- Keys of organisations and sites, each encrypted by the master key, which never stands in the database.
create table wrapped_key (
  org text not null,
  site text not null, -- empty: a key of the whole organisation
  purpose text not null check (purpose in ('data', 'salt', 'seal')),
  key_id text not null,
  master_id text not null, -- which master key opens it
  wrapped bytea not null,
  public_key bytea check ((public_key is null) = (purpose <> 'seal')), -- SPKI DER
  created_at timestamptz not null default now(),
  retired_at timestamptz, -- a retired key still opens and verifies what it made
  primary key (org, site, purpose, key_id)
);

create unique index wrapped_key_current on wrapped_key (org, site, purpose) where retired_at is null;
