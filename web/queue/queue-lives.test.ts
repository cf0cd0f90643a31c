import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { answers, type HowAnswered, PlayedBrowser, type PlayedPage, wordsIn } from "./played-browser.ts";

type Step =
  | {
      readonly does: "write" | "pass" | "press" | "put-away" | "take-back" | "leave" | "close";
      readonly page: number;
      readonly as: string;
    }
  | { readonly does: "open" | "fill" | "empty" }
  | { readonly does: "answer"; readonly page: number; readonly which: number; readonly how: HowAnswered };

const page = fc.nat(5);
const as = fc.constantFrom("lin", "wu");
const how = fc.constantFrom(...(Object.keys(answers) as HowAnswered[]), "received" as const, "refused" as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant("write" as const), page, as }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant("answer" as const), page, which: fc.nat(50), how }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom("pass" as const, "press" as const), page, as }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constantFrom("close", "put-away", "take-back", "leave"), page, as }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constantFrom("open" as const, "fill" as const, "empty" as const, "empty" as const),
    }),
  },
);

async function take(browser: PlayedBrowser, each: Step, number: number): Promise<void> {
  if (each.does === "fill" || each.does === "empty") browser.isFull = each.does === "fill";
  if (each.does === "open" && browser.pages.length < 3) await browser.openPage();
  if (!("page" in each)) return;
  const at = browser.pages[each.page % Math.max(1, browser.pages.length)];
  if (!at) return;
  if (each.does === "write") await at.write(`第 ${number} 条`, each.as);
  else if (each.does === "answer") await at.answer(each.which, each.how);
  else if (each.does === "pass") await at.pass();
  else if (each.does === "press") await at.sendAll();
  else if (each.does === "close") await browser.closePage(at);
  else if (each.does === "leave") await at.leaveForms();
  else if (each.does === "take-back") await takeFirstBack(at);
  else await putFirstAway(at);
}

async function takeFirstBack({ browser, queue }: PlayedPage): Promise<void> {
  const seen = queue.items.find(({ state }) => state === "refused");
  if (!seen || !(await queue.takeBack(seen.id))) return;
  browser.back.add(wordsIn(seen));
  await queue.putAway(seen.id);
  await browser.settled();
}

async function putFirstAway({ browser, queue }: PlayedPage): Promise<void> {
  const seen = queue.items.find(({ state }) => state === "refused");
  if (!seen) return;
  browser.putAway.add(wordsIn(seen));
  await queue.putAway(seen.id);
  await browser.settled();
}

test("whatever comes in between, what was entrusted is somewhere, arrives at most once, and in the end nothing is left waiting", async () => {
  const met = { entrusted: 0, back: 0, refusedInSight: 0, mostWaiting: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 120, size: "max" }), async (steps) => {
      const browser = new PlayedBrowser();
      const inSight = new Set<string>();
      await browser.openPage();
      for (const [number, each] of steps.entries()) {
        await take(browser, each, number);
        for (const { queue } of browser.pages)
          for (const item of queue.items) if (item.state === "refused") inSight.add(wordsIn(item));
        expect(await browser.missing(), `after ${JSON.stringify(each)}`).toEqual([]);
      }
      met.mostWaiting = Math.max(met.mostWaiting, (await browser.stranded()).length);
      await allArrive(browser);
      const left = await browser.kept();
      const refused = left.filter(({ state }) => state === "refused").map(wordsIn);
      met.entrusted += browser.entrusted.size;
      met.back += browser.back.size;
      met.refusedInSight += inSight.size;
      expect(await browser.stranded()).toEqual([]);
      expect(new Set(browser.arrived.values()).size).toBe(browser.arrived.size);
      const somewhere = new Set([...browser.arrived.values(), ...browser.back, ...browser.putAway, ...refused]);
      expect([...browser.entrusted].filter((text) => !somewhere.has(text))).toEqual([]);
    }),
    { numRuns: 40, seed: freshSeed() },
  );
  // Walks in which nothing was ever refused, or waited, would prove nothing.
  expect(Math.min(met.entrusted, met.back, met.refusedInSight, met.mostWaiting), JSON.stringify(met)).toBeGreaterThan(
    5,
  );
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
