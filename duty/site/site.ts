import type { Recorded, SiteId } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import {
  type BusinessDate,
  datePlus,
  localInstant,
  plusMinutes,
  type WallTime,
  type ZoneName,
} from "#duty/grammar/time.ts";
import type { SiteEntry } from "./site-shapes.ts";

/** A span on a business date: when it starts on the wall clock and how long it lasts. */
export interface Shift {
  readonly key: string;
  readonly name: string;
  readonly starts: WallTime;
  readonly minutes: number;
}

/** Kit that stays at the post and is counted at every hand-over. */
export interface KitItem {
  readonly key: string;
  readonly name: string;
  readonly expected: number;
}

export interface Post {
  readonly key: string;
  readonly name: string;
  readonly department: string;
  readonly shifts: readonly Shift[];
  readonly kit: readonly KitItem[];
  readonly books: readonly { readonly key: string; readonly name: string }[];
  /** What nouns of this or a later release keep at a post, by noun; each noun says what may stand there. */
  readonly carries?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> | undefined;
  /** Regulations that bind this post, with the site's own names for their abstract posts and functions. */
  readonly binds: readonly Binding[];
}

export interface Binding {
  readonly regulation: string;
  readonly as: string;
  readonly functions: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, number>>;
}

/** An edition taken into force. `text` is its canonical bytes, so that what bound people can be read for ever. */
export interface Adoption {
  readonly regulation: string;
  readonly edition: string;
  readonly hash: string;
  readonly from: BusinessDate;
  readonly text: string;
}

interface Since {
  readonly since: number;
}

/** The set-up of one site, with its past: what began under an earlier version is still judged by it. */
export interface Site {
  readonly name: string;
  /** Site whose streams hold the people of the organisation. */
  readonly headOffice: SiteId;
  readonly zone: ZoneName;
  readonly dayStartsAt: WallTime;
  readonly demonstration: boolean;
  readonly version: number;
  readonly posts: Readonly<Record<string, readonly (Post & Since)[]>>;
  readonly adoptions: readonly (Adoption & Since)[];
}

export const siteKind: Kind<Site, SiteEntry, undefined> = {
  noun: "site",
  begin: () => ({
    name: "",
    headOffice: "",
    zone: "UTC",
    dayStartsAt: "00:00",
    demonstration: false,
    version: 0,
    posts: {},
    adoptions: [],
  }),
  evolve,
  owes: () => [],
  under: () => undefined,
};

function evolve(site: Site, entry: Recorded<SiteEntry>): Site {
  const { version } = entry;
  switch (entry.type) {
    case "site.established":
      return { ...site, ...entry.body, version };
    case "site.post-established":
      return { ...withPost(site, entry.body), version };
    case "site.edition-adopted":
      return { ...withAdoption(site, entry.body), version };
  }
}

/** The set-up with a post as told from the next version on; also for asking beforehand what it would do. */
export function withPost(site: Site, post: Post): Site {
  const history = [...(site.posts[post.key] ?? []), { ...post, since: site.version + 1 }];
  return { ...site, version: site.version + 1, posts: { ...site.posts, [post.key]: history } };
}

export function withAdoption(site: Site, adoption: Adoption): Site {
  const adoptions = [...site.adoptions, { ...adoption, since: site.version + 1 }];
  return { ...site, version: site.version + 1, adoptions };
}

export function isEstablished(site: Site): boolean {
  return site.version > 0;
}

/** The post as it stood at a set-up version; undefined where there was none yet. */
export function postAsOf(site: Site, key: string, under: number): Post | undefined {
  return site.posts[key]?.findLast((each) => each.since <= under);
}

export function currentPost(site: Site, key: string): Post | undefined {
  return site.posts[key]?.at(-1);
}

/** The edition of a regulation in force on a date, as far as was known at a set-up version; a later adoption for the same day wins. */
export function adoptionAsOf(site: Site, regulation: string, date: BusinessDate, under: number): Adoption | undefined {
  const known = site.adoptions.filter(
    (each) => each.regulation === regulation && each.since <= under && each.from <= date,
  );
  return known.reduce<(Adoption & Since) | undefined>(
    (best, each) => (best === undefined || each.from >= best.from ? each : best),
    undefined,
  );
}

/** Undefined where the post or the shift does not exist now. */
export function occurrenceOf(site: Site, { post, date, shift }: ShiftName): ShiftOccurrence | undefined {
  const planned = currentPost(site, post)?.shifts.find((each) => each.key === shift);
  if (!planned) return undefined;
  const startsAt = localInstant(date, planned.starts, site.zone);
  return { post, date, shift, startsAt, endsAt: plusMinutes(startsAt, planned.minutes), under: site.version };
}

/** The shift that starts when this one ends; a post that is not staffed round the clock may have none. */
export function shiftAfter(site: Site, occurrence: ShiftOccurrence): ShiftOccurrence | undefined {
  return neighbour(site, occurrence, (each) => each.startsAt === occurrence.endsAt);
}

export function shiftBefore(site: Site, occurrence: ShiftOccurrence): ShiftOccurrence | undefined {
  return neighbour(site, occurrence, (each) => each.endsAt === occurrence.startsAt);
}

function neighbour(
  site: Site,
  occurrence: ShiftOccurrence,
  fits: (each: ShiftOccurrence) => boolean,
): ShiftOccurrence | undefined {
  const post = currentPost(site, occurrence.post);
  for (const date of daysAround(occurrence.date)) {
    for (const { key } of post?.shifts ?? []) {
      const candidate = occurrenceOf(site, { post: occurrence.post, date, shift: key });
      if (candidate && fits(candidate)) return candidate;
    }
  }
  return undefined;
}

function daysAround(date: BusinessDate): BusinessDate[] {
  return [-1, 0, 1].map((days) => datePlus(date, days));
}
