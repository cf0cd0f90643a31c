import type { Sql } from "postgres";
import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Context } from "#server/door/context.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { namesOf } from "#server/person/person-names.ts";
import { type Revealed, revealMany } from "#server/secret/secret-store.ts";

/** What is kept closed, opened for whoever may read it. */
export interface OpenedTexts {
  /** What people are called; somebody whose name was erased is missing. */
  names(context: Context, headOffice: SiteId, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
  /** What stands behind commitments, as far as the context reaches. */
  texts(context: Context, commitments: readonly string[]): Promise<ReadonlyMap<string, Revealed>>;
}

type LookWithin = <T>(context: Context, work: (sql: Sql) => Promise<T>) => Promise<T>;

export function openTexts(keyring: Keyring, reading: LookWithin): OpenedTexts {
  return {
    names: (context, headOffice, people) =>
      reading(context, (sql) => namesOf(sql, keyring, { org: context.org, headOffice, people })),
    texts: (context, commitments) =>
      reading(context, (sql) => revealMany(sql, keyring, { org: context.org, commitments })),
  };
}
