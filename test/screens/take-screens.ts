import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { storyPassword } from "#test/desk-story.ts";
import { day } from "./day.ts";
import { inspectScreen } from "./inspect-screen.ts";
import type { Scene } from "./scene.ts";
import { scenes } from "./scenes.ts";
import { openStage, type ScreenStage } from "./screen-stage.ts";

/*
 * `npm run screens [part of a name]`: every screen in every language and width in each of its states, as pictures under `screens/`. Fails
 * where one overflows, clips text, shows a raw key, says something to the console, hinders somebody (axe, serious and critical), or, where
 * the looks draw it, does not hold what of them can be measured: one solid button, no type below 13 px, targets for fingers, no refusal hidden.
 */

const folder = join(import.meta.dirname, "..", "..", "screens");
const languages = ["zh-CN", "zh-Hant", "en"] as const;
const widths = { 390: 844, 1440: 900 } as const;

/** Screens that the looks draw: these are held to what of the looks can be measured. */
const drawn = ["hand-over", "prepare", "signing", "completed", "overview"];

function isMeasured({ name }: Scene): boolean {
  return drawn.some((each) => name.startsWith(each));
}

interface Dress {
  readonly language: string;
  readonly width: keyof typeof widths;
  readonly light: "light" | "dark";
  readonly size: "ordinary" | "large";
}

function dressesOf({ dressed }: Scene): Dress[] {
  const sizes = Object.keys(widths).map(Number) as (keyof typeof widths)[];
  const plain = sizes.flatMap((width) =>
    languages.map((language) => ({ language, width, light: "light", size: "ordinary" }) as const),
  );
  if (!dressed) return plain;
  const others = sizes.flatMap((width) => [
    { language: "zh-CN", width, light: "dark", size: "ordinary" } as const,
    { language: "zh-CN", width, light: "light", size: "large" } as const,
  ]);
  return [...plain, ...others];
}

async function main(wanted: string | undefined): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const stage = await openStage();
  const executablePath = process.env.ZHIBAN_CHROMIUM ?? "/usr/bin/chromium";
  const args = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-dev-shm-usage"] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    return await takeAll(stage, browser, wanted);
  } finally {
    await browser.close();
    await stage.close();
  }
}

async function takeAll(stage: ScreenStage, browser: Browser, wanted: string | undefined): Promise<number> {
  let taken = 0;
  let errors = 0;
  for (let acts = 0; acts <= day.length; acts += 1) {
    const due = scenes.filter(({ after, name }) => after === acts && (wanted === undefined || name.includes(wanted)));
    for (const scene of due) {
      for (const dresses of sittings(scene)) {
        const wrong = await sit(stage, browser, scene, dresses);
        for (const each of wrong) console.error(each);
        errors += wrong.length;
        taken += dresses.length;
      }
    }
    await day[acts]?.(stage);
  }
  console.error(`${taken} screens, ${errors} faults, in ${folder}`);
  return errors === 0 ? 0 : 1;
}

function pictureOf({ name, state }: Scene, { language, width, light, size }: Dress): string {
  const look = [light === "dark" ? "dark" : "", size === "large" ? "large" : ""].filter(Boolean);
  return [name, state, language, width, ...look].join(".");
}

/** What one browser shows in a row: a width in all its dresses, unless the scene changes the desk itself. */
function sittings(scene: Scene): Dress[][] {
  const dresses = dressesOf(scene);
  if (scene.changesDesk) return dresses.map((dress) => [dress]);
  return Object.values(Object.groupBy(dresses, ({ width }) => String(width))).map((group) => group ?? []);
}

async function sit(stage: ScreenStage, browser: Browser, scene: Scene, dresses: readonly Dress[]): Promise<string[]> {
  const width = dresses[0]?.width ?? 1440;
  const context = await browser.newContext({
    viewport: { width, height: widths[width] },
    isMobile: width === 390,
    hasTouch: width === 390,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
  });
  const wrong: string[] = [];
  try {
    await enter(stage, context, scene);
    for (const dress of dresses) {
      const found = await take(stage, context, scene, dress);
      wrong.push(...found.map((each) => `${pictureOf(scene, dress)}: ${each}`));
    }
  } finally {
    await context.close();
  }
  return wrong;
}

async function take(stage: ScreenStage, context: BrowserContext, scene: Scene, dress: Dress): Promise<string[]> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  try {
    const said = listen(page, scene);
    await dressUp(page, dress);
    if (scene.away) await page.route(scene.away, (route) => route.abort());
    await page.goto(stage.address + scene.path);
    await settled(page);
    await scene.does?.(page);
    await settled(page);
    const wrong = await inspectScreen(page, {
      axe: dress.language === "zh-CN",
      measured: isMeasured(scene),
      narrow: dress.width === 390,
      fits: scene.fits === true && dress.width === 1440 && dress.size === "ordinary",
    });
    // A lock covers what can be seen, however long the page behind it is.
    const fullPage = !(await page.locator(".cover[open]").isVisible());
    await page.screenshot({ path: join(folder, `${pictureOf(scene, dress)}.png`), fullPage });
    return [...said, ...wrong];
  } catch (thrown) {
    return [`did not come about: ${String(thrown).split("\n", 2).join(" ")}`];
  } finally {
    await page.close();
  }
}

async function enter(stage: ScreenStage, context: BrowserContext, { people }: Scene): Promise<void> {
  for (const name of people) {
    const answer = await context.request.post(`${stage.address}/api/session/sign-in`, {
      headers: { origin: stage.address },
      data: { name: stage.signInName(name), password: storyPassword },
    });
    if (!answer.ok()) throw new Error(`${name} could not sign in: ${await answer.text()}`);
  }
}

function listen(page: Page, { state, changesDesk }: Scene): string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    // A fault that a scene plants is told, as it should be.
    const isPlanted = /^Failed to load resource|house\.fault/.test(message.text());
    // What was asked a moment before the desk was locked is refused.
    const isLocked = changesDesk === true && message.text().includes("423");
    const isRefusal = isLocked || (state === "error" && isPlanted);
    if (message.type() === "error" && !isRefusal)
      said.push(`console: ${message.text().slice(0, 200)} ${message.location().url}`);
  });
  page.on("pageerror", (error) => said.push(`throws ${error.message}`));
  return said;
}

async function dressUp(page: Page, { language, light, size }: Dress): Promise<void> {
  await page.addInitScript(
    ([tongue, appearance]) => {
      localStorage.setItem("zhiban.language", tongue);
      localStorage.setItem("zhiban.appearance", appearance);
    },
    [language, JSON.stringify({ light, size })] as const,
  );
}

/** Nothing is being read any more, and something is there; a lock hides everything but itself. */
async function settled(page: Page): Promise<void> {
  await page.locator("#root :is(h1, h2, .nothing), .cover[open]").filter({ visible: true }).first().waitFor();
  await page.locator("[aria-busy=true]").first().waitFor({ state: "hidden" });
  await page.evaluate("document.fonts.ready");
}

process.exitCode = await main(process.argv[2]);
