import fc from "fast-check";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type DeskEvent, deskCells, deskEvents, isByHand, type SeenState, seenStates } from "#test/desk-cells.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { befalls, deskIn, type PlayedDesk, seenAt } from "#test/played-seats.ts";
import { HappeningDesk } from "./desk-happenings.ts";
import { openChromium } from "./journey-desk.ts";
import { type JourneyProduct, openJourneyProduct } from "./journey-product.ts";

let browser: Browser;
let services: JourneyProduct;
let happening: HappeningDesk;

beforeAll(async () => {
  [browser, services] = await Promise.all([openChromium(), openJourneyProduct()]);
});

afterAll(async () => {
  await browser.close();
  await services.stop();
});

beforeEach(async ({ onTestFailed }) => {
  happening = await HappeningDesk.open(browser, services, "states");
  onTestFailed(() => happening.desk.picture("failed"));
});

afterEach(async () => {
  await happening.close();
});

/** Some twenty desks one after the other, and sixty steps, on a machine that has other things to do. */
const whole = { timeout: 900_000 };
/** How many cells of each row are asked, drawn anew each time, and how many steps a walk has; all of them where nothing is said. */
const drawnCells = Number(process.env.ZHIBAN_DRAWN_CELLS ?? Number.POSITIVE_INFINITY);
const steps = Math.min(60, drawnCells * 5);

/** The cells of a row that are asked now. */
function askedCells(from: SeenState) {
  const row = deskCells().filter(
    ({ from: at, event }) => at === from && (isByHand(event) || befalls(deskIn(from), event) !== undefined),
  );
  const most = Math.min(drawnCells, row.length);
  const [drawn = []] = fc.sample(fc.shuffledSubarray(row, { minLength: most, maxLength: most }), {
    seed: freshSeed(),
    numRuns: 1,
  });
  return drawn;
}

/** The page shows this, there is a way on from it, and what it is told afterwards changes nothing. */
async function shows(state: SeenState, what: string, isReached: boolean): Promise<void> {
  await expect.poll(() => happening.seen(), { message: what }).toBe(state);
  if (isReached) await happening.asksSession();
  await expect.poll(() => happening.seen(), { message: `${what}, and stays` }).toBe(state);
  expect(await happening.waysOn(), `${what}: ways on`).toBeGreaterThan(0);
}

test.each(seenStates)("%s: whatever happens, the page shows what follows", whole, async (from) => {
  for (const { event, to } of askedCells(from)) {
    const desk = deskIn(from);
    const next = befalls(desk, event);
    await happening.beginDesk(from, desk);
    await shows(from, `${from} to begin ${event} with`, desk.isReached);
    if (next && to) {
      await happening.befalls(event, desk);
      await shows(to, `${from} × ${event}`, next.isReached);
    } else if (isByHand(event)) {
      expect(await happening.offers(event), `${from} offers ${event}`).toBe(0);
    }
    expect(happening.errors(), `${from} × ${event}`).toEqual([]);
  }
});

/** Of what can happen there, the one that a number draws. */
function drawnEvent(desk: PlayedDesk, number: number): { event: DeskEvent; next: PlayedDesk } {
  const all = deskEvents.flatMap((event) => {
    const next = befalls(desk, event);
    return next ? [{ event, next }] : [];
  });
  return all[number % all.length] as (typeof all)[number];
}

test.each(["in", "refused"] as const)(
  "from %s on, whatever happens one after the other, nobody is stuck",
  whole,
  async (from) => {
    const [numbers = []] = fc.sample(fc.array(fc.nat(), { minLength: steps, maxLength: steps }), {
      seed: freshSeed(),
      numRuns: 1,
    });
    let desk = deskIn(from);
    const seen = new Set<SeenState>();
    const way: string[] = [];
    await happening.beginDesk(from, desk);
    for (const number of numbers) {
      const { event, next } = drawnEvent(desk, number);
      way.push(`${event} → ${seenAt(next)}`);
      await happening.befalls(event, desk);
      await shows(seenAt(next), way.slice(-6).join(", "), next.isReached);
      seen.add(seenAt(next));
      desk = next;
    }
    expect(happening.errors()).toEqual([]);
    expect(seen.size).toBeGreaterThan(steps < 60 ? 0 : 3);
  },
);
