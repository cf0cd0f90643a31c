import type { Page } from "playwright-core";
import type { Scene } from "./scene.ts";

const lobby = { after: 1, people: ["李伟", "张磊"], path: "/duty/lobby", dressed: true } as const;

/** What a browser shows of its session beside the screens themselves: each state of `test/desk-cells.ts` that no other scene comes by. */
export const stateScenes: readonly Scene[] = [
  { ...lobby, name: "session-ended", state: "error", does: endBehind, changesDesk: true },
  { ...lobby, name: "session-locked-alone", state: "error", does: lockAlone, changesDesk: true },
  { ...lobby, name: "session-alone", state: "error", does: goAlone },
  { ...lobby, name: "session-alone-lock", state: "error", does: lockInVain },
  { ...lobby, name: "session-away", state: "error", does: reloadAlone },
  { ...lobby, name: "session-refused", state: "error", does: answersPlan(403, "account.not-a-supervisor") },
  { ...lobby, name: "session-broken", state: "error", does: answersPlan(500, "house.fault") },
  { ...lobby, name: "session-no-site", state: "error", does: seeNoSite },
];

const asksSession = `window.dispatchEvent(new Event("online"))`;

async function endBehind(page: Page): Promise<void> {
  await page.context().request.post(new URL("/api/session/sign-out", page.url()).href, { data: {} });
  await page.evaluate(asksSession);
  await page.locator(".door-card .refusal").waitFor();
}

async function goAlone(page: Page): Promise<void> {
  await page.route("**/api/**", (route) => route.abort());
  await page.evaluate(asksSession);
  await page.locator(".line.lost").first().waitFor({ state: "attached" });
}

async function lockAlone(page: Page): Promise<void> {
  await page.click(".people > .row button");
  await page.locator(".cover").waitFor();
  await goAlone(page);
  await page.locator(".cover .hint").waitFor();
}

async function lockInVain(page: Page): Promise<void> {
  await goAlone(page);
  await page.click(".people > .row button");
  await page.locator(".desk-refusal .refusal").waitFor();
}

async function reloadAlone(page: Page): Promise<void> {
  await page.route("**/api/**", (route) => route.abort());
  await page.reload();
  await page.locator(".door-card .nothing").waitFor();
}

function answersPlan(status: number, code: string): (page: Page) => Promise<void> {
  return async (page) => {
    const json = { type: "about:blank", title: code, status, code, rules: [], instance: "1" };
    await page.route("**/api/site?*", (route) => route.fulfill({ status, json }));
    await page.reload();
    await page.locator(".door-card .nothing").waitFor();
  };
}

async function seeNoSite(page: Page): Promise<void> {
  await page.route("**/api/session", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), sites: [] } });
  });
  await page.reload();
  await page.locator(".door-card .refusal").waitFor();
}
