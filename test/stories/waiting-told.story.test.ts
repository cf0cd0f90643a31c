import { randomInt, randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, ordered, storySite, tellDeskStory } from "#test/desk-story.ts";
import { freshSeed } from "#test/fresh-seed.ts";

/* What a browser keeps and has not sent it tells the house; what it has lost since is missed, once, under its author. */

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  await (await story.deskOf("lin")).post("/api/commands/attendance.sign-on", ordered(morningShift));
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

interface Item {
  readonly id: string;
  readonly site: string;
  readonly as: string;
  readonly deviceTime: number;
}

interface Kept {
  readonly store: number;
  round: number;
  items: readonly Item[];
  letGo: readonly string[];
}

const newStore = (): Kept => ({ store: randomInt(2 ** 47), round: 0, items: [], letGo: [] });
const itemOf = (as: string, site = storySite): Item => ({ id: randomUUID(), site, as, deviceTime: story.now() });

/** As the browser says it now; whoever sends it may do so later. */
function telling(kept: Kept, former: readonly Item[] | null = null) {
  kept.round += 1;
  const { store, round, items: waiting, letGo } = kept;
  return { store, round, waiting, former, letGo };
}

async function tell(desk: Browser, told: object): Promise<readonly string[]> {
  const answer = await desk.post("/api/browser/waiting", told);
  expect(answer.statusCode).toBe(200);
  return answer.json().lost.map(({ id }: { id: string }) => id);
}

/** The house does it, or refuses it by a rule: either is an answer. */
async function deliver(desk: Browser, { id }: Item, isRefused: boolean): Promise<void> {
  const body = { ...morningShift, ...(isRefused ? { post: "east-gate" } : {}), text: "写", category: "routine" };
  await desk.post("/api/commands/log.write-line", ordered(body, { id }));
}

async function lossesFor(who: "chief" | "wang"): Promise<readonly { readonly id: string; readonly person: string }[]> {
  return (await (await story.deskOf(who)).get(`/api/browser/losses?site=${storySite}`)).json().losses;
}

test("twelve waited, and the browser was emptied: they are missed by its next word, under their author, with when they were written", async () => {
  const desk = await story.deskOf("lin");
  const device = await enrolled(desk);
  const kept = { ...newStore(), items: Array.from({ length: 12 }, () => itemOf(cast.lin)) };
  expect(await tell(desk, telling(kept))).toEqual([]);
  const ids = kept.items.map(({ id }) => id).toSorted();
  story.pass(1);
  const emptied = newStore();
  expect((await tell(desk, telling(emptied))).toSorted()).toEqual(ids);
  expect(await tell(desk, telling(emptied))).toEqual([]);
  const seen = (await lossesFor("chief")).filter(({ id }) => ids.includes(id));
  expect(seen).toHaveLength(12);
  expect(seen[0]).toEqual({
    ...{ id: expect.any(String), person: cast.lin, device, noticedAt: story.now() },
    writtenAt: story.now() - minute,
  });
});

async function enrolled(desk: Browser): Promise<string> {
  const { PlayedKey } = await import("#test/played-device.ts");
  await (await PlayedKey.make()).enrol(desk, storySite, "大堂前台机");
  return "大堂前台机";
}

test("what the house never heard of is missed as well, where the browser remembers it", async () => {
  const desk = await story.deskOf("lin");
  const unheard = [itemOf(cast.lin), itemOf(cast.lin)];
  expect((await tell(desk, telling(newStore(), unheard))).toSorted()).toEqual(unheard.map(({ id }) => id).toSorted());
});

test("nobody tells of somebody who never signed in there, nor of a site at which they do not work", async () => {
  const desk = await story.deskOf("lin");
  const [own, ofOther, elsewhere] = [itemOf(cast.lin), itemOf(cast.wang), itemOf(cast.lin, "another-tower")];
  await tell(desk, telling({ ...newStore(), items: [own, ofOther, elsewhere] }));
  expect(await tell(desk, telling(newStore(), [own, ofOther, elsewhere]))).toEqual([own.id]);
});

test("whoever supervises marks what they have dealt with, once, and nobody else sees it", async () => {
  const desk = await story.deskOf("lin");
  const item = itemOf(cast.lin);
  await tell(desk, telling({ ...newStore(), items: [item] }));
  await tell(desk, telling(newStore()));
  const guard = await story.deskOf("wang");
  const seen = { site: storySite, losses: [item.id] };
  for (const answer of [
    await guard.get(`/api/browser/losses?site=${storySite}`),
    await guard.post("/api/browser/losses/seen", seen),
  ])
    expect([answer.statusCode, answer.json().code]).toEqual([403, "account.not-a-supervisor"]);
  const chief = await story.deskOf("chief");
  expect((await chief.post("/api/browser/losses/seen", seen)).json()).toEqual({ seen: 1 });
  expect((await chief.post("/api/browser/losses/seen", seen)).json()).toEqual({ seen: 0 });
  expect((await lossesFor("chief")).map(({ id }) => id)).not.toContain(item.id);
});

test("what came after all, as from a copy of the browser, is lost no more", async () => {
  const desk = await story.deskOf("lin");
  const item = itemOf(cast.lin);
  await tell(desk, telling({ ...newStore(), items: [item] }));
  expect(await tell(desk, telling(newStore()))).toEqual([item.id]);
  await deliver(desk, item, false);
  expect((await lossesFor("chief")).map(({ id }) => id)).not.toContain(item.id);
});

test("when the network is back for all, many browsers tell at once, and each is answered", async () => {
  const desks = await Promise.all(Array.from({ length: 16 }, () => story.deskOf("lin")));
  const items = desks.map(() => itemOf(cast.lin));
  await Promise.all(desks.map((desk, n) => tell(desk, telling({ ...newStore(), items: items.slice(n, n + 1) }))));
  const lost = await Promise.all(desks.map((desk) => tell(desk, telling(newStore()))));
  expect(lost).toEqual(items.map(({ id }) => [id]));
});

type Step = "write" | "send" | "refuse" | "put-away" | "tell" | "say-later" | "say-now" | "empty" | "forget-all";
const step = fc.constantFrom<Step>(
  ...(["write", "write", "write", "send", "refuse", "put-away", "tell", "tell", "say-later", "say-now"] as const),
  ...(["empty", "forget-all"] as const),
);

/** With these each life ends, so that each loses something: one that lost nothing would prove nothing. */
const oneLoss = ["tell", "write", "tell", "empty", "tell"] as const satisfies readonly Step[];
const lives = 25;

test("whatever is written, sent, put away and lost, in whichever order it is told: each loss is missed once, and nothing else", async () => {
  let losses = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const desk = await story.deskOf("lin");
      let kept = newStore();
      /** What the browser still knows of stores that are gone. */
      let former: readonly Item[] | null = [];
      /** What the house has been told of by the latest telling of its store that came. */
      let known: { store: number; round: number; ids: readonly string[] } = { store: -1, round: 0, ids: [] };
      const settled = new Set<string>();
      const missed: string[] = [];
      const expected = new Set<string>();
      let late: ReturnType<typeof telling> | undefined;
      const say = async (told: ReturnType<typeof telling>) => {
        const isNext = told.store !== known.store || told.round > known.round;
        if (isNext) {
          const here = [...told.waiting.map(({ id }) => id), ...told.letGo];
          const remembered = told.store === known.store ? undefined : told.former?.map((each) => each.id);
          for (const id of remembered ?? known.ids) if (!here.includes(id) && !settled.has(id)) expected.add(id);
          known = { store: told.store, round: told.round, ids: told.waiting.map(({ id }) => id) };
        }
        missed.push(...(await tell(desk, told)));
      };
      for (const each of [...steps, ...oneLoss]) {
        const [first] = kept.items;
        if (each === "write") kept.items = [...kept.items, itemOf(cast.lin)];
        if (first && (each === "send" || each === "refuse")) {
          await deliver(desk, first, each === "refuse");
          settled.add(first.id);
          kept.items = kept.items.slice(1);
        }
        if (first && each === "put-away") {
          kept.items = kept.items.slice(1);
          kept.letGo = [...kept.letGo, first.id];
        }
        if (each === "tell") {
          await say(telling(kept, former));
          former = [];
        }
        if (each === "say-later") late = telling(kept, former);
        // What was said to a store that is gone by now comes no more.
        if (each === "say-now" && late?.store === kept.store) await say(late);
        if (each === "empty" || each === "forget-all") {
          former = each === "empty" && former ? [...former, ...kept.items] : null;
          kept = newStore();
        }
      }
      expect(missed.toSorted()).toEqual([...expected].toSorted());
      losses += missed.length;
    }),
    { numRuns: lives, seed: freshSeed() },
  );
  expect(losses).toBeGreaterThanOrEqual(lives);
});
