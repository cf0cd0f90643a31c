import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tellHandover } from "./handover-journey.ts";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { type JourneyHouse, openJourneyHouse } from "./journey-house.ts";

/** `npm run journeys -- --times 20` tells the story as often in a row; none is told again because it failed. */
const times = Number(process.env.ZHIBAN_JOURNEYS ?? 1);

let browser: Browser;
let house: JourneyHouse;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(async () => {
  await browser.close();
});

describe.each(Array.from({ length: times }, (_, index) => index + 1))("a post passes, told for the %i. time", () => {
  beforeEach(async () => {
    house = await openJourneyHouse();
  });

  afterEach(async () => {
    await house.stop();
  });

  test("at one desk that all share", async ({ onTestFailed }) => {
    const desk = await JourneyDesk.open(browser, house, { name: "shared", width: 1440 });
    onTestFailed(() => desk.picture("failed"));
    await tellHandover({ at: () => desk, pass: (minutes) => passFor(minutes, [desk]) });
    await desk.close();
    expect(desk.faults).toEqual([]);
  });

  test("on two browsers", async ({ onTestFailed }) => {
    const outgoing = await JourneyDesk.open(browser, house, { name: "outgoing", width: 390 });
    const incoming = await JourneyDesk.open(browser, house, { name: "incoming", width: 1440 });
    const both = [outgoing, incoming];
    const at = (name: string) => (name === "李伟" || name === "孙涛" ? outgoing : incoming);
    onTestFailed(async () => {
      for (const each of both) await each.picture("failed");
    });
    await tellHandover({ at, pass: (minutes) => passFor(minutes, both) });
    for (const each of both) await each.close();
    expect(both.flatMap(({ faults }) => faults)).toEqual([]);
  });
});

async function passFor(minutes: number, desks: readonly JourneyDesk[]): Promise<void> {
  house.pass(minutes);
  for (const each of desks) await each.lockedByItself();
}
