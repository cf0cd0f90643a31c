import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import { type Post, type Site, siteKind } from "#duty/site/site.ts";
import { peopleOfSite } from "#server/account/account.ts";
import type { Context } from "#server/door/context.ts";
import { foldedSigns } from "#server/search/folded-text.ts";
import { initialsOf } from "#server/search/pinyin-initials.ts";
import type { Services } from "#server/start/services.ts";
import type { TrueLine } from "./find-lines.ts";
import type { FoundLine } from "./found-answer.ts";
import type { LineTextRow } from "./found-candidates.ts";

/** Whoever asks, within what they may see. */
export interface LineAsking {
  readonly services: Services;
  readonly context: Context;
  readonly headOffice: SiteId;
  readonly person: PersonId;
}

/** What a word must have to be taken for a name: of one character too many people are called something. */
const shortestName = 2;

/** Which of the words are names of people who work at these sites, and who has all of them in their name, or for its initials. */
export async function namesAmong(
  { services, context, headOffice }: LineAsking,
  sites: readonly SiteId[],
  words: readonly string[],
): Promise<{ readonly names: readonly string[]; readonly people: readonly PersonId[] }> {
  const long = words.filter((word) => [...word].length >= shortestName);
  if (long.length === 0) return { names: [], people: [] };
  const there = await Promise.all(sites.map((site) => peopleOfSite(services.accounts, context.org, site)));
  const ids = [...new Set(there.flat().map(({ person }) => person))];
  const called = [...(await services.names(context, headOffice, ids))];
  const names = long.filter((word) => called.some(([, name]) => isNamed(name, word)));
  const people = called.filter(([, name]) => names.length > 0 && names.every((word) => isNamed(name, word)));
  return people.length === 0 ? { names: [], people: [] } : { names, people: people.map(([person]) => person) };
}

function isNamed(name: string, word: string): boolean {
  const signs = foldedSigns(name).map(({ sign }) => sign);
  return signs.join("").includes(word) || initialsOf(signs).join("") === word;
}

/** Lines as they are shown: with the names of site, post, shift and category. */
export async function shownLines(asking: LineAsking, lines: readonly TrueLine[]): Promise<readonly FoundLine[]> {
  const { services, context } = asking;
  const sites = [...new Set(lines.map(({ row }) => row.site))];
  const streams = await services.streams(
    context,
    sites.map((site) => ({ site, noun: siteKind.noun, id: "setup" })),
  );
  const setups = new Map(streams.map(({ state }, at) => [sites[at], state as Site]));
  const categories = await categoriesOf(asking, lines);
  return lines.map(({ row, texts, authorFound }) => {
    const setup = setups.get(row.site);
    const post = lastPost(setup, row.post);
    const { site, page, line, date, shift, at, deviceAt, author, duringHandover, photos } = row;
    return {
      ...{ site, page, line, date, shift, at, deviceAt, author, duringHandover, photos, authorFound },
      siteName: setup?.name ?? site,
      zone: setup?.zone ?? "UTC",
      post: row.post,
      postName: post?.name ?? row.post,
      shiftName: shiftNameOf(setup, row),
      category: categories(row),
      texts: [...texts],
    };
  });
}

function lastPost(setup: Site | undefined, post: string): Post | undefined {
  return setup?.posts[post]?.at(-1);
}

/** By the name that the shift had last: a shift that was taken out of a post's day still has pages. */
function shiftNameOf(setup: Site | undefined, { post, shift }: LineTextRow): string {
  const versions = setup?.posts[post] ?? [];
  const named = versions.flatMap(({ shifts }) => shifts.filter(({ key }) => key === shift));
  return named.at(-1)?.name ?? shift;
}

type CategoryName = { readonly zh: string; readonly en: string } | null;

/** What categories are called is said by the edition under which a page began: it is asked of one page for each that is to be named. */
async function categoriesOf(
  { services, context, person }: LineAsking,
  lines: readonly TrueLine[],
): Promise<(row: LineTextRow) => CategoryName> {
  const nameOf = ({ site, post, category }: LineTextRow) => JSON.stringify([site, post, category]);
  const wanted = new Map(lines.flatMap(({ row }) => (row.category === null ? [] : [[nameOf(row), row] as const])));
  const known = new Map<string, CategoryName>();
  for (const [name, row] of wanted) {
    if (known.has(name)) continue;
    const { site, post, date, shift } = row;
    const { rule } = await services.ask(context, {
      ask: "log.page",
      site,
      body: { post, date, shift },
      actor: { person },
    });
    for (const { key, zh, en } of (rule as LogRule).categories?.list ?? [])
      known.set(JSON.stringify([site, post, key]), { zh, en });
    if (!known.has(name)) known.set(name, null);
  }
  return (row) => known.get(nameOf(row)) ?? null;
}

/** What the people of these lines are called. */
export async function namesIn(
  { services, context, headOffice }: LineAsking,
  lines: readonly TrueLine[],
): Promise<Record<PersonId, string>> {
  const people = lines.flatMap(({ row, texts }) => [row.author, ...texts.map(({ by }) => by)]);
  const ids = [...new Set(people.filter((person) => person !== null))];
  return Object.fromEntries(await services.names(context, headOffice, ids));
}
