import type { Recorded, SiteId } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type ShiftDays, type SpecialDays, shiftsOwedOn } from "#duty/grammar/special-days.ts";
import { type BusinessDate, shiftSpan, type WallTime, type ZoneName } from "#duty/grammar/time.ts";
import { followerOf, precederOf, spansAround } from "./neighbour-shifts.ts";
import { saidOnce } from "./said-once.ts";
import type { CalendarEntry, SiteEntry } from "./site-shapes.ts";

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

/** What a site makes of the words of a text, and of the numbers that are left to it. */
export interface Terms {
  readonly functions: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, number>>;
}

export interface Binding extends Terms {
  readonly regulation: string;
  readonly as: string;
}

/** An edition taken into force. `text` is its canonical bytes, so that what bound people can be read for ever. */
export interface Adoption {
  readonly regulation: string;
  readonly edition: BusinessDate;
  readonly hash: string;
  readonly from: BusinessDate;
  readonly text: string;
}

/** What tells one adoption of a site from its others. */
export type AdoptionName = Pick<Adoption, "regulation" | "hash" | "from">;

interface Since {
  readonly since: number;
}

/** An adoption in the past of a set-up: from version `since` on, and not any more from version `until` on, where it was withdrawn. */
interface KeptAdoption extends Adoption, Since {
  readonly until?: number;
}

/** The set-up of one site, with its past: what began under an earlier version is still judged by it. */
export interface Site {
  readonly name: string;
  /** Site whose streams hold the people of the organisation. */
  readonly headOffice: SiteId;
  readonly zone: ZoneName;
  readonly dayStartsAt: WallTime;
  readonly demonstration: boolean;
  /** Days that are not what their weekday says. */
  readonly specialDays: SpecialDays;
  /** What was told of days before, until which version. */
  readonly pastDays: readonly { readonly days: SpecialDays; readonly until: number }[];
  readonly version: number;
  /** What the site made of the house, from which version on; in between its words stand for themselves. */
  readonly houseTerms: readonly (Terms & Since)[];
  readonly posts: Readonly<Record<string, readonly (Post & Since)[]>>;
  readonly adoptions: readonly KeptAdoption[];
}

export const siteKind: Kind<Site, SiteEntry, undefined> = {
  noun: "site",
  begin: () => ({
    name: "",
    headOffice: "",
    zone: "UTC",
    dayStartsAt: "00:00",
    demonstration: false,
    specialDays: {},
    pastDays: [],
    version: 0,
    houseTerms: [],
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
    case "site.calendar-set":
      return { ...withDays(site, entry.body, version), version };
    case "site.house-bound":
      return { ...withHouseTerms(site, entry.body), version };
    case "site.edition-adopted":
      return { ...withAdoption(site, entry.body), version };
    case "site.adoption-withdrawn":
      return { ...withoutAdoption(site, entry.body), version };
  }
}

function withDays(site: Site, told: CalendarEntry, until: number): Site {
  const pastDays = [...site.pastDays, { days: site.specialDays, until }];
  return { ...site, pastDays, specialDays: withCalendar(site.specialDays, told) };
}

/** From a day of the year on as told; what was before that day stays as it was. */
function withCalendar(before: SpecialDays, { year, from, days }: CalendarEntry): SpecialDays {
  const kept = Object.entries(before).filter(([date]) => date < from || date.slice(0, 4) !== String(year));
  return Object.fromEntries([...kept, ...days.map(({ date, type, name }) => [date, { type, name }] as const)]);
}

/** The set-up with a post as told from the next version on; also for asking beforehand what it would do. */
export function withPost(site: Site, post: Post): Site {
  const history = [...pastOfPost(site, post.key), { ...post, since: site.version + 1 }];
  return { ...site, version: site.version + 1, posts: { ...site.posts, [post.key]: history } };
}

/** The set-up with the house's words and numbers as told from the next version on. */
export function withHouseTerms(site: Site, terms: Terms): Site {
  const since = site.version + 1;
  return { ...site, version: since, houseTerms: [...site.houseTerms, { ...terms, since }] };
}

/** What the site had made of the house at a set-up version; undefined where nothing yet. */
export function houseTermsAsOf(site: Site, under: number): Terms | undefined {
  return site.houseTerms.findLast(({ since }) => since <= under);
}

export function withAdoption(site: Site, adoption: Adoption): Site {
  const adoptions = [...site.adoptions, { ...adoption, since: site.version + 1 }];
  return { ...site, version: site.version + 1, adoptions };
}

/** The set-up after an adoption was withdrawn: it stands in the past and nowhere else. */
export function withoutAdoption(site: Site, which: AdoptionName): Site {
  const until = site.version + 1;
  const adoptions = site.adoptions.map((each) =>
    each.until === undefined && isThatAdoption(each, which) ? { ...each, until } : each,
  );
  return { ...site, version: until, adoptions };
}

export function isThatAdoption(adoption: Adoption, { regulation, hash, from }: AdoptionName): boolean {
  return adoption.regulation === regulation && adoption.hash === hash && adoption.from === from;
}

/** Adoptions that were not withdrawn, whether or not their day has come. */
export function standingAdoptions(site: Site): readonly KeptAdoption[] {
  return site.adoptions.filter(({ until }) => until === undefined);
}

export function isEstablished(site: Site): boolean {
  return site.version > 0;
}

/** A post as it was set up each time; nothing where there is none. */
export function pastOfPost(site: Site, key: string): readonly (Post & Since)[] {
  return heldUnder(site.posts, key) ?? [];
}

/** The post as it stood at a set-up version; undefined where there was none yet. */
export function postAsOf(site: Site, key: string, under: number): Post | undefined {
  return pastOfPost(site, key).findLast((each) => each.since <= under);
}

export function currentPost(site: Site, key: string): Post | undefined {
  return pastOfPost(site, key).at(-1);
}

/** The edition of a regulation in force on a date, as far as was known at a set-up version; a later adoption for the same day wins. */
export function adoptionAsOf(site: Site, regulation: string, date: BusinessDate, under: number): Adoption | undefined {
  const known = site.adoptions.filter(
    ({ regulation: its, since, until, from }) =>
      its === regulation && since <= under && (until === undefined || under < until) && from <= date,
  );
  return known.reduce<KeptAdoption | undefined>(
    (best, each) => (best === undefined || each.from >= best.from ? each : best),
    undefined,
  );
}

/**
 * The shifts that a post owes on a date, as it was set up; none where there is no such post. Whoever asks for shifts by plan asks here: a shift
 * that is not owed on a date does not exist on it, nor does one that lies wholly in the hour which clocks skip on that date.
 */
export function shiftsOn(site: Site, post: string, date: BusinessDate): readonly Shift[] {
  return shiftsSaid(site, post, date);
}

const shiftsSaid = saidOnce(owedShifts);

/** The shifts around a date, two days each way: a zone that changes sides of the date line skips a whole day, and what follows on the wall is two days on. */
const spansSaid = saidOnce((site: Site, post, date) =>
  spansAround((day) => shiftsOn(site, post, day), { date, zone: site.zone, days: 2 }),
);

function owedShifts(site: Site, post: string, date: BusinessDate): readonly Shift[] {
  const { shifts = [] } = currentPost(site, post) ?? {};
  const owed = shiftsOwedOn(shifts, { limited: limitedShifts(site, post), special: site.specialDays }, date);
  return owed.filter((shift) => {
    const { startsAt, endsAt } = shiftSpan(date, shift, site.zone);
    return startsAt < endsAt;
  });
}

/** Which shifts of a post are owed on some sorts of days only. */
export function limitedShifts(site: Site, post: string): readonly ShiftDays[] {
  const { carries = {} } = currentPost(site, post) ?? {};
  return (carries.manning ?? []) as readonly unknown[] as readonly ShiftDays[];
}

/** Undefined where the post or the shift does not exist now, or not on that date. */
export function occurrenceOf(site: Site, { post, date, shift }: ShiftName): ShiftOccurrence | undefined {
  return occurrencesOn(site, post, date).find((each) => each.shift === shift);
}

/** The shifts that a post owes on a date, each with its span. */
export const occurrencesOn = saidOnce((site: Site, post, date) =>
  shiftsOn(site, post, date).map(
    (each): ShiftOccurrence => ({
      ...{ post, date, shift: each.key },
      ...shiftSpan(date, each, site.zone),
      under: site.version,
    }),
  ),
);

/**
 * The same of a shift in which somebody is on duty, or was: whoever has signed on goes on in it as it was then, before its beginning too, however
 * its post is set up meanwhile, and leaves, writes and hands over as before. Whether somebody may still come for a shift is asked of
 * `occurrenceOf`.
 */
export function begunShift(site: Site, name: ShiftName): ShiftOccurrence | undefined {
  return occurrenceOf(site, name) ?? onceOwed(site, name);
}

/** The shift as the last set-up and calendar that owed one of this key on that day. */
function onceOwed(site: Site, name: ShiftName): ShiftOccurrence | undefined {
  const since = pastOfPost(site, name.post).map((each) => each.since);
  const changes = [...since, ...site.pastDays.map(({ until }) => until)];
  const asOf = [...new Set(changes)].toSorted((a, b) => a - b);
  const owed = asOf.map((under) => occurrenceOf(asItStood(site, name.post, under), name));
  const last = owed.findLastIndex((each) => each !== undefined);
  return owed[last] && { ...owed[last], under: (asOf[last + 1] ?? site.version + 1) - 1 };
}

/** The site with one post and the calendar as they stood at a set-up version. */
export function asItStood(site: Site, key: string, under: number): Site {
  const specialDays = site.pastDays.find(({ until }) => under < until)?.days ?? site.specialDays;
  return { ...site, specialDays, posts: { [key]: pastOfPost(site, key).filter(({ since }) => since <= under) } };
}

/** The shift that follows by plan when this one ends; a post that is not staffed round the clock may have none. */
export function shiftAfter(site: Site, occurrence: ShiftOccurrence): ShiftOccurrence | undefined {
  return neighbour(site, occurrence, followerOf);
}

export function shiftBefore(site: Site, occurrence: ShiftOccurrence): ShiftOccurrence | undefined {
  return neighbour(site, occurrence, precederOf);
}

function neighbour(site: Site, occurrence: ShiftOccurrence, which: typeof followerOf): ShiftOccurrence | undefined {
  const { post, date } = occurrence;
  const found = which(spansSaid(site, post, date), occurrence);
  return found && occurrenceOf(site, { post, date: found.date, shift: found.shift });
}
