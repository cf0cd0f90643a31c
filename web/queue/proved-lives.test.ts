import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lineHeldFor } from "#duty/grammar/limits.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { CommandQueue } from "./command-queue.ts";
import { type DeviceKey, makeKey } from "./device-key.ts";
import { itemStore } from "./item-store.ts";
import {
  type ArrivedItem,
  playedDevice as device,
  lineAct,
  type PlayedPerson as Person,
  PlayedServer,
  playedPeople as people,
} from "./played-server.ts";
import { byEitherRoad } from "./two-roads.ts";
import { type Opening, proofOf, provedStore } from "./written-proof.ts";

/*
 * Lives of one browser that several people use. House and network are played here, the house in words of its own; queue, store, key and proof are
 * the real ones.
 */

class SharedBrowser {
  readonly house = new PlayedServer();
  readonly store = itemStore(`shared-${crypto.randomUUID()}`);
  readonly altered = new Set<string>();
  readonly written: (ArrivedItem & { readonly proved: boolean })[] = [];
  #key: DeviceKey | undefined;
  #opening: Opening | undefined;
  #queue: CommandQueue | undefined;
  #page = 0;
  #working = 0;

  get queue(): CommandQueue {
    if (!this.#queue) throw new Error("no page is open");
    return this.#queue;
  }

  async enrol(): Promise<void> {
    const { privateKey, publicKey } = await makeKey();
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    this.house.publicKey = await crypto.subtle.importKey("jwk", { ...publicKey }, algorithm, true, ["verify"]);
    this.#key = { device, site: "tower", privateKey };
    this.lets(this.house.acting);
  }

  lets(person: Person | undefined): void {
    this.#opening = this.house.lets(person);
  }

  /** A page is closed, with whatever it was at, and another is opened. */
  async reload(): Promise<void> {
    this.#page += 1;
    const page = `page-${this.#page}`;
    const prove = (item: Parameters<typeof proofOf>[0]) => proofOf(item, { key: this.#key, opening: this.#opening });
    this.#queue = new CommandQueue({
      page,
      store: provedStore(this.store, prove),
      deliver: (item) =>
        this.#counted(() =>
          byEitherRoad(item, {
            page,
            byDesk: async (each) => this.house.byDesk(JSON.parse(JSON.stringify(each))),
            byProof: () => this.house.byProof(JSON.parse(JSON.stringify(item))),
          }),
        ),
      later: () => undefined,
      now: () => this.house.now,
      alone: async (run) => {
        await run();
        return true;
      },
      otherPages: async () => new Set(),
      tellOthers: () => undefined,
    });
    await this.#counted(() => this.queue.open());
  }

  async write(text: string, about: { readonly heldFor?: number } = {}): Promise<void> {
    const { acting, now } = this.house;
    if (!acting) return;
    this.written.push({ person: acting, text, time: now, proved: this.#opening !== undefined });
    const command = { act: lineAct, site: "tower", body: { text }, as: acting };
    await new Promise<void>((kept) => {
      void this.queue.send(command, { ...about, whenKept: kept });
    });
    await this.settled();
  }

  /** Somebody at the browser changes words that wait there. */
  async alter(): Promise<void> {
    await this.store.amend((items) => {
      const item = items.find(({ state }) => state === "waiting" || state === "author");
      if (!item?.proof) return [];
      const { text } = item.body as { text: string };
      this.altered.add(text.replaceAll("？", ""));
      return [{ ...item, body: { text: `${text}？` } }];
    });
    await this.queue.reread();
  }

  async sendAll(): Promise<void> {
    await this.#counted(() => this.queue.sendAll());
    await this.settled();
  }

  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet = this.#working === 0 ? quiet + 1 : 0)
      await new Promise<void>((go) => setImmediate(go));
  }

  async #counted<T>(work: () => Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work();
    } finally {
      this.#working -= 1;
    }
  }
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("write", "hold") },
  { weight: 3, arbitrary: fc.constantFrom(...people) },
  { weight: 3, arbitrary: fc.constantFrom("lock", "send", "reload", "time") },
  { weight: 2, arbitrary: fc.constantFrom("network-goes", "network-comes", "answer-is-lost") },
  { weight: 1, arbitrary: fc.constant("alter" as const) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(browser: SharedBrowser, each: Step, number: number): Promise<void> {
  const { house } = browser;
  if (each === "write") await browser.write(`第 ${number} 条`);
  else if (each === "hold") await browser.write(`第 ${number} 条`, { heldFor: lineHeldFor });
  else if (each === "lock") browser.lets(undefined);
  else if (each === "send") await browser.sendAll();
  else if (each === "reload") await browser.reload();
  else if (each === "time") house.now += 60_000;
  else if (each === "network-goes" || each === "network-comes") house.isReached = each === "network-comes";
  else if (each === "answer-is-lost") house.losesAnswer = true;
  else if (each === "alter") await browser.alter();
  // Nobody proves who they are without the network.
  else if (house.isReached) browser.lets(each);
}

/** Nothing has come under another's name, at another time or with other words, and nothing twice. */
function nothingIsAnothers({ house, written }: SharedBrowser): void {
  const came = [...house.arrived.values()];
  const own = written.map(({ person, text, time }) => ({ person, text, time }));
  expect(own).toEqual(expect.arrayContaining(came));
  expect(new Set(came.map(({ text }) => text)).size).toBe(came.length);
}

test("whoever comes and goes, what was written at a device arrives once under its author and at its time, or stands refused", async () => {
  const met = { arrived: 0, byOthers: 0, refused: 0, altered: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 60, size: "max" }), async (steps) => {
      const browser = new SharedBrowser();
      await browser.reload();
      await browser.enrol();
      browser.lets("lin");
      for (const [number, each] of steps.entries()) {
        await take(browser, each, number);
        nothingIsAnothers(browser);
      }
      const waited = browser.written.length - browser.house.arrived.size;
      // The network is back, and nobody proves anything any more.
      Object.assign(browser.house, { isReached: true, losesAnswer: false });
      browser.lets(undefined);
      browser.house.now += lineHeldFor;
      await browser.reload();
      for (const _ of [1, 2, 3]) await browser.sendAll();
      nothingIsAnothers(browser);
      const left = ((await browser.store.read()) ?? []).filter(({ state }) => state !== "received");
      const refused = left.filter(({ state }) => state === "refused");
      expect(left.map(({ state, problem: why }) => `${state} ${why?.code}`)).toEqual(
        refused.map(() => "refused proof.wrong"),
      );
      // What had arrived when somebody changed what waited still for its receipt is both: entered as it was written, refused as it was changed.
      const came = new Set([...browser.house.arrived.values()].map(({ text }) => text));
      const standing = new Set(refused.map(({ body }) => (body as { text: string }).text.replaceAll("？", "")));
      const nowhere = browser.written.filter(({ text }) => !came.has(text) && !standing.has(text));
      expect(nowhere).toEqual([]);
      expect([...standing].filter((text) => !browser.altered.has(text))).toEqual([]);
      met.arrived += came.size;
      met.byOthers += waited;
      met.refused += standing.size;
      met.altered += browser.altered.size;
    }),
    { numRuns: 40, seed: freshSeed() },
  );
  expect(Math.min(met.arrived, met.byOthers, met.refused, met.altered), JSON.stringify(met)).toBeGreaterThan(5);
});

test("without a key, or for an act that is not of such, an item waits for its author, and goes when they are back", async () => {
  const browser = new SharedBrowser();
  await browser.reload();
  browser.lets("lin");
  browser.house.isReached = false;
  await browser.write("没有登记的电脑上写的");
  browser.house.isReached = true;
  browser.lets("wu");
  await browser.sendAll();
  expect(browser.queue.items.map(({ state, proof }) => [state, proof])).toEqual([["author", undefined]]);
  browser.lets("lin");
  await browser.sendAll();
  expect([...browser.house.arrived.values()]).toMatchObject([{ person: "lin", text: "没有登记的电脑上写的" }]);
});

test("a withdrawn device sends nothing more: what waited stands refused with its words, and none of it delays what its author sends", async () => {
  const browser = new SharedBrowser();
  await browser.reload();
  await browser.enrol();
  browser.lets("lin");
  browser.house.isReached = false;
  await browser.write("停用前写的");
  browser.house.isReached = true;
  browser.house.isWithdrawn = true;
  browser.lets("wu");
  await browser.sendAll();
  expect(browser.queue.items.map(({ state, body, problem: why }) => [state, body, why?.code])).toEqual([
    ["refused", { text: "停用前写的" }, "proof.withdrawn"],
  ]);
  await browser.write("别人的不受影响");
  expect([...browser.house.arrived.values()].map(({ text }) => text)).toEqual(["别人的不受影响"]);
});

test("of an opening nothing is kept with an item but its name, and of a proof nothing once the receipt is here", async () => {
  const browser = new SharedBrowser();
  await browser.reload();
  await browser.enrol();
  browser.lets("lin");
  browser.house.isReached = false;
  await browser.write("看看存了什么");
  const [waiting] = (await browser.store.read()) ?? [];
  const [opening] = [...browser.house.openings.values()].slice(-1);
  expect(waiting?.proof).toMatchObject({ version: 1, device, opening: opening?.id });
  expect(JSON.stringify(waiting)).not.toContain(opening?.secret ?? "");
  browser.house.isReached = true;
  await browser.sendAll();
  const [received] = (await browser.store.read()) ?? [];
  expect([received?.state, received?.proof]).toEqual(["received", undefined]);
});
