import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { ScreenRenewal } from "./screen-renewal.ts";

/** Pages of one browser over what they load from, as locks and a worker hold them together. */
class PlayedBrowser {
  release = 1;
  waiting: number | undefined;
  readonly pages: PlayedPage[] = [];

  open(): PlayedPage {
    const page = new PlayedPage(this);
    this.pages.push(page);
    page.renewal.look();
    return page;
  }

  takeOver(): void {
    if (this.waiting === undefined) return;
    expect(this.pages.filter(({ inUse }) => inUse)).toEqual([]);
    this.release = this.waiting;
    this.waiting = undefined;
    for (const page of [...this.pages]) page.renewal.tookOver();
  }
}

class PlayedPage {
  readonly browser: PlayedBrowser;
  /** The release whose screens it shows. */
  shown: number;
  inUse = false;
  holds = 0;
  reloads = 0;
  renewal: ScreenRenewal;

  constructor(browser: PlayedBrowser) {
    this.browser = browser;
    this.shown = browser.release;
    this.renewal = this.begun();
  }

  private begun(): ScreenRenewal {
    return new ScreenRenewal({
      isInUse: () => this.inUse,
      holdOthers: () => {
        this.holds += 1;
        return async () => {
          await undefined; // a lock is let go of a moment later
          this.holds -= 1;
        };
      },
      whereNoneHolds: (run) => {
        if (!this.browser.pages.some(({ holds }) => holds > 0)) run();
      },
      takeOver: () => this.browser.takeOver(),
      reload: () => {
        expect(this.inUse).toBe(false);
        this.reloads += 1;
        this.shown = this.browser.release;
        this.renewal = this.begun();
      },
    });
  }

  use(inUse: boolean): void {
    this.inUse = inUse;
    this.renewal.look();
  }
}

/** Until every lock that was let go of is gone. */
const untilLetGo = () => new Promise((resolve) => setImmediate(resolve));

const step = fc.oneof(
  fc.record({ does: fc.constant("open" as const) }),
  fc.record({ does: fc.constant("newer" as const) }),
  fc.record({ does: fc.constantFrom("use", "rest", "look"), page: fc.nat(3), later: fc.boolean() }),
);

test("no page is reloaded or loses what it loads from while one is in use, and once none is, all show the newest release", async () => {
  const lives = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
    const browser = new PlayedBrowser();
    browser.open();
    let newest = 1;
    for (const each of steps) {
      if (each.does === "open" && browser.pages.length < 4) browser.open();
      if (each.does === "newer") {
        newest += 1;
        browser.waiting = newest;
      }
      if (!("page" in each)) continue;
      const page = browser.pages[each.page % browser.pages.length] as PlayedPage;
      if (each.does === "look") page.renewal.look();
      else page.use(each.does === "use");
      if (each.later) await untilLetGo();
    }
    for (const page of browser.pages) page.use(false);
    await untilLetGo();
    expect(browser.pages.map(({ shown }) => shown)).toEqual(browser.pages.map(() => newest));
    const before = browser.pages.map(({ reloads }) => reloads);
    for (const page of browser.pages) page.renewal.look();
    expect(browser.pages.map(({ reloads }) => reloads)).toEqual(before);
  });
  await fc.assert(lives, { seed: freshSeed(), numRuns: 300 });
});

test("a page that somebody has begun to use while another took over is reloaded when they are done, and not before", async () => {
  const browser = new PlayedBrowser();
  const page = browser.open();
  page.inUse = true; // since it was last looked at
  page.renewal.tookOver();
  expect([page.reloads, page.holds]).toEqual([0, 1]);
  page.use(false);
  await untilLetGo();
  expect([page.reloads, page.holds]).toEqual([1, 0]);
});
