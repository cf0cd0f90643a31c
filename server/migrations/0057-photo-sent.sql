set local role zb_owner;

-- Under which name a browser sent a photo: the SHA-256 of the bytes that it sent, which is all that it can know without the network. Only ever added to.
create table photo_sent (
  org text collate "C" not null,
  site text collate "C" not null,
  sent text collate "C" not null check (octet_length(decode(sent, 'hex')) = 32),
  hash text collate "C" not null,
  primary key (org, site, sent)
);

select zb_isolate('photo_sent');
grant select, insert on photo_sent to zb_app;

reset role;
