import type { Recorded, SiteId } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { PersonEntry } from "./person-shapes.ts";

/** An authority held at a site, or at one post of it, from a moment on. */
export interface Holding {
  readonly function: string;
  readonly site: SiteId;
  readonly post?: string | undefined;
}

/** Somebody of the organisation. Names and reasons are sealed; the sign-in itself is no entry. */
export interface Person {
  readonly phase: "unknown" | "employed" | "left";
  readonly holdings: readonly (Holding & { readonly since: Instant })[];
  /** When they left, of somebody who is not employed any more. */
  readonly leftAt?: Instant;
}

export const personKind: Kind<Person, PersonEntry, undefined> = {
  noun: "person",
  begin: () => ({ phase: "unknown", holdings: [] }),
  evolve,
  owes: () => [],
  under: () => undefined,
};

function evolve(person: Person, entry: Recorded<PersonEntry>): Person {
  switch (entry.type) {
    case "person.joined":
      return { phase: "employed", holdings: person.holdings };
    case "person.function-granted": {
      const { holdings } = without(person, [entry.body]);
      return { ...person, holdings: [...holdings, { ...entry.body, since: entry.at }] };
    }
    case "person.function-ended":
      return without(person, [entry.body]);
    case "person.pin-reset":
    case "person.duty-ended":
    case "person.password-reset":
      return person;
    case "person.left":
      return { phase: "left", holdings: [], leftAt: entry.at };
  }
}

/** Whether a person holds exactly this: a function of the whole site is another one than that of a single post. */
export function holds(person: Person, holding: Holding): boolean {
  return person.holdings.some((each) => isSame(each, holding));
}

/** A person as they are when these functions have ended. */
export function without(person: Person, ended: readonly Holding[]): Person {
  return { ...person, holdings: person.holdings.filter((each) => !ended.some((other) => isSame(each, other))) };
}

function isSame(one: Holding, other: Holding): boolean {
  return one.function === other.function && one.site === other.site && one.post === other.post;
}

export function isEmployed(person: Person): boolean {
  return person.phase === "employed";
}

/** Whether a person who has left the organisation still belonged to it after a moment. */
export function wasEmployedAfter({ leftAt }: Person, moment: Instant): boolean {
  return leftAt !== undefined && leftAt > moment;
}

/** Functions that a person holds for a post: those of the whole site and those of the post itself. */
export function functionsFor(person: Person, site: SiteId, post: string): readonly string[] {
  if (person.phase !== "employed") return [];
  return person.holdings
    .filter((each) => each.site === site && (each.post === undefined || each.post === post))
    .map((each) => each.function);
}
