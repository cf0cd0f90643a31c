import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { castOpeningDay, type JourneyProduct, openJourneyProduct } from "./journey-product.ts";
import { playMorning } from "./played-morning.ts";

/* What no picture on a screen shows: how each screen comes out of a printer, and where somebody is who has only a keyboard. */

const shift = `lobby/${castOpeningDay}/day`;
const paper = `/page/${shift}`;
const screens = ["/duty/lobby", `/handover/${shift}`, paper, "/overview", "/regulation/zhiban-house"];

let browser: Browser;
let services: JourneyProduct;
let desk: JourneyDesk;

beforeAll(async () => {
  [browser, services] = await Promise.all([openChromium(), openJourneyProduct()]);
  await playMorning(services);
  desk = await JourneyDesk.open(browser, services, { name: "leader", width: 1440 });
  await desk.be("孙涛");
  await desk.be("张磊");
});

afterAll(async () => {
  await browser.close();
  await services.stop();
});

async function opened(path: string): Promise<Page> {
  await desk.page.goto(path);
  await desk.page.locator("main :is(h1, h2)").filter({ visible: true }).first().waitFor();
  await desk.page.locator("[aria-busy=true]").first().waitFor({ state: "hidden" });
  return desk.page;
}

/** Runs in the page, as an expression: what of the screen would be printed that does not belong on paper. */
const wrongOnPaper = `(() => {
  const seen = [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility({ visibilityProperty: true }));
  const told = (each) => each.tagName + " " + each.className + " " + each.textContent.trim().slice(0, 20);
  const isPressed = (each) => each.matches("nav, .bar, .people, .outbox, .skip, .calls-strip, .calls-bell, .paper-bar, .unsent-words");
  return seen.filter(isPressed).map(told);
})()`;

/** The same of a sheet: black on white, its own width, rows and sheets whole, nothing that one presses. */
const wrongOnSheet = `(() => {
  const wrong = [];
  const style = (each) => getComputedStyle(each);
  const is = (each, name, wanted) => {
    const found = style(each)[name];
    if (!wanted.includes(found)) wrong.push(each.tagName + "." + each.className + " " + name + ": " + found);
  };
  const clear = "rgba(0, 0, 0, 0)";
  const white = "rgb(255, 255, 255)";
  const sheets = [...document.querySelectorAll(".paper")];
  if (sheets.length < 3) wrong.push(sheets.length + " sheets");
  for (const each of [document.documentElement, document.body]) is(each, "backgroundColor", [white]);
  is(document.querySelector(".papers"), "display", ["block"]);
  is(document.querySelector(".screen"), "maxWidth", ["none"]);
  is(document.querySelector(".screen"), "paddingTop", ["0px"]);
  for (const [index, sheet] of sheets.entries()) {
    is(sheet, "backgroundColor", [white]);
    is(sheet, "boxShadow", ["none"]);
    is(sheet, "borderTopWidth", ["0px"]);
    is(sheet, "paddingTop", ["0px"]);
    is(sheet, "breakAfter", [index + 1 < sheets.length ? "page" : "auto"]);
    if (sheet.getBoundingClientRect().height < (268 / 25.4) * 96 - 1) wrong.push("a sheet is not filled");
    for (const each of sheet.querySelectorAll("*")) {
      is(each, "color", ["rgb(0, 0, 0)"]);
      is(each, "backgroundColor", [clear, white]);
      is(each, "boxShadow", ["none"]);
      if (each.matches("a, button, input, select, textarea")) wrong.push("presses " + each.textContent);
    }
    for (const each of sheet.querySelectorAll("tr")) is(each, "breakInside", ["avoid"]);
    for (const each of sheet.querySelectorAll("table")) is(each, "borderCollapse", ["collapse"]);
    for (const each of sheet.querySelectorAll("th, td, .paper-head, .paper-signatures")) is(each, "borderTopWidth", ["1px"]);
  }
  return [...new Set(wrong)];
})()`;

test("no screen prints what one presses, its bars or its calls, and says them on the screen", async () => {
  const found: string[] = [];
  let bars = 0;
  for (const path of screens) {
    const page = await opened(path);
    await page.emulateMedia({ media: "print" });
    found.push(...(await page.evaluate<string[]>(wrongOnPaper)).map((each) => `${path} ${each}`));
    await page.emulateMedia({ media: null });
    bars += (await page.evaluate<string[]>(wrongOnPaper)).length;
  }
  expect(found).toEqual([]);
  expect(bars).toBeGreaterThan(3 * screens.length);
});

test("a sheet is black on white in every light, with nothing that one presses, and neither it nor a row is torn", async () => {
  const page = await opened(paper);
  await page.locator(".paper").nth(2).waitFor();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ media: "print", colorScheme });
    expect(await page.evaluate<string[]>(wrongOnSheet), colorScheme).toEqual([]);
  }
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const [, wide, high] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  // A4 in points.
  expect([Math.round(Number(wide)), Math.round(Number(high))]).toEqual([595, 842]);
  await page.emulateMedia({ media: null, colorScheme: null });
});

/** Runs in the page: where the keyboard is, and whether one sees it: drawn otherwise there than when it is elsewhere. */
const focusSeen = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const around = element.closest("label, .ant-input-affix-wrapper, .dots") ?? element;
  const drawn = (each) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderTopColor } = getComputedStyle(each);
    const outline = outlineStyle === "none" || parseFloat(outlineWidth) < 2 || /, 0\\)$/.test(outlineColor) ? "" : outlineColor;
    return [outline, boxShadow, borderTopColor].join("|");
  };
  const named = [element, around, around.querySelector(".ant-checkbox, .ant-radio") ?? around];
  const focused = named.map(drawn).join();
  const outlined = named.some((each) => drawn(each).split("|")[0] !== "");
  const told = element.tagName + "." + element.className + " " + (element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 24);
  const id = [...document.querySelectorAll("*")].indexOf(element);
  element.blur();
  const rested = named.map(drawn).join();
  element.focus({ focusVisible: true });
  return { id, told, isSeen: focused !== rested && outlined };
})()`;

test.each(screens)("whoever goes through %s by Tab sees where they are", async (path) => {
  const page = await opened(path);
  const reached = new Map<number, { told: string; isSeen: boolean }>();
  for (let pressed = 0; pressed < 80; pressed += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate<{ id: number; told: string; isSeen: boolean } | null>(focusSeen);
    if (!at || reached.has(at.id)) break;
    reached.set(at.id, at);
  }
  expect(reached.size).toBeGreaterThan(5);
  expect([...reached.values()].filter(({ isSeen }) => !isSeen).map(({ told }) => told)).toEqual([]);
});
