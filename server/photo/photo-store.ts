import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import { dayMinutes, type Instant, minute } from "#duty/grammar/time.ts";
import type { ReencodedPhoto } from "./reencode-photo.ts";

export interface PhotoPlace {
  readonly org: OrganisationId;
  readonly site: SiteId;
}

/**
 * What is kept at a site within 24 hours: so many photos of one person, and so many bytes of all together. A photo is never thrown away, and whoever
 * sends them without end would fill the disk on which everything else stands. Limits of decency, of no regulation.
 */
export interface DayOfPhotos {
  readonly ofPerson: number;
  readonly bytesOfSite: number;
}

export const dayOfPhotos: DayOfPhotos = { ofPerson: 200, bytesOfSite: 512 * 1024 * 1024 };

/** Why a photo is not kept: the code of the sentence that people read, and the number in it. */
export type FullDay =
  | { readonly code: "photo.person-sent-enough"; readonly most: number }
  | { readonly code: "photo.site-full-today"; readonly megabytes: number };

interface Kept extends PhotoPlace {
  readonly photo: ReencodedPhoto;
  /** SHA-256 of the bytes of which it was drawn. */
  readonly sent: string;
  readonly by: PersonId;
  readonly at: Instant;
}

/**
 * Keeps a photo at a site, and under which name it was sent, or answers why the day has no room for it. One that is there already stays as it is,
 * however full the day; one that was erased does not come back.
 */
export async function keepPhoto(
  sql: Sql | TransactionSql,
  { org, site, photo, sent, by, at }: Kept,
  most: DayOfPhotos = dayOfPhotos,
): Promise<FullDay | undefined> {
  const { hash, mediaType, width, height, bytes } = photo;
  const [unknown] = await unknownPhotos(sql, { org, site, hashes: [hash] });
  if (unknown !== undefined) {
    const full = await fullDay(sql, { org, site, photo, by, at }, most);
    if (full) return full;
    await sql`
      insert into photo (org, site, hash, media_type, width, height, bytes, uploaded_at, uploaded_by)
      values (${org}, ${site}, ${hash}, ${mediaType}, ${width}, ${height}, ${bytes}, ${at}, ${by})
      on conflict do nothing`;
  }
  await sql`
    insert into photo_sent (org, site, sent, hash) values (${org}, ${site}, ${sent}, ${hash}) on conflict do nothing`;
  return undefined;
}

/** What was sent under this name before, as it was kept then: the same bytes are drawn once. */
export async function photoSentAs(
  sql: Sql | TransactionSql,
  { org, site, sent }: PhotoPlace & { sent: string },
): Promise<Pick<ReencodedPhoto, "hash" | "width" | "height"> | undefined> {
  const [row] = await sql<{ hash: string; width: number; height: number }[]>`
    select p.hash, p.width, p.height
    from photo_sent s join photo p on p.org = s.org and p.site = s.site and p.hash = s.hash
    where s.org = ${org} and s.site = ${site} and s.sent = ${sent}`;
  return row;
}

/**
 * Under which hash the site keeps each photo that it has under this name: that hash itself, or else the name under which it was sent. What is unknown
 * is left out.
 */
export async function keptNames(
  sql: Sql | TransactionSql,
  { org, site, names }: PhotoPlace & { names: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const others = await unknownPhotos(sql, { org, site, hashes: names });
  const kept = new Map(names.filter((name) => !others.includes(name)).map((name) => [name, name]));
  if (others.length === 0) return kept;
  const rows = await sql<{ sent: string; hash: string }[]>`
    select sent, hash from photo_sent where org = ${org} and site = ${site} and sent = any (${others}::text[])`;
  for (const { sent, hash } of rows) kept.set(sent, hash);
  return kept;
}

async function fullDay(
  sql: Sql | TransactionSql,
  { org, site, photo, by, at }: Omit<Kept, "sent">,
  { ofPerson, bytesOfSite }: DayOfPhotos,
): Promise<FullDay | undefined> {
  const [day] = await sql<{ own: number; bytes: string }[]>`
    select count(*) filter (where uploaded_by = ${by})::int as own, coalesce(sum(octet_length(bytes)), 0) as bytes
    from photo where org = ${org} and site = ${site} and uploaded_at > ${at - dayMinutes * minute}`;
  if (day && day.own >= ofPerson) return { code: "photo.person-sent-enough", most: ofPerson };
  if (Number(day?.bytes) + photo.bytes.length <= bytesOfSite) return undefined;
  return { code: "photo.site-full-today", megabytes: Math.floor(bytesOfSite / 1024 / 1024) };
}

export type ShownPhoto =
  | { readonly state: "photo"; readonly mediaType: string; readonly bytes: Buffer }
  | { readonly state: "erased"; readonly reason: string | null }
  | { readonly state: "unknown" };

/** A photo by its hash or by what it was sent as, as far as the connection's row-level security reaches. */
export async function photoAt(
  sql: Sql | TransactionSql,
  { org, site, hash }: PhotoPlace & { hash: string },
): Promise<ShownPhoto> {
  const rows = await sql<{ hash: string; mediaType: string; bytes: Buffer | null; reason: string | null }[]>`
    select hash, media_type as "mediaType", bytes, reason from photo
    where org = ${org} and site = ${site} and hash in (${hash}, (
      select s.hash from photo_sent s where s.org = ${org} and s.site = ${site} and s.sent = ${hash}))`;
  const row = rows.find((each) => each.hash === hash) ?? rows[0];
  if (!row) return { state: "unknown" };
  const { mediaType, bytes, reason } = row;
  return bytes ? { state: "photo", mediaType, bytes } : { state: "erased", reason };
}

/** Those of the hashes under which the site never had a photo. A command that names one of them would speak of nothing. */
export async function unknownPhotos(
  sql: Sql | TransactionSql,
  { org, site, hashes }: PhotoPlace & { hashes: readonly string[] },
): Promise<string[]> {
  if (hashes.length === 0) return [];
  const rows = await sql<{ hash: string }[]>`
    select wanted.hash from unnest(${[...hashes]}::text[]) as wanted (hash)
    where not exists (
      select from photo p where p.org = ${org} and p.site = ${site} and p.hash = wanted.hash)`;
  return rows.map(({ hash }) => hash);
}
