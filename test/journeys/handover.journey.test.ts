import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { passFor, tellHandover } from "./handover-journey.ts";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { type JourneyProduct, openJourneyProduct } from "./journey-product.ts";

/* On a phone and at a desk; at one desk that all share: `handover-at-one-desk.long.test.ts`. */

/** `npm run journeys -- --times 20` tells the story as often in a row; none is told again because it failed. */
const times = Number(process.env.ZHIBAN_JOURNEYS ?? 1);

let browser: Browser;
let services: JourneyProduct;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(async () => {
  await browser.close();
});

describe.each(Array.from({ length: times }, (_, index) => index + 1))("a post passes, told for the %i. time", () => {
  beforeEach(async () => {
    services = await openJourneyProduct();
  });

  afterEach(async () => {
    await services.stop();
  });

  test("on two browsers", async ({ onTestFailed }) => {
    const outgoing = await JourneyDesk.open(browser, services, { name: "outgoing", width: 390 });
    const incoming = await JourneyDesk.open(browser, services, { name: "incoming", width: 1440 });
    const both = [outgoing, incoming];
    const at = (name: string) => (name === "李伟" || name === "孙涛" ? outgoing : incoming);
    onTestFailed(async () => {
      for (const each of both) await each.picture("failed");
    });
    await tellHandover({ at, pass: (minutes) => passFor(services, minutes, both) });
    for (const each of both) await each.close();
    expect(both.flatMap(({ errors }) => errors)).toEqual([]);
  });
});
