import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import { dayMinutes, type Instant, instant, minute } from "#duty/grammar/time.ts";

/*
 * How guesses of secrets are counted, and whom a count holds up. The numbers are the product's own, no text asks for them. A guesser at one
 * place gets some hundred tries a day. Guessers at many places together get a try a minute at a name, and of those who come, whoever comes from
 * the place with the fewest wrong tries at that name gets the next one. Whoever is given a network is given as many places as they like, so what
 * was wrong anywhere in it counts there too.
 */

const day = dayMinutes * minute;

export interface Allowance {
  /** Which wrong try is the first that costs a pause, counted from one. */
  readonly free: number;
  /** After how many milliseconds from the first of them they are forgotten. */
  readonly forgottenAfter: number;
  /** Each wrong try from that one on pauses as long as the next of these says, the others as long as the last; none is final. Minutes. */
  readonly pauses: readonly number[];
  /**
   * Whom a pause holds up. `all`: every try that is counted here. `wrong-longer`: these too, and each a part of a minute longer for every free
   * try that its own count or that of its network has lost, a whole one where none is left, so that an opening is there first for whoever tried
   * least. `erred`: only those at whose own count a wrong one stands.
   */
  readonly holdsUp: "all" | "wrong-longer" | "erred";
}

const growing = { pauses: [1, 2, 4, 8, 15], holdsUp: "all" } as const;

export const allowances = {
  /** The PIN of one person at one desk: the guessing desk is slowed first. */
  pinAtDesk: { free: 5, forgottenAfter: day, ...growing },
  /** The PIN of one person over all places. */
  pinAnywhere: { free: 20, forgottenAfter: day, ...growing },
  /** The password of one name at a browser at which they have signed in before. */
  passwordAtDesk: { free: 5, forgottenAfter: day, ...growing },
  /** The password of one name at all other browsers of one address. */
  passwordFromAddress: { free: 5, forgottenAfter: day, ...growing },
  /** The same from all addresses of one network: it refuses nobody, and says whose neighbourhood has tried least. */
  passwordFromNetwork: { free: 5, forgottenAfter: day, ...growing },
  /** The same from all addresses together: only many of them at once come so far. */
  passwordAnywhere: { free: 30, forgottenAfter: day, pauses: [1], holdsUp: "wrong-longer" },
  /** All names from one address, behind which a whole building may stand: each name has one try there still. */
  address: { free: 30, forgottenAfter: 60 * minute, ...growing, holdsUp: "erred" },
} as const satisfies Record<string, Allowance>;

/** After so long nothing that is counted says anything any more, unless a pause still runs. */
export const longestRemembered = Math.max(...Object.values(allowances).map(({ forgottenAfter }) => forgottenAfter));

/** What is counted, and whose it is where somebody may have it forgotten. */
export interface Subject {
  readonly counted: keyof typeof allowances;
  readonly text: string;
  readonly owner?: SecretOwner;
  /** It is counted here, and neither refused nor a reason for a pause: another count decides. */
  readonly onlyCounted?: boolean;
}

export interface SecretOwner {
  readonly org: OrganisationId;
  readonly person: PersonId;
}

export interface TryCount {
  readonly failures: number;
  /** Of the first try that is counted. */
  readonly at: Instant;
  readonly closedUntil: Instant | undefined;
}

export const noTries: TryCount = { failures: 0, at: instant(0), closedUntil: undefined };

/** A count with one wrong try more. */
export function countTry(before: TryCount, now: Instant, { free, forgottenAfter, pauses }: Allowance): TryCount {
  const beginsAnew = before.failures === 0 || now - before.at >= forgottenAfter;
  const failures = beginsAnew ? 1 : before.failures + 1;
  const at = beginsAnew ? now : before.at;
  const pause = failures < free ? undefined : (pauses[failures - free] ?? Math.max(...pauses));
  return { failures, at, closedUntil: pause === undefined ? undefined : instant(now + pause * minute) };
}

export interface CountedTries {
  readonly subject: Subject;
  readonly count: TryCount;
}

/** Until when a try is not looked at, whose own count is the first of these; undefined where it is. */
export function refusedUntil(counted: readonly CountedTries[], now: Instant): Instant | undefined {
  const [own] = counted;
  const wrong = own ? wrongTriesAt(own, now) : 0;
  const near = counted.filter((each) => each === own || each.subject.counted === "passwordFromNetwork");
  const lost = Math.max(
    0,
    ...near.map((each) => Math.min(1, wrongTriesAt(each, now) / allowances[each.subject.counted].free)),
  );
  const closed = counted.flatMap(({ subject, count: { closedUntil } }) => {
    const { holdsUp } = allowances[subject.counted];
    if (closedUntil === undefined || subject.onlyCounted || (holdsUp === "erred" && wrong === 0)) return [];
    const until = holdsUp === "wrong-longer" ? closedUntil + lost * minute : closedUntil;
    return until > now ? [until] : [];
  });
  return closed.length === 0 ? undefined : instant(Math.max(...closed));
}

/** How many wrong tries a count still knows of. */
function wrongTriesAt({ subject, count }: CountedTries, now: Instant): number {
  return now - count.at >= allowances[subject.counted].forgottenAfter ? 0 : count.failures;
}

/** Each count after a wrong try. */
export function countWrong(counted: readonly CountedTries[], now: Instant): readonly CountedTries[] {
  return counted.map(({ subject, count }) => {
    const after = countTry(count, now, allowances[subject.counted]);
    return { subject, count: subject.onlyCounted ? { ...after, closedUntil: count.closedUntil } : after };
  });
}
