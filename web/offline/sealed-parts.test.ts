import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { mostSealed, triesAlone } from "#duty/grammar/limits.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { makePinLock, makeSealKey, openPinLock, sealText, unsealText } from "./pin-seal.ts";
import { partsUnderPin, type SealedParts } from "./sealed-parts.ts";

afterEach(() => vi.restoreAllMocks());

/** Of a PIN in these tests: how long a guess takes is asked of nothing here. */
const rounds = 2;
let stores = 0;
function freshName(): string {
  stores += 1;
  return `zhiban.sealed/${stores}`;
}
const whose = (person: string, more: object = {}) => ({
  ...{ person, name: person, opening: `opening of ${person}`, device: "device", since: 10, until: 1_000 },
  ...more,
});

test("the PIN opens what was sealed; another PIN, another person or another browser opens nothing", async () => {
  const [sealKey, other] = [await makeSealKey(), await makeSealKey()];
  const lock = await makePinLock("480215", { person: "lin", sealKey }, rounds);
  const sealed = await sealText(lock, "东门闸机失灵");
  const key = await openPinLock(lock, "480215", { person: "lin", sealKey });
  expect(key && (await unsealText(key, sealed))).toBe("东门闸机失灵");
  expect(await openPinLock(lock, "480216", { person: "lin", sealKey })).toBeUndefined();
  expect(await openPinLock(lock, "480215", { person: "wu", sealKey })).toBeUndefined();
  expect(await openPinLock(lock, "480215", { person: "lin", sealKey: other })).toBeUndefined();
  const strange = await sealText(await makePinLock("480215", { person: "wu", sealKey }, rounds), "别人的话");
  expect(key && (await unsealText(key, strange))).toBeUndefined();
});

test("nobody can read the key of the browser, and what is opened gives no key away", async () => {
  const sealKey = await makeSealKey();
  const lock = await makePinLock("480215", { person: "lin", sealKey }, rounds);
  const opened = await openPinLock(lock, "480215", { person: "lin", sealKey });
  expect([sealKey.extractable, opened?.extractable]).toEqual([false, false]);
  await expect(crypto.subtle.exportKey("raw", sealKey)).rejects.toThrow(/extractable/);
  const usual = await makePinLock("480215", { person: "lin", sealKey });
  expect(usual.rounds).toBeGreaterThanOrEqual(600_000);
  expect(Buffer.from(usual.salt).equals(Buffer.from(lock.salt))).toBe(false);
});

test("what is read after the PIN was given is sealed without it, and no later than the next PIN is it gone", async () => {
  const parts = partsUnderPin(freshName(), rounds);
  await parts.keepRead("lin", "nobody's");
  expect(await parts.keep("480215", whose("lin"), "proof")).toBe(true);
  const opened = async () => await parts.try("lin", "480215", 20);
  expect(await opened()).toEqual({ verdict: "right", part: { proof: "proof", read: undefined } });
  await parts.keepRead("lin", "第一页");
  await parts.keepRead("lin", "第二页");
  expect(await opened()).toEqual({ verdict: "right", part: { proof: "proof", read: "第二页" } });
  await parts.keepRead("lin", undefined);
  expect(await opened()).toEqual({ verdict: "right", part: { proof: "proof", read: undefined } });
});

test("what the house does not know any more is forgotten, but not by an answer from before it was kept; what is over opens nothing", async () => {
  const parts = partsUnderPin(freshName(), rounds);
  await parts.keep("480215", whose("lin"), "proof");
  await parts.keep("358146", whose("wu", { until: 30 }), "proof");
  expect((await parts.known(20)).map(({ person }) => person)).toEqual(["lin", "wu"]);
  expect((await parts.known(30)).map(({ person }) => person)).toEqual(["lin"]);
  expect((await parts.try("wu", "358146", 30)).verdict).toBe("unknown");
  await parts.keepOnly([], 9);
  expect((await parts.known(20)).map(({ person }) => person)).toEqual(["lin", "wu"]);
  await parts.keepOnly(["opening of wu"], 10);
  expect((await parts.known(20)).map(({ person }) => person)).toEqual(["wu"]);
  expect((await parts.try("lin", "480215", 20)).verdict).toBe("unknown");
});

test("of too many people whose time ends first is forgotten, and a browser that keeps nothing knows nobody", async () => {
  const parts = partsUnderPin(freshName(), rounds);
  for (let turn = 0; turn <= mostSealed; turn += 1)
    await parts.keep("480215", whose(`p${turn}`, { until: 1_000 + turn }), "proof");
  const known = (await parts.known(20)).map(({ person }) => person);
  expect([known.length, known.includes("p0"), known.includes("p1")]).toEqual([24, false, true]);
  vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("private", "SecurityError");
  });
  const refused = partsUnderPin(freshName(), rounds);
  expect(await refused.keep("480215", whose("lin"), "proof")).toBe(false);
  expect([await refused.known(20), await refused.untold()]).toEqual([[], []]);
  expect((await refused.try("lin", "480215", 20)).verdict).toBe("unknown");
});

type Step =
  | { readonly does: "try"; readonly who: string; readonly pin: string; readonly page: number; readonly ends: boolean }
  | { readonly does: "renew"; readonly who: string; readonly pin: string }
  | { readonly does: "reload"; readonly page: number }
  | { readonly does: "tell" };

const who = fc.constantFrom("lin", "wu");
const pin = fc.constantFrom("480215", "358146", "207419");
const page = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ does: fc.constant("try" as const), who, pin, page, ends: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("renew" as const), who, pin }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("reload" as const), page }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("tell" as const) }) },
);

interface Told {
  pin: string;
  wrong: number;
}

/** A browser with three pages, and a plain model beside it of whose PIN is which, and how often it was tried in vain. */
class PlayedTries {
  readonly name = freshName();
  readonly pages: SealedParts[] = [0, 1, 2].map(() => partsUnderPin(this.name, rounds));
  readonly kept = new Map<string, Told>();
  readonly untold = new Map<string, number>();
  opened = 0;
  shut = 0;

  async take(each: Step): Promise<void> {
    const [first] = this.pages as [SealedParts, ...SealedParts[]];
    if (each.does === "reload") this.pages[each.page] = partsUnderPin(this.name, rounds);
    if (each.does === "renew") {
      await first.keep(each.pin, whose(each.who), `proof of ${each.who}`);
      this.kept.set(each.who, { pin: each.pin, wrong: 0 });
    }
    if (each.does === "tell") {
      const told = await first.untold();
      const owed = [...this.untold].filter(([, wrong]) => wrong > 0);
      expect(told).toEqual(owed.toSorted().map(([person, wrong]) => ({ person, wrong: Math.min(wrong, triesAlone) })));
      await first.told(told);
      for (const { person, wrong } of told) this.untold.set(person, (this.untold.get(person) ?? 0) - wrong);
    }
    if (each.does === "try") await this.tries(each);
  }

  async tries({ who: person, pin: typed, page: at, ends }: Extract<Step, { does: "try" }>): Promise<void> {
    const parts = this.pages[at] as SealedParts;
    const model = this.kept.get(person);
    const isShut = model !== undefined && model.wrong >= triesAlone;
    if (ends) {
      // The page is ended while the PIN is looked at.
      vi.spyOn(crypto.subtle, "deriveBits").mockRejectedValueOnce(new Error("ended"));
      await parts.try(person, typed, 20).catch(() => undefined);
      vi.restoreAllMocks();
      if (model && !isShut) this.wrong(person, model);
      return;
    }
    const tried = await parts.try(person, typed, 20);
    if (!model) return expect(tried).toEqual({ verdict: "unknown" });
    if (isShut) {
      this.shut += 1;
      return expect(tried).toEqual({ verdict: "shut" });
    }
    if (typed === model.pin) {
      this.opened += 1;
      model.wrong = 0;
      return expect(tried).toEqual({ verdict: "right", part: { proof: `proof of ${person}`, read: undefined } });
    }
    this.wrong(person, model);
    const left = triesAlone - model.wrong;
    expect(tried).toEqual(left === 0 ? { verdict: "shut" } : { verdict: "wrong", left });
  }

  wrong(person: string, model: Told): void {
    model.wrong += 1;
    this.untold.set(person, (this.untold.get(person) ?? 0) + 1);
  }
}

test("whoever tries whatever at whichever page: no wrong PIN opens, none is looked at after five, the right one opens before", async () => {
  const seen = { opened: 0, shut: 0 };
  const lives = fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40, size: "max" }), async (steps) => {
    const browser = new PlayedTries();
    await browser.take({ does: "renew", who: "lin", pin: "480215" });
    for (const each of steps) await browser.take(each);
    await browser.take({ does: "tell" });
    seen.opened += browser.opened;
    seen.shut += browser.shut;
  });
  await fc.assert(lives, { seed: freshSeed(), numRuns: 60 });
  expect(Math.min(seen.opened, seen.shut)).toBeGreaterThan(20);
});
