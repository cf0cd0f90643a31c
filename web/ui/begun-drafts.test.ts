import fc from "fast-check";
import { expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { type BegunDrafts, begunDrafts, type DraftGround } from "./begun-drafts.ts";

/*
 * What is half written is in one open tab, or waits for the next one: however tabs are opened, loaded anew, doubled and closed, nothing is lost, and
 * nothing that was sent or thrown away comes back.
 */

class PlayedTabs {
  readonly #shared = new Map<string, string>();
  readonly #held = new Map<string, PlayedTab>();
  #asked: { name: string; by: PlayedTab; run: (lock: Lock) => unknown }[] = [];
  readonly open: PlayedTab[] = [];
  now = 0;
  hasLocks = true;
  refusesLocks = false;

  async opens(session = new Map<string, string>()): Promise<PlayedTab> {
    const tab: PlayedTab = { session, drafts: begunDrafts(this.#groundOf(session, () => tab)) };
    this.open.push(tab);
    await tab.drafts.takeOver();
    return tab;
  }

  closes(tab: PlayedTab): void {
    this.open.splice(this.open.indexOf(tab), 1);
    this.#asked = this.#asked.filter(({ by }) => by !== tab);
    for (const [name, by] of this.#held) if (by === tab) this.#release(name);
  }

  /** The page before may still hold what it held when the next one asks. */
  async loadsAnew(tab: PlayedTab, isSlow: boolean): Promise<void> {
    if (!isSlow) this.closes(tab);
    await this.opens(tab.session);
    if (isSlow) this.closes(tab);
  }

  waiting(): string[] {
    return [...this.#shared.keys()];
  }

  /** A tab's own lock lasts until it is closed. */
  async #grant(name: string, by: PlayedTab, run: (lock: Lock) => unknown): Promise<unknown> {
    this.#held.set(name, by);
    const lasts = run({ name, mode: "exclusive" });
    void Promise.resolve(lasts).then(() => this.#release(name));
    return await lasts;
  }

  /** Whoever has asked first holds it next, before anybody looks. */
  #release(name: string): void {
    this.#held.delete(name);
    const next = this.#asked.find((each) => each.name === name);
    if (!next) return;
    this.#asked = this.#asked.filter((each) => each !== next);
    void this.#grant(name, next.by, next.run);
  }

  #groundOf(session: Map<string, string>, self: () => PlayedTab): DraftGround {
    const shared = this.#shared;
    const request = async (name: string, options: unknown, last?: (lock: Lock | null) => unknown) => {
      const run = last ?? (options as (lock: Lock | null) => unknown);
      if (!this.#held.has(name)) return await this.#grant(name, self(), run);
      if (last) return await last(null);
      this.#asked.push({ name, by: self(), run });
    };
    const query = async () => {
      if (this.refusesLocks) throw new DOMException("storage is switched off", "SecurityError");
      return { held: [...this.#held.keys()].map((name) => ({ name })) };
    };
    return {
      tab: {
        keep: (name, text) => session.set(name, text),
        kept: (name) => session.get(name) ?? null,
        drop: (name) => session.delete(name),
      },
      shared: {
        get length() {
          return shared.size;
        },
        key: (at) => [...shared.keys()][at] ?? null,
        getItem: (name) => shared.get(name) ?? null,
        setItem: (name, text) => void shared.set(name, text),
        removeItem: (name) => void shared.delete(name),
      },
      locks: this.hasLocks ? ({ request, query } as unknown as DraftGround["locks"]) : undefined,
      now: () => this.now,
    };
  }
}

interface PlayedTab {
  readonly session: Map<string, string>;
  readonly drafts: BegunDrafts;
}

const line = "zhiban.draft/line/lin/tower/lobby";

test("what a closed tab has left stands in the next one, and is gone from there once it is sent", async () => {
  const browser = new PlayedTabs();
  const first = await browser.opens();
  first.drafts.keep(line, "地下室有积");
  browser.closes(first);
  const second = await browser.opens();
  expect(second.session.get(line)).toBe("地下室有积");
  second.drafts.drop(line);
  browser.closes(second);
  expect((await browser.opens()).session.get(line)).toBeUndefined();
  expect(browser.waiting()).toEqual([]);
});

test("an open tab keeps its own; what another has left stays until there is room under its name", async () => {
  const browser = new PlayedTabs();
  const [one, other] = [await browser.opens(), await browser.opens()];
  one.drafts.keep(line, "甲");
  other.drafts.keep(line, "乙");
  browser.closes(one);
  const third = await browser.opens();
  expect([third.session.get(line), other.session.get(line)]).toEqual(["甲", "乙"]);
  browser.closes(other);
  await browser.loadsAnew(third, false);
  expect([third.session.get(line), browser.waiting().length]).toEqual(["甲", 2]);
  third.drafts.drop(line);
  await browser.loadsAnew(third, false);
  expect(third.session.get(line)).toBe("乙");
});

test("a tab that was doubled writes its own, and neither's is lost", async () => {
  const browser = new PlayedTabs();
  const first = await browser.opens();
  first.drafts.keep(line, "甲");
  const copy = await browser.opens(new Map(first.session));
  copy.drafts.keep(line, "甲乙");
  first.drafts.keep(line, "甲丙");
  for (const tab of [first, copy]) browser.closes(tab);
  const [one, other] = [await browser.opens(), await browser.opens()];
  expect([one, other].map(({ session }) => session.get(line)).toSorted()).toEqual(["甲丙", "甲乙"]);
});

test("where a browser tells no tab of another, the next one takes over what was left", async () => {
  const browser = new PlayedTabs();
  browser.hasLocks = false;
  const first = await browser.opens();
  first.drafts.keep(line, "甲");
  browser.closes(first);
  expect((await browser.opens()).session.get(line)).toBe("甲");
});

test("a browser that refuses to tell draws its screens all the same", async () => {
  const browser = new PlayedTabs();
  browser.refusesLocks = true;
  const tab = await browser.opens();
  tab.drafts.keep(line, "甲");
  expect(tab.session.get(line)).toBe("甲");
});

test("what nobody took over for thirty days is gone, and not sooner", async () => {
  const days = async (minutes: number) => {
    const browser = new PlayedTabs();
    const first = await browser.opens();
    first.drafts.keep(line, "甲");
    browser.closes(first);
    browser.now += minutes * minute;
    const next = await browser.opens();
    return [next.session.get(line), browser.waiting().length];
  };
  expect([await days(30 * 24 * 60), await days(30 * 24 * 60 + 1)]).toEqual([
    ["甲", 1],
    [undefined, 0],
  ]);
});

const deed = fc.record({
  what: fc.constantFrom("open", "close", "reload", "slow-reload", "write", "write", "send"),
  nth: fc.nat({ max: 3 }),
});

test("however tabs come and go, what was written is in a tab or comes back, and what was sent does not", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 30 }), async (deeds) => {
      const browser = new PlayedTabs();
      const alive = new Set<string>();
      for (const [at, { what, nth }] of deeds.entries()) {
        browser.now += 1;
        const tab = browser.open[nth % Math.max(1, browser.open.length)];
        if (what === "open" || !tab) await browser.opens();
        else if (what === "close") browser.closes(tab);
        else if (what === "reload" || what === "slow-reload") await browser.loadsAnew(tab, what === "slow-reload");
        else {
          alive.delete(tab.session.get(line) ?? "");
          if (what === "write") tab.drafts.keep(line, `第${at}稿`);
          else tab.drafts.drop(line);
          if (what === "write") alive.add(`第${at}稿`);
        }
        const shown = browser.open.flatMap(({ session }) => session.get(line) ?? []);
        expect(new Set(shown).size, "in one tab").toBe(shown.length);
        expect(shown.filter((text) => !alive.has(text))).toEqual([]);
      }
      const found = new Set<string>();
      for (const tab of [...browser.open]) browser.closes(tab);
      // Each tab that opens has room for one under the name.
      for (let count = 0; count <= deeds.length; count += 1) {
        const tab = await browser.opens();
        const text = tab.session.get(line);
        if (text !== undefined) found.add(text);
        tab.drafts.drop(line);
        browser.closes(tab);
      }
      expect([...found].toSorted()).toEqual([...alive].toSorted());
      expect(browser.waiting()).toEqual([]);
    }),
    { numRuns: 300, seed: freshSeed() },
  );
});
