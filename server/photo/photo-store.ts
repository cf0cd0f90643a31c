import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { ReencodedPhoto } from "./reencode-photo.ts";

interface Place {
  readonly org: OrganisationId;
  readonly site: SiteId;
}

/** Keeps a photo at a site. One that is there already stays as it is; one that was erased does not come back. */
export async function keepPhoto(
  sql: Sql | TransactionSql,
  { org, site, photo, by, at }: Place & { photo: ReencodedPhoto; by: PersonId; at: Instant },
): Promise<void> {
  const { hash, mediaType, width, height, bytes } = photo;
  await sql`
    insert into photo (org, site, hash, media_type, width, height, bytes, uploaded_at, uploaded_by)
    values (${org}, ${site}, ${hash}, ${mediaType}, ${width}, ${height}, ${bytes}, ${at}, ${by})
    on conflict do nothing`;
}

export type ShownPhoto =
  | { readonly state: "photo"; readonly mediaType: string; readonly bytes: Buffer }
  | { readonly state: "erased"; readonly reason: string | null }
  | { readonly state: "unknown" };

/** A photo by its hash, as far as the connection's row-level security reaches. */
export async function photoAt(
  sql: Sql | TransactionSql,
  { org, site, hash }: Place & { hash: string },
): Promise<ShownPhoto> {
  const [row] = await sql<{ mediaType: string; bytes: Buffer | null; reason: string | null }[]>`
    select media_type as "mediaType", bytes, reason from photo
    where org = ${org} and site = ${site} and hash = ${hash}`;
  if (!row) return { state: "unknown" };
  const { mediaType, bytes, reason } = row;
  return bytes ? { state: "photo", mediaType, bytes } : { state: "erased", reason };
}

/** Those of the hashes under which the site never had a photo. A command that names one of them would speak of nothing. */
export async function unknownPhotos(
  sql: Sql | TransactionSql,
  { org, site, hashes }: Place & { hashes: readonly string[] },
): Promise<string[]> {
  if (hashes.length === 0) return [];
  const rows = await sql<{ hash: string }[]>`
    select wanted.hash from unnest(${[...hashes]}::text[]) as wanted (hash)
    where not exists (
      select from photo p where p.org = ${org} and p.site = ${site} and p.hash = wanted.hash)`;
  return rows.map(({ hash }) => hash);
}
