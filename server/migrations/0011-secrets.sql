-- Names, telephone numbers and free text, encrypted, apart from the entries that hold only their commitments.
create table secret_text (
  org text not null,
  site text not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('name', 'phone', 'free-text')),
  cipher bytea, -- null once erased
  key_id text,
  erased_at timestamptz,
  reason text, -- commitment of the reason for which it was erased
  primary key (org, site, commitment),
  check ((cipher is null) = (erased_at is not null)),
  check ((cipher is null) = (key_id is null)),
  check (reason is null or erased_at is not null)
);
