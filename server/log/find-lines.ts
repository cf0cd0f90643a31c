import type { Sql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { findWords, markWords } from "#server/search/find-words.ts";
import { wordHasher } from "#server/search/word-hashes.ts";
import { tokensOfWord } from "#server/search/word-tokens.ts";
import { revealMany } from "#server/secret/secret-store.ts";
import type { FoundText } from "./found-answer.ts";
import {
  type CandidatesAsked,
  candidates,
  type LinePlace,
  type LineTextRow,
  textsOfLines,
} from "./found-candidates.ts";

/** What lines are looked for, once it is known who may be meant. */
export interface LineQuestion {
  readonly org: OrganisationId;
  readonly sites: readonly SiteId[];
  readonly words: readonly string[];
  /** Words that are a name, and whose all of them are. */
  readonly names: readonly string[];
  readonly people: readonly string[];
  readonly post: string | undefined;
  readonly author: string | undefined;
  readonly from: string | undefined;
  readonly until: string | undefined;
}

/** A line that was looked at and holds what is looked for. */
export interface TrueLine {
  /** As it was written. */
  readonly row: LineTextRow;
  readonly texts: readonly FoundText[];
  readonly authorFound: boolean;
}

export interface FoundLines {
  readonly lines: readonly TrueLine[];
  /** Where to go on; undefined where there is nothing more. */
  readonly next: LinePlace | undefined;
}

/** Lines that are opened and looked at in one go, and how often that is done at most before the person is asked whether to go on. */
const atOnce = 200;
const mostGoes = 40;

/** Looks for lines after a place, at most so many, the newest first: asks the index, and then the texts themselves. */
export async function findLines(
  sql: Sql,
  keyring: Keyring,
  question: LineQuestion,
  { after, most }: { readonly after: LinePlace | undefined; readonly most: number },
): Promise<FoundLines> {
  const asked = await hashed(keyring, question);
  const lines: TrueLine[] = [];
  let looked = after;
  for (let go = 0; go < mostGoes && lines.length <= most; go += 1) {
    const places = await candidates(sql, asked, looked, Math.min(atOnce, most + 1));
    lines.push(...(await trueAmong(sql, keyring, question, places)));
    if (places.length < Math.min(atOnce, most + 1)) {
      looked = undefined;
      break;
    }
    looked = places.at(-1);
  }
  const shown = lines.slice(0, most);
  const last = shown.at(-1)?.row;
  return { lines: shown, next: lines.length > most && last ? placeOf(last) : looked };
}

function placeOf({ at, site, page, line }: LineTextRow): LinePlace {
  return { at, site, page, line };
}

async function hashed(keyring: Keyring, question: LineQuestion): Promise<CandidatesAsked> {
  const { org, sites, words, names, people, post, author, from, until } = question;
  const hashes = wordHasher(await keyring.keysOf(org));
  const tokensOf = (some: readonly string[]) => some.flatMap((word) => [...tokensOfWord(word)]);
  const others = words.filter((word) => !names.includes(word));
  const asked = sites.map((site) => ({
    site,
    words: hashes(site, tokensOf(words)),
    others: people.length > 0 ? hashes(site, tokensOf(others)) : null,
  }));
  return { org, asked, people, post, author, from, until };
}

async function trueAmong(
  sql: Sql,
  keyring: Keyring,
  question: LineQuestion,
  places: readonly LinePlace[],
): Promise<TrueLine[]> {
  const { org } = question;
  const lines = await textsOfLines(sql, org, places);
  const shown = await revealMany(sql, keyring, { org, commitments: lines.flat().map(({ id }) => id) });
  return lines.flatMap((rows) => {
    const told = rows.map((row) => {
      const each = shown.get(row.id);
      return { row, text: each?.state === "text" ? each.text : null };
    });
    return lookedAt(question, told);
  });
}

/** The line, where it holds what is looked for: all words in one of its texts, or names in its author and the others in one. */
function lookedAt(
  { words, names, people }: LineQuestion,
  told: readonly { readonly row: LineTextRow; readonly text: string | null }[],
): TrueLine[] {
  const [first] = told;
  if (!first) return [];
  const others = words.filter((word) => !names.includes(word));
  const texts = told.flatMap(({ text }) => (text === null ? [] : [text]));
  const holds = (wanted: readonly string[]) =>
    wanted.length === 0 || texts.some((text) => findWords(text, wanted) !== undefined);
  const authorFound = names.length > 0 && people.includes(first.row.author ?? "") && holds(others);
  if (!authorFound && !holds(words)) return [];
  const marked = told.map(({ row, text }) => {
    const marks = text === null ? [] : markWords(text, words).map(({ from, until }) => ({ from, until }));
    return { text, at: row.toldAt, by: row.toldBy, marks };
  });
  return [{ row: first.row, texts: marked, authorFound }];
}
