set local role zb_owner;

-- Names, telephone numbers and free text, encrypted, apart from the entries that hold only their commitments.
create table secret_text (
  org text collate "C" not null,
  site text collate "C" not null,
  commitment text collate "C" not null check (octet_length(decode(commitment, 'hex')) = 32),
  kind text not null check (kind in ('name', 'phone', 'free-text')),
  -- Null once erased.
  cipher bytea,
  key_id text,
  -- Milliseconds since 1970, as in the entry that ordered it.
  erased_at bigint,
  -- Commitment of the reason for which it was erased.
  reason text,
  primary key (org, site, commitment),
  check ((cipher is null) = (erased_at is not null)),
  check ((cipher is null) = (key_id is null)),
  check (reason is null or erased_at is not null)
);

select zb_isolate('secret_text');
create policy seal_sees_all on secret_text for select to zb_seal using (true);
grant select, insert, update (cipher, key_id, erased_at, reason) on secret_text to zb_app;
grant select on secret_text to zb_seal;

reset role;
