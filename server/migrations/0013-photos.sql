set local role zb_owner;

-- Photos as they were re-encoded, by the SHA-256 of their bytes. Apart at every site: who may see one there may not see it elsewhere.
create table photo (
  org text collate "C" not null,
  site text collate "C" not null,
  hash text collate "C" not null check (octet_length(decode(hash, 'hex')) = 32),
  media_type text not null,
  width int not null,
  height int not null,
  -- Null once erased.
  bytes bytea,
  uploaded_at bigint not null,
  uploaded_by text not null,
  erased_at bigint,
  -- Commitment of the reason for which it was erased.
  reason text,
  primary key (org, site, hash),
  check ((bytes is null) = (erased_at is not null)),
  check (reason is null or erased_at is not null)
);

-- JPEG and WebP do not get smaller by another compression.
alter table photo alter column bytes set storage external;

select zb_isolate('photo');
create policy seal_sees_all on photo for select to zb_seal using (true);
grant select, insert, update (bytes, erased_at, reason) on photo to zb_app;
grant select on photo to zb_seal;

reset role;
