import type { Page } from "playwright-core";
import { towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { towerOpeningDay } from "#test/tower-product.ts";
import { long } from "./long-names.ts";
import { counter } from "./rested-counter.ts";
import type { Scene } from "./scene.ts";

const at = (what: string, post = "lobby", shift = "day") => `/${what}/${post}/${towerOpeningDay}/${shift}`;
const closed = `/handover/${counter.post}/${counter.first}/${counter.shift}`;
const [longFirst, longSecond] = long.people.map(({ name }) => name) as [string, string];

/** Every window that asks for words, as it opens: what is asked, of whom, and what stands above it. */
export const dialogScenes: readonly Scene[] = [
  { ...window("brief"), after: 1, people: ["李伟"], does: presses("#who .panel-foot .row > button:nth-child(1)") },
  { ...window("move"), after: 1, people: ["李伟"], does: presses("#who .panel-foot .row > button:nth-child(2)") },
  { ...window("sign-off-of-another"), after: 1, people: ["孙涛"], does: presses("#who .person-row button >> nth=0") },
  { ...window("abandonment"), after: 1, people: ["孙涛"], does: presses("#who .person-row button >> nth=1") },
  {
    ...window("progress"),
    after: 1,
    people: ["李伟"],
    does: presses("#matters .matter .row button >> text=/进展|進展|progress/i >> nth=0"),
  },
  { ...window("correct-line"), after: 1, people: ["李伟"], does: ofLine(0) },
  { ...window("matter-from-line"), after: 1, people: ["李伟"], does: ofLine(1) },
  {
    ...window("reopen"),
    after: 3,
    people: ["李伟"],
    path: at("handover"),
    does: presses("#summary header button >> nth=-1"),
  },
  {
    ...window("report-fault"),
    after: 5,
    people: ["张磊"],
    path: at("handover"),
    does: presses("#faults .panel-foot button"),
  },
  {
    ...window("countersign"),
    after: 5,
    people: ["孙涛"],
    path: at("page"),
    does: presses(".paper-bar span button >> nth=0"),
  },
  { ...window("turn"), after: 5, people: ["孙涛"], path: at("roster"), does: presses(".month button.cell >> nth=1") },
  { ...window("people"), after: 5, people: ["孙涛"], path: at("roster"), does: plans(".month button.cell >> nth=1") },
  {
    ...window("pattern"),
    after: 5,
    people: ["孙涛"],
    path: at("roster"),
    does: plans(".planning .panel:not(.flush) button >> nth=0"),
  },
  {
    ...window("amend"),
    state: "longest",
    after: 9,
    people: [longFirst],
    path: at("handover", long.post),
    does: presses("#summary header button >> nth=0"),
  },
  { name: "take-up-post", state: "full", after: 10, people: ["孙涛"], path: `/duty/${counter.post}` },
  { name: "take-up", state: "full", after: 10, people: ["孙涛"], path: closed, dressed: true },
  {
    name: "take-up-first",
    state: "full",
    after: 10,
    people: ["孙涛"],
    path: closed.replace(counter.first, counter.second),
  },
  { name: "exchange-offered", state: "full", after: 9, people: ["张磊"], path: "/duty/lobby" },
  { name: "exchange-waits", state: "longest", after: 9, people: [longSecond], path: `/duty/${long.post}` },
  {
    name: "unheard",
    state: "error",
    after: 1,
    people: ["李伟"],
    path: "/duty/lobby",
    does: tellsOfRefused,
    dressed: true,
  },
  {
    name: "unsent-words",
    state: "error",
    after: 1,
    people: ["李伟"],
    path: "/duty/lobby",
    does: showsUnsent,
    dressed: true,
  },
  { name: "held-line", state: "full", after: 1, people: ["李伟"], path: "/duty/lobby", does: holdsLine, dressed: true },
  {
    name: "held-line-window",
    state: "full",
    after: 1,
    people: ["李伟"],
    path: "/duty/lobby",
    does: holdsLineInWindow,
    dressed: true,
  },
  {
    name: "more",
    state: "full",
    after: 1,
    people: ["李伟", "张磊"],
    path: "/duty/lobby",
    does: opensMore,
    dressed: true,
  },
  { ...window("exchange"), after: 9, people: ["张磊"], does: presses("#who .panel-foot .row.spread button") },
];

function window(what: string) {
  return { name: `window-${what}`, state: "full", path: "/duty/lobby" } as const;
}

function presses(button: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator(button).click();
    await page.locator("dialog[open]").waitFor();
  };
}

function noted(last: number, note: string) {
  return {
    ...{ id: `01936f00-0000-7000-8000-00000000000${last}`, act: "matter.progress", site: towerSite, tries: 1 },
    ...{ as: personNamed("李伟"), body: { post: "lobby", matter: "019365d0-0000-4000-8000-000000000001", note } },
    ...{ deviceTime: Date.now(), number: last, page: "closed", state: "waiting" },
  };
}

/** What waited in this browser is refused after a reload: its form has gone, and its author is told in its words. */
async function tellsOfRefused(page: Page): Promise<void> {
  await page.evaluate(keepUnsent, noted(1, "三楼茶水间仍在滴水，已关总阀，等工程部来人。"));
  await page.reload();
  await page.locator(".unheard .refusal").waitFor();
}

/** Nothing reaches the server: what waits can be read. */
async function showsUnsent(page: Page): Promise<void> {
  await page.context().route("**/api/commands/*", (route) => route.abort());
  await page.evaluate(keepUnsent, noted(2, "三楼茶水间仍在滴水，已关总阀，等工程部来人。"));
  await page.evaluate(keepUnsent, noted(3, "工程部王师傅已到，先接水盆，下午换管件。"));
  await page.reload();
  await page.locator(".unsent-words summary").click();
}

/** A line stands on its page that its author may still take back; it is held for longer than a picture takes. */
async function holdsLine(page: Page): Promise<void> {
  // The link to the page says which one it is.
  const address = (await page.locator("#log header a").getAttribute("href")) ?? "";
  const [post, date, shift] = address.split("/").slice(-3);
  const body = { post, date, shift, text: "岗位正常，无异常情况。", category: "routine", photos: [] };
  const made = { act: "log.write-line", heldFor: 99_000, tries: 0, body };
  await page.evaluate(keepUnsent, { ...noted(4, ""), ...made });
  await page.reload();
  await page.locator(".log-line.held button").scrollIntoViewIfNeeded();
}

/** The same within the window in which a phone writes; on a wide screen there is none. */
async function holdsLineInWindow(page: Page): Promise<void> {
  await holdsLine(page);
  const begin = page.locator(".write-bar button");
  if (!(await begin.isVisible())) return;
  await begin.click();
  await page.locator("dialog .held-in-window button").waitFor();
}

/** What a phone has behind its last tab; a wide screen has it in the bar. */
async function opensMore(page: Page): Promise<void> {
  const tab = page.locator(".nav button");
  if (!(await tab.isVisible())) return;
  await tab.click();
  await page.locator("dialog .more-sheet").waitFor();
}

/** The part of a browser's IndexedDB that is used here. */
interface Opening {
  readonly result: {
    transaction(
      store: string,
      mode: "readwrite",
    ): {
      objectStore(name: string): { put(item: object): void };
      oncomplete: () => void;
    };
  };
  onsuccess: () => void;
}

/** Runs in the page: its queue has kept this. */
function keepUnsent(item: object): Promise<void> {
  const { indexedDB } = globalThis as unknown as { indexedDB: { open(name: string): Opening } };
  return new Promise((done) => {
    const opening = indexedDB.open("zhiban.queue");
    opening.onsuccess = () => {
      const tx = opening.result.transaction("item", "readwrite");
      tx.objectStore("item").put(item);
      tx.oncomplete = done;
    };
  });
}

/** What stands behind the three dots of the first line. */
function ofLine(nth: number): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator(".line-acts button").first().click();
    await page.locator(".ant-dropdown-menu-item").nth(nth).click();
    await page.locator("dialog[open]").waitFor();
  };
}

function plans(button: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator(".month-head button").click();
    await page.locator(".roster.planning").waitFor();
    await presses(button)(page);
  };
}
