import type { Page } from "playwright-core";
import { towerOpeningDay } from "#test/tower-product.ts";
import { dialogScenes } from "./dialog-scenes.ts";
import { long } from "./long-names.ts";
import { lostScenes } from "./lost-scenes.ts";
import type { Scene } from "./scene.ts";
import { searchScenes } from "./search-scenes.ts";
import { stateScenes } from "./state-scenes.ts";

const at = (what: string, post = "lobby", shift = "day") => `/${what}/${post}/${towerOpeningDay}/${shift}`;
const [longFirst, longSecond] = long.people.map(({ name }) => name) as [string, string];

export const scenes: readonly Scene[] = [
  { name: "sign-in", state: "empty", after: 0, people: [], path: "/", dressed: true },
  { name: "sign-in", state: "error", after: 0, people: [], path: "/", does: wrongPassword },
  { name: "forgotten-pin", state: "empty", after: 0, people: [], path: "/forgotten-pin" },
  { name: "first-password", state: "full", after: 0, people: ["高翔"], path: "/" },
  { name: "regulation", state: "full", after: 0, people: ["李伟"], path: "/regulation/guard-post-handover?post=lobby" },
  {
    name: "regulation-uncarried",
    state: "full",
    after: 6,
    people: ["李伟"],
    path: "/regulation/guard-post-handover?post=lobby",
  },
  { name: "post", state: "empty", after: 0, people: ["马超"], path: "/duty/east-gate" },
  { name: "hand-over", state: "empty", after: 0, people: ["李伟"], path: at("handover") },
  { name: "page", state: "empty", after: 0, people: ["李伟"], path: at("page") },
  { name: "post", state: "full", after: 1, people: ["李伟", "张磊"], path: "/duty/lobby", dressed: true },
  { name: "post-reading", state: "full", after: 1, people: ["马超"], path: "/duty/lobby" },
  {
    name: "post-away",
    state: "error",
    after: 1,
    people: ["李伟"],
    path: "/duty/lobby",
    away: "**/api/{log,matter,ledger}*",
  },
  { name: "post", state: "error", after: 1, people: ["李伟"], path: "/duty/lobby", does: leave },
  { name: "matter", state: "full", after: 1, people: ["李伟"], path: "/duty/lobby", does: openMatter },
  { name: "leave", state: "full", after: 1, people: ["李伟"], path: "/duty/lobby", does: openLeaving, dressed: true },
  { name: "leave", state: "error", after: 1, people: ["李伟"], path: "/duty/lobby", does: leaveToNobody },
  { name: "post-longest", state: "longest", after: 1, people: [longFirst, longSecond], path: `/duty/${long.post}` },
  { name: "prepare-early", state: "full", after: 1, people: ["李伟"], path: at("handover") },
  { name: "prepare", state: "full", after: 2, people: ["李伟"], path: at("handover"), dressed: true },
  { name: "prepare", state: "error", after: 2, people: ["李伟"], path: at("handover"), does: prepareNothing },
  {
    name: "hand-over",
    state: "full",
    after: 3,
    people: ["张磊", "李伟"],
    path: at("handover"),
    dressed: true,
    fits: true,
  },
  { name: "hand-over", state: "longest", after: 3, people: [longSecond, longFirst], path: at("handover", long.post) },
  { name: "hand-over", state: "error", after: 3, people: ["张磊"], path: at("handover"), does: countBadly, fits: true },
  {
    name: "signing",
    state: "full",
    after: 4,
    people: ["李伟", "张磊"],
    path: at("handover"),
    does: openSigning,
    fits: true,
  },
  { name: "signing", state: "error", after: 4, people: ["李伟", "张磊"], path: at("handover"), does: signWrongly },
  { name: "completed", state: "full", after: 5, people: ["张磊"], path: at("handover"), dressed: true },
  { name: "page", state: "full", after: 5, people: ["张磊", "孙涛"], path: at("page") },
  { name: "page", state: "error", after: 5, people: ["张磊"], path: at("page"), away: "**/api/log*" },
  { name: "page", state: "longest", after: 5, people: [longSecond], path: at("page", long.post) },
  {
    name: "locked",
    state: "full",
    after: 5,
    people: ["张磊", "阿卜杜热合曼·买买提艾力"],
    path: "/duty/lobby",
    does: lock,
    changesDesk: true,
    dressed: true,
  },
  {
    name: "pin-paused",
    state: "error",
    after: 5,
    people: ["马超"],
    path: "/duty/lobby",
    does: pausePin,
    dressed: true,
  },
  { name: "overview", state: "empty", after: 0, people: ["孙涛"], path: "/" },
  { name: "overview-change", state: "full", after: 4, people: ["孙涛"], path: "/overview" },
  { name: "overview", state: "full", after: 7, people: ["孙涛"], path: "/overview", dressed: true },
  { name: "overview", state: "error", after: 7, people: ["孙涛"], path: "/overview", away: "**/api/overview*" },
  { name: "overview-evidence", state: "full", after: 7, people: ["孙涛"], path: "/overview", does: openEvidence },
  { name: "overview-refused", state: "error", after: 7, people: ["李伟"], path: "/overview" },
  { name: "roster", state: "full", after: 5, people: ["孙涛"], path: at("roster"), dressed: true },
  { name: "roster", state: "longest", after: 5, people: ["孙涛"], path: at("roster", long.post) },
  { name: "roster", state: "error", after: 5, people: ["孙涛"], path: at("roster"), away: "**/api/roster*" },
  { name: "roster-plan", state: "full", after: 5, people: ["孙涛"], path: at("roster"), does: planMonth },
  { name: "calls", state: "full", after: 7, people: ["孙涛"], path: "/duty/lobby", does: openCalls, dressed: true },
  { name: "forgotten-sign-off", state: "full", after: 5, people: ["张磊"], path: "/duty/lobby", does: openForgotten },
  { name: "gone", state: "full", after: 8, people: ["孙涛"], path: "/duty/lobby" },
  { name: "gone-own", state: "full", after: 8, people: ["李伟"], path: "/duty/lobby" },
  { name: "gone-correction", state: "full", after: 8, people: ["孙涛"], path: "/duty/lobby", does: openCorrection },
  { name: "settings", state: "full", after: 5, people: ["孙涛"], path: "/duty/lobby", does: openSettings },
  { name: "device", state: "full", after: 5, people: ["孙涛"], path: "/duty/lobby", does: openDevice, dressed: true },
  ...searchScenes,
  ...lostScenes,
  ...stateScenes,
  ...dialogScenes,
];

async function wrongPassword(page: Page): Promise<void> {
  await page.fill("input[autocomplete=username]", `nobody-${Math.floor(performance.now())}`);
  await page.fill("input[autocomplete=current-password]", "not-the-password");
  await page.click("button[type=submit]");
  await page.waitForSelector(".refusal");
}

async function leave(page: Page): Promise<void> {
  await page.click("#who .panel-foot .act button");
  await page.waitForSelector(".refusal");
}

async function planMonth(page: Page): Promise<void> {
  await page.locator(".month-head button").click();
  await page.locator(".roster.planning").waitFor();
}

async function openCalls(page: Page): Promise<void> {
  await page.locator(".calls-bell").click();
  await page.locator(".calls .call").first().waitFor();
}

async function openEvidence(page: Page): Promise<void> {
  await page.locator("#days ol button").last().click();
  await page.locator(".overview-evidence .overview-row").first().waitFor();
}

async function openMatter(page: Page): Promise<void> {
  await page.click("#matters header button");
  await page.waitForSelector(".sheet");
}

async function openLeaving(page: Page): Promise<void> {
  await page.click("#away .panel-foot .row > button");
  await page.waitForSelector(".sheet");
}

async function leaveToNobody(page: Page): Promise<void> {
  await openLeaving(page);
  await page.click(".sheet .act button");
  await page.waitForSelector(".refusal");
}

async function prepareNothing(page: Page): Promise<void> {
  await page.click("#prepare .ant-btn-primary");
  await page.waitForSelector(".refusal");
}

async function countBadly(page: Page): Promise<void> {
  await page.click("#kit li:nth-child(2) .stepper button");
  await page.click("#kit .panel-foot .ant-btn-primary");
  await page.waitForSelector(".refusal");
}

async function openSigning(page: Page): Promise<void> {
  await page.click(".side-box:nth-child(1) .act button");
  await page.waitForSelector(".pin input");
}

async function signWrongly(page: Page): Promise<void> {
  await openSigning(page);
  await page.fill(".pin input", "000001");
  await page.waitForSelector(".refusal");
}

async function lock(page: Page): Promise<void> {
  await page.click(".people > .row button");
  await page.waitForSelector(".cover");
}

/** Wrong PINs until the desk pauses; in the next dress it is locked and pauses still. */
async function pausePin(page: Page): Promise<void> {
  if ((await page.locator(".cover").count()) === 0) await lock(page);
  const paused = page.locator(".cover .refusal [role=timer]");
  while ((await paused.count()) === 0) {
    const answered = page.waitForResponse("**/api/session/unlock");
    await page.fill(".cover .pin input", "135790");
    await answered;
    await page.locator(".cover .refusal").waitFor();
  }
}

async function openForgotten(page: Page): Promise<void> {
  await page.locator("#who .person-row:not(.own) button").first().click();
  await page.waitForSelector(".sheet");
}

async function openCorrection(page: Page): Promise<void> {
  await page.locator("#who .person-row .act button").first().click();
  await page.waitForSelector(".sheet");
}

async function openSettings(page: Page): Promise<void> {
  // On a phone they stand behind the last tab.
  const more = page.locator(".nav button");
  if (await more.isVisible()) await more.click();
  await page.click(".settings-button");
  await page.waitForSelector("dialog .choice");
}

async function openDevice(page: Page): Promise<void> {
  await openSettings(page);
  await page.locator("dialog .way-out").nth(2).click();
  await page.locator("dialog .pin").waitFor();
}
