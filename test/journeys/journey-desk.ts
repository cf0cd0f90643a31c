import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";
import { lineHeldFor } from "#duty/grammar/limits.ts";
import { castPassword, type JourneyProduct, pinOf } from "./journey-product.ts";

const pictures = join(import.meta.dirname, "..", "..", "screens", "journey");
/** For a machine that has other things to do as well; nothing waits without a condition. */
const patience = 20_000;

export async function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.ZHIBAN_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
}

/** One browser at which people sign in, as they sit before it. */
export class JourneyDesk {
  readonly page: Page;
  readonly name: string;
  /** What the page itself found wrong; must stay empty. */
  readonly errors: string[] = [];
  private readonly here: string[] = [];
  private locked = false;

  private constructor(name: string, page: Page) {
    this.name = name;
    this.page = page;
    page.on("pageerror", (error) => this.errors.push(`${name}: ${error.message}`));
    page.on("console", (said) => {
      // That an answer was a refusal is no fault of the page.
      const refused = /Failed to load resource/.test(said.text());
      if (said.type() === "error" && !refused) this.errors.push(`${name}: ${said.text()}`);
    });
  }

  /** `first`: the address that is opened first, where it is not the first screen. */
  static async open(
    browser: Browser,
    services: Pick<JourneyProduct, "url">,
    { name, width }: { name: string; width: 390 | 1440 },
    first = "/",
  ) {
    const context = await browser.newContext({
      baseURL: services.url,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      viewport: { width, height: width === 390 ? 844 : 900 },
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(patience);
    const desk = new JourneyDesk(name, await context.newPage());
    await desk.page.goto(first);
    return desk;
  }

  /** The same browser's next tab, opened on the first screen. */
  async nextTab(): Promise<JourneyDesk> {
    const page = await this.page.context().newPage();
    const tab = new JourneyDesk(`${this.name}-next`, page);
    await page.goto("/");
    return tab;
  }

  /** Lets somebody act here: signs them in, opens the desk with their PIN, or presses their name and proves who they are. */
  async be(name: string): Promise<Page> {
    if (this.locked) await this.unlock(this.here.includes(name) ? name : (this.here[0] as string));
    if (!this.here.includes(name)) await this.signIn(name);
    if (!(await this.actingAs(name).isVisible())) {
      const face = (await this.everybody()).getByRole("button", { name, exact: true });
      const asksForPin = (await face.getAttribute("aria-haspopup")) === "dialog";
      await face.click();
      if (asksForPin) await this.givePin(name, pinOf(name));
    }
    await this.actingAs(name).waitFor();
    return this.page;
  }

  /** Who acts, as the bar shows them. */
  private actingAs(name: string): Locator {
    return this.people().getByRole("button", { name, exact: true, pressed: true });
  }

  /** Where everybody stands who has signed in here: in the bar, on a phone behind its last tab. */
  private async everybody(): Promise<Locator> {
    if (!this.isPhone()) return this.people();
    const sheet = this.page.getByRole("dialog", { name: "更多" });
    if (!(await sheet.isVisible())) await this.press("更多");
    return sheet;
  }

  private isPhone(): boolean {
    return (this.page.viewportSize()?.width ?? 0) <= 800;
  }

  /** Somebody's name among those who have signed in here. */
  face(name: string): Locator {
    return this.people().getByRole("button", { name, exact: true });
  }

  /** Language, secrets, devices and the way out: on a phone behind what the bar has no room for. */
  async settings(): Promise<Locator> {
    await this.press("显示设置", this.isPhone() ? await this.everybody() : this.page);
    return this.page.getByRole("dialog", { name: "显示设置" });
  }

  /** Nobody touched anything for two minutes of the house's clock. */
  async lockedByItself(): Promise<void> {
    if (this.here.length === 0) return;
    await this.cover().waitFor();
    this.locked = true;
  }

  /** Opens the locked desk with somebody's own PIN. */
  async unlock(name: string): Promise<void> {
    const cover = this.cover();
    await cover.getByRole("button", { name, exact: true }).click();
    await this.givePin(name, pinOf(name));
    await cover.waitFor({ state: "hidden" });
    this.locked = false;
  }

  /** What a locked desk shows, and nothing else. */
  cover(): Locator {
    return this.page.getByRole("dialog", { name: "本机已锁定" });
  }

  /** Turns to one of the three books of the post. */
  async turnTo(book: "岗位" | "交接班" | "日志页"): Promise<void> {
    const books = this.page.getByRole("navigation", { name: "本岗各册" });
    await books.getByRole("link", { name: book, exact: true }).click();
  }

  /** The message on the screen that cites a rule. */
  async refusal(rule: string): Promise<string> {
    const chip = this.page.getByRole("button", { name: rule, exact: true });
    const note = this.page.getByRole("alert").filter({ has: chip });
    await note.waitFor();
    return (await note.textContent()) ?? "";
  }

  panel(title: string): Locator {
    return this.page.getByRole("region", { name: new RegExp(`^${title}`) });
  }

  /** Where lines are written: on a phone in a window behind a button, which is pressed unless it stands open. */
  async writing(): Promise<Locator> {
    const log = this.panel("值班日志");
    if (!this.isPhone()) return log;
    const dialog = this.page.getByRole("dialog", { name: "记一笔" });
    if (!(await dialog.isVisible())) await log.getByRole("button", { name: /^(记一笔|接着写)$/ }).click();
    return dialog;
  }

  /** Lines that this browser holds go out: its clock is put on by as long as they are held, until they have gone. */
  async sendHeld(): Promise<void> {
    const back = this.page.getByRole("button", { name: "撤回", exact: true });
    await back.first().waitFor();
    const putOn = `(() => {
      const told = Date.now;
      Date.now = () => told() + ${lineHeldFor};
      globalThis.putBack = () => { Date.now = told; };
      dispatchEvent(new Event("online"));
    })()`;
    await this.page.evaluate(putOn);
    // Many go one after the other, each with its place in the store.
    await back.first().waitFor({ state: "hidden", timeout: 3 * patience });
    await this.page.evaluate("putBack()");
  }

  async press(name: string, within: Locator | Page = this.page): Promise<void> {
    await within.getByRole("button", { name, exact: true }).click();
  }

  /** Presses what says that it may not be pressed: nothing comes of it. */
  async pressInVain(name: string): Promise<void> {
    const button = this.page.getByRole("button", { name, exact: true, disabled: true });
    // By the key: a list that is drawn anew meanwhile moves what a pointer was about to press.
    await button.press("Enter");
    expect(await this.page.getByRole("dialog").count()).toBe(0);
  }

  async givePin(of: string, pin: string): Promise<void> {
    await this.page.getByLabel(`${of}的签字码`).fill(pin);
  }

  /** What the server says to the same act when nothing on the screen stands in its way. */
  async insists(name: string, act: string, body: object): Promise<{ code: string; rules: string[] }> {
    const { request } = this.page.context();
    const session = await (await request.get("/api/session")).json();
    const { person } = session.people.find((each: { name: string }) => each.name === name);
    const headers = { "zb-as": person };
    const at = new URLSearchParams({ ...body });
    const { head } = await (await request.get(`/api/handover?${at}`, { headers })).json();
    const { site } = session.sites[0];
    const data = { id: randomUUID(), site, body: { ...body, forms: [] }, seen: head, pin: pinOf(name) };
    return (await request.post(`/api/commands/${act}`, { headers, data })).json();
  }

  /** A picture in both widths, where pictures are wanted. */
  async picture(what: string): Promise<void> {
    if (!process.env.ZHIBAN_PICTURES) return;
    mkdirSync(pictures, { recursive: true });
    const before = this.page.viewportSize();
    for (const [width, height] of [
      [390, 844],
      [1440, 900],
    ] as const) {
      await this.page.setViewportSize({ width, height });
      await this.page.screenshot({ path: join(pictures, `${what}.${this.name}.${width}.png`), fullPage: true });
    }
    if (before) await this.page.setViewportSize(before);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  private async signIn(name: string): Promise<void> {
    if (this.here.length > 0) await this.press("加一人", await this.everybody());
    await this.page.getByLabel("账号", { exact: true }).fill(name);
    await this.page.getByLabel("密码", { exact: true }).fill(castPassword);
    await this.press("登录");
    await this.people().getByRole("button", { name, exact: true }).waitFor();
    this.here.push(name);
  }

  people(): Locator {
    return this.page.getByRole("region", { name: "本机在场人员" });
  }
}
