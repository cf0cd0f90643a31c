import { expect, test } from "vitest";
import { passFor, tellHandover } from "./handover-journey.ts";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { openJourneyProduct } from "./journey-product.ts";

/* Each at a browser of their own: `handover.journey.test.ts`. */

/** `npm run journeys -- --times 20` tells the story as often in a row. */
const times = Number(process.env.ZHIBAN_JOURNEYS ?? 1);

test.each(Array.from({ length: times }, (_, index) => index + 1))(
  "a post passes at one desk that all share, told for the %i. time",
  async () => {
    const [browser, services] = await Promise.all([openChromium(), openJourneyProduct()]);
    try {
      const desk = await JourneyDesk.open(browser, services, { name: "shared", width: 1440 });
      try {
        await tellHandover({ at: () => desk, pass: (minutes) => passFor(services, minutes, [desk]) });
      } catch (error) {
        await desk.picture("failed");
        throw error;
      }
      expect(desk.errors).toEqual([]);
    } finally {
      await browser.close();
      await services.stop();
    }
  },
);
