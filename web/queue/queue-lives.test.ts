import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lineHeldFor } from "#duty/grammar/limits.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { isBackWithAuthor, isUntried } from "./item.ts";
import { answers, type HowAnswered, PlayedBrowser, type PlayedPage, wordsIn } from "./played-browser.ts";
import type { Sending } from "./sending.ts";

type Step =
  | {
      readonly does: "write" | "hold" | "pass" | "press" | "release" | "put-away" | "take-back" | "leave" | "close";
      readonly page: number;
      readonly as: string;
    }
  | {
      readonly does: "withdraw" | "withdraw-and-close";
      readonly page: number;
      readonly as: string;
      readonly which: number;
    }
  | { readonly does: "go"; readonly page: number; readonly hows: readonly HowAnswered[] }
  | { readonly does: "open" | "fill" | "empty" | "time" }
  | { readonly does: "answer"; readonly page: number; readonly which: number; readonly how: HowAnswered };

const page = fc.nat(5);
const as = fc.constantFrom("lin", "wu");
const how = fc.constantFrom(...(Object.keys(answers) as HowAnswered[]), "received" as const, "refused" as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant("write" as const), page, as }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant("answer" as const), page, which: fc.nat(50), how }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant("hold" as const), page, as }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom("withdraw", "withdraw-and-close"), page, as, which: fc.nat(9) }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom("pass" as const, "press" as const), page, as }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constantFrom("close", "put-away", "take-back", "leave", "release"), page, as }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("go" as const),
      page,
      hows: fc.array(how, { minLength: 4, size: "max", maxLength: 12 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constantFrom("open", "fill", "empty", "empty", "time", "time"),
    }),
  },
);

async function take(browser: PlayedBrowser, each: Step, number: number, gone: Gone): Promise<void> {
  if (each.does === "fill" || each.does === "empty") browser.isFull = each.does === "fill";
  if (each.does === "time") browser.now += lineHeldFor / 2;
  if (each.does === "open" && browser.pages.length < 3) await browser.openPage();
  if (!("page" in each)) return;
  const at = browser.pages[each.page % Math.max(1, browser.pages.length)];
  if (!at) return;
  if (each.does === "write") await at.write(`第 ${number} 条`, each.as);
  else if (each.does === "hold") await at.write(`第 ${number} 条`, each.as, { heldFor: lineHeldFor });
  else if (each.does === "release") await at.release();
  else if (each.does === "withdraw" || each.does === "withdraw-and-close") await withdrawOne(at, each);
  else if (each.does === "answer") await at.answer(each.which, each.how);
  else if (each.does === "pass") await at.pass();
  else if (each.does === "press") await at.sendAll();
  else if (each.does === "close") await browser.closePage(at);
  else if (each.does === "leave") await at.leaveForms();
  else if (each.does === "take-back") await takeFirstBack(at);
  else if (each.does === "go") await goFrom(at, each.hows, gone);
  else await putFirstAway(at);
}

/** How often somebody went on from a desk, and which texts were not tried before that, though they waited when it was asked for. */
interface Gone {
  times: number;
  waited: number;
  readonly untried: string[];
}

/** Whoever goes on waits meanwhile; what is under way is answered so, and what then still is by later steps. */
async function goFrom(at: PlayedPage, hows: readonly HowAnswered[], gone: Gone): Promise<void> {
  const { browser, queue } = at;
  const triedBefore = new Map(queue.items.filter(isUnsentNow).map(({ id, tries }) => [id, tries]));
  void queue.tryEach().then(() => {
    gone.times += 1;
    gone.waited += triedBefore.size;
    const isUntriedSince = ({ id, state, tries }: Sending) => state !== "author" && triedBefore.get(id) === tries;
    const left = queue.items.filter((each) => isUntried(each) || (isUnsentNow(each) && isUntriedSince(each)));
    gone.untried.push(...left.map((each) => `${wordsIn(each)} ${each.state}`));
  });
  await browser.settled();
  for (const how of hows) await at.answer(0, how);
}

const isUnsentNow = ({ state }: Sending) => state === "waiting" || state === "author" || state === "sending";

/** Somebody takes back what they see and wrote; `withdraw-and-close`: and the page is closed before its words stand anywhere else. */
async function withdrawOne(
  at: PlayedPage,
  { does, as, which }: Extract<Step, { which: number; as: string }>,
): Promise<void> {
  const { browser, queue } = at;
  const own = queue.items.filter((each) => isUntried(each) && each.as === as);
  const one = own[which % Math.max(1, own.length)];
  if (!one) return;
  if (does === "withdraw") return void (await at.withdraw(one.id, as));
  if (await queue.withdraw(one.id, as)) browser.withdrawn.add(wordsIn(one));
  await browser.closePage(at);
}

async function takeFirstBack({ browser, queue }: PlayedPage): Promise<void> {
  const seen = queue.items.find(isBackWithAuthor);
  if (!seen || !(await queue.takeBack(seen.id))) return;
  browser.back.add(wordsIn(seen));
  await queue.putAway(seen.id);
  await browser.settled();
}

async function putFirstAway({ browser, queue }: PlayedPage): Promise<void> {
  const seen = queue.items.find(isBackWithAuthor);
  if (!seen) return;
  browser.putAway.add(wordsIn(seen));
  await queue.putAway(seen.id);
  await browser.settled();
}

test("whatever comes in between, what was entrusted is somewhere, arrives at most once, what was taken back never, nobody goes before what waits was tried, and in the end nothing is left waiting", async () => {
  const met = { entrusted: 0, back: 0, refusedInSight: 0, mostWaiting: 0, withdrawn: 0 };
  const gone: Gone = { times: 0, waited: 0, untried: [] };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 120, size: "max" }), async (steps) => {
      const browser = new PlayedBrowser();
      const inSight = new Set<string>();
      await browser.openPage();
      for (const [number, each] of steps.entries()) {
        await take(browser, each, number, gone);
        expect(gone.untried, `after ${JSON.stringify(each)}`).toEqual([]);
        for (const { queue } of browser.pages)
          for (const item of queue.items) if (item.state === "refused") inSight.add(wordsIn(item));
        expect(await browser.missing(), `after ${JSON.stringify(each)}`).toEqual([]);
        expect(browser.pages.some(({ sendsHeld }) => sendsHeld)).toBe(false);
      }
      met.mostWaiting = Math.max(met.mostWaiting, (await browser.stranded()).length);
      browser.now += lineHeldFor;
      await allArrive(browser);
      const left = await browser.kept();
      const refused = left.filter(isBackWithAuthor).map(wordsIn);
      met.withdrawn += browser.withdrawn.size;
      const arrived = new Set(browser.arrived.values());
      expect([...browser.withdrawn].filter((text) => arrived.has(text))).toEqual([]);
      met.entrusted += browser.entrusted.size;
      met.back += browser.back.size;
      met.refusedInSight += inSight.size;
      expect(await browser.stranded()).toEqual([]);
      expect(new Set(browser.arrived.values()).size).toBe(browser.arrived.size);
      const somewhere = new Set([...browser.arrived.values(), ...browser.back, ...browser.putAway, ...refused]);
      expect([...browser.entrusted].filter((text) => !somewhere.has(text))).toEqual([]);
    }),
    { numRuns: 70, seed: freshSeed() },
  );
  // Walks in which nothing was ever refused, or waited, would prove nothing.
  expect(Math.min(...Object.values(met)), JSON.stringify(met)).toBeGreaterThan(5);
  expect(Math.min(gone.times, gone.waited), JSON.stringify(gone)).toBeGreaterThan(60);
});

/** The network is back, everybody proves who they are, and each page is opened anew. */
async function allArrive(browser: PlayedBrowser): Promise<void> {
  for (const each of [...browser.pages]) await browser.closePage(each);
  const last = await browser.openPage();
  for (let round = 0; round < 4; round += 1) {
    await last.answerAll("received");
    await last.sendAll();
  }
}
