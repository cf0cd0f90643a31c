import { isIP } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { passwordCounts } from "./password-counts.ts";
import { countWrong, noTries, refusedUntil, type Subject, type TryCount } from "./try-count.ts";

/* Many guess at passwords, from many addresses: how much they are told at most, and that somebody who knows theirs comes in meanwhile. */

const begin = instant(1_763_700_000_000);
const second = minute / 60;
const day = 24 * 60 * minute;

/** The counts of a house, as sign-in at browsers that nobody knows asks and writes them. */
class Guessed {
  readonly #counts = new Map<string, TryCount>();
  readonly looked: Instant[] = [];
  readonly #places = new Map<string, number>();

  /** What is no address stands for one in a network of its own. */
  #addressOf(place: string): string {
    if (isIP(place)) return place;
    const number = this.#places.get(place) ?? this.#places.size;
    this.#places.set(place, number);
    return `${Math.floor(number / 65_536) + 1}.${Math.floor(number / 256) % 256}.${number % 256}.1`;
  }

  /** Until when a try of this name from this address is not looked at. */
  refused(name: string, address: string, now: Instant): Instant | undefined {
    return refusedUntil(this.#counted(name, address), now);
  }

  /** How many wrong tries at this name came from this address. */
  wrongAt(name: string, address: string): number {
    return this.#counted(name, address)[0]?.count.failures ?? 0;
  }

  guess(name: string, address: string, now: Instant): void {
    if (this.refused(name, address, now) !== undefined) return;
    this.looked.push(now);
    for (const { subject, count } of countWrong(this.#counted(name, address), now))
      this.#counts.set(`${subject.counted}:${subject.text}`, count);
  }

  #counted(name: string, address: string) {
    const { own, among } = passwordCounts({ name, address: this.#addressOf(address), browser: undefined, against: "" });
    const subjects: Subject[] = [own, ...among];
    return subjects.map((subject) => {
      const count = this.#counts.get(`${subject.counted}:${subject.text}`) ?? noTries;
      return { subject, count };
    });
  }
}

function mostWithinADay(looked: readonly Instant[]): number {
  let until = 0;
  const counts = looked.map((from, index) => {
    while (until < looked.length && (looked[until] as Instant) < from + day) until += 1;
    return until - index;
  });
  return Math.max(0, ...counts);
}

test("at one name no more than fifteen hundred guesses a day are looked at, from however many addresses they come", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 5, max: 60 }), (atOnce, seconds) => {
      const house = new Guessed();
      let addresses = 0;
      for (let now = begin; now < begin + 1.5 * day; now = instant(now + seconds * second))
        for (let each = 0; each < atOnce; each += 1) {
          addresses += 1;
          house.guess("lin", `fresh-${addresses}`, now);
        }
      expect(mostWithinADay(house.looked)).toBeLessThanOrEqual(1500);
    }),
    { numRuns: 6, seed: freshSeed() },
  );
});

test("from one address no more than some hundred guesses a day are looked at for one name", () => {
  const house = new Guessed();
  for (let now = begin; now < begin + 2 * day; now = instant(now + 20 * second)) house.guess("lin", "here", now);
  expect(mostWithinADay(house.looked)).toBeLessThanOrEqual(110);
});

test("while others go on guessing at a name, whoever comes from elsewhere is looked at within a minute", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 1800 }), (guessers, later) => {
      const house = new Guessed();
      const all = (now: Instant) => {
        for (let each = 0; each < guessers; each += 1) house.guess("lin", `guesser-${each}`, now);
      };
      let now = begin;
      // One wrong try there is enough: an opening is first for whoever has none.
      const hasErred = (_: unknown, each: number) => house.wrongAt("lin", `guesser-${each}`) > 0;
      while (!Array.from({ length: guessers }).every(hasErred)) {
        all(now);
        now = instant(now + second);
      }
      for (const comes = now + later * second; now < comes; now = instant(now + second)) all(now);
      const until = house.refused("lin", "home", now);
      if (until === undefined) return;
      expect(until - now).toBeLessThanOrEqual(minute);
      for (; now <= until; now = instant(now + second)) all(now);
      expect(house.refused("lin", "home", until)).toBeUndefined();
    }),
    { numRuns: 8, seed: freshSeed() },
  );
});

test("whoever is given a network comes for an opening after those who guessed nowhere in theirs, from however fresh an address", () => {
  const house = new Guessed();
  for (let each = 0; each < 30; each += 1) house.guess("lin", `2001:db8:5:${each}::1`, begin);
  expect(house.looked).toHaveLength(30);
  const opening = begin + minute;
  expect(house.refused("lin", "2001:db8:5:ffff::1", begin)).toBe(opening + minute);
  expect(house.refused("lin", "2001:db8:6:0::1", begin)).toBe(opening);
  expect(house.refused("other", "2001:db8:5:ffff::1", begin)).toBeUndefined();
});

test("of those who come for an opening of a name, each wrong try from their own address holds up a fifth of a minute longer", () => {
  const house = new Guessed();
  const guess = (address: string, times: number) => {
    for (let each = 0; each < times; each += 1) house.guess("lin", address, begin);
  };
  const wrong = [0, 1, 2, 3, 4];
  for (const each of wrong) guess(`${each} wrong`, each);
  for (let each = 0; each < 4; each += 1) guess(`others ${each}`, 5);
  expect(house.looked).toHaveLength(30);
  const opening = begin + minute;
  expect(wrong.map((each) => house.refused("lin", `${each} wrong`, begin))).toEqual(
    wrong.map((each) => opening + (each * minute) / 5),
  );
});

test("however many names are guessed at from an address, a name that was not is looked at there", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), (guesses) => {
      const house = new Guessed();
      for (let each = 0; each < guesses; each += 1) house.guess(`name-${each % 170}`, "building", begin);
      expect(house.refused("lin", "building", begin)).toBeUndefined();
    }),
  );
});

test("from an address from which much was guessed, each name has one try until its pause ends", () => {
  const house = new Guessed();
  for (let each = 0; each < 30; each += 1) house.guess(`name-${each}`, "building", begin);
  for (let each = 0; each < 10; each += 1) house.guess("lin", "building", begin);
  expect(house.looked).toHaveLength(31);
  expect(house.refused("lin", "building", begin)).toBe(begin + 2 * minute);
});
