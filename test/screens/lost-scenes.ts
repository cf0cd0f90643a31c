import type { Page } from "playwright-core";
import { minute } from "#duty/grammar/time.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { towerOpeningDay } from "#test/tower-product.ts";
import type { Scene } from "./scene.ts";

/** What a browser lost, where it was written and where it is seen to. The house says so as it would: no scene may leave a loss behind for the next. */
export const lostScenes: readonly Scene[] = [
  { name: "lost-here", state: "full", after: 1, people: ["李伟"], path: "/duty/lobby", does: loseSome, dressed: true },
  { name: "overview-lost", state: "full", after: 7, people: ["孙涛"], path: "/overview", does: seeLost },
];

const wroteAt = Date.parse(`${towerOpeningDay}T08:41:00+08:00`);
const lost = [0, 19].map((after) => ({
  id: `00000000-0000-7000-8000-0000000001${10 + after}`,
  person: personNamed("李伟"),
  writtenAt: wroteAt + after * minute,
}));

async function loseSome(page: Page): Promise<void> {
  await page.route("**/api/browser/waiting", (route) => route.fulfill({ json: { lost } }));
  await page.reload();
  await page.locator("[role=alert]").waitFor();
}

async function seeLost(page: Page): Promise<void> {
  const losses = lost.map((each) => ({ ...each, noticedAt: wroteAt + 30 * minute, device: "大堂前台机" }));
  await page.route("**/api/browser/losses*", (route) => route.fulfill({ json: { losses } }));
  await page.reload();
  await page.locator("#to-do .overview-row-meta button").first().waitFor();
}
