import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { cutPerson } from "#server/account/leave-desk.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import type { DeskEvent, HandEvent, SeenState } from "#test/desk-cells.ts";
import { actsIn, type PlayedDesk, type Sitter } from "#test/played-seats.ts";
import { isToldWhy, leaves, opens, proves, seenOn, signsInBeside, waysOn } from "./desk-hands.ts";
import { JourneyDesk } from "./journey-desk.ts";
import { castPassword, type JourneyProduct, pinOf } from "./journey-product.ts";
import { enrolls, isNoDevice, isSealed } from "./sealed-here.ts";

/*
 * One browser before the product, to which anything may happen that `test/desk-cells.ts` names. 李伟 is the first, who leads nothing; 黄丽华 the second,
 * who leads the department; 何雅静 sits at another desk and gives up the PIN of the first.
 */

const names: Readonly<Record<Sitter, string>> = { first: "李伟", second: "黄丽华" };
const administrator = "何雅静";
const places = { post: "/duty/lobby", overview: "/overview" } as const;
/** Minutes after which nobody is open any more, and nobody signed in. */
const [idle, longest] = [3, 12 * 60 + 1];

/** What a browser asks for first once somebody acts there. */
const asksForPlan = "**/api/site?*";
const codes = {
  401: "account.not-signed-in",
  403: "account.not-a-supervisor",
  423: "account.desk-locked",
  500: "house.fault",
  503: "house.database-away",
  507: "house.no-room",
} as const;

/** What the page is told of only when it asks. */
const behindIt: readonly DeskEvent[] = ["idles", "expires", "cut", "renewed"];

export class HappeningDesk {
  readonly desk: JourneyDesk;
  readonly #services: JourneyProduct;
  readonly #office: BrowserContext;
  readonly #others: JourneyDesk[] = [];
  #hasPin = true;
  #isDevice = false;

  private constructor(desk: JourneyDesk, services: JourneyProduct, office: BrowserContext) {
    this.desk = desk;
    this.#services = services;
    this.#office = office;
  }

  static async open(browser: Browser, services: JourneyProduct, name: string): Promise<HappeningDesk> {
    const desk = await JourneyDesk.open(browser, services, { name, width: 1440 });
    // Without a network the page is loaded from what the browser keeps.
    await desk.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
    return new HappeningDesk(desk, services, await browser.newContext({ baseURL: services.url }));
  }

  async close(): Promise<void> {
    await this.desk.close();
    await this.#office.close();
  }

  /** What its pages found wrong. A fault that was planted is told, and is none. */
  errors(): string[] {
    const all = [this.desk, ...this.#others].flatMap(({ errors }) => errors);
    return all.filter((each) => !each.includes(codes[500]));
  }

  /** Begins at a desk that is so, whatever came before. */
  async beginDesk(state: SeenState, { at, chosen, knows }: Pick<PlayedDesk, "at" | "chosen" | "knows">): Promise<void> {
    const page = this.#page;
    const context = page.context();
    await this.#beginAnew();
    if (state !== "nobody") for (const who of ["second", "first"] as const) await this.#signsInBehind(who);
    if (state === "secrets") {
      await this.#givesUpPin();
      await this.#signsInBehind("first");
    }
    if (state.startsWith("locked") && !knows) await context.request.post("/api/session/lock");
    if (chosen) await page.evaluate(`sessionStorage.setItem("zhiban.acting", "${personNamed(names[chosen])}")`);
    if (state === "broken") await this.#answersOnce(500);
    await page.goto(places[at]);
    await this.#stands();
    if (state === "ended") {
      for (const who of ["first", "second"] as const) await this.#cuts(who);
      await this.asksSession();
    }
    if (knows) await this.#isKnown();
    if (["alone", "locked-alone", "away"].includes(state) || knows) await context.setOffline(true);
    if (state === "by-pin") await opens(this.desk, names.first, true);
    if (state === "away") await page.reload();
  }

  /** The browser becomes a device that keeps something for the first, who then locks it. */
  async #isKnown(): Promise<void> {
    await enrolls(this.desk, "台机");
    this.#isDevice = true;
    await this.desk.press("锁定");
    await this.desk.cover().waitFor();
    await opens(this.desk, names.first, true);
    await this.desk.cover().waitFor({ state: "hidden" });
    await isSealed(this.desk, 1, 0);
    await this.desk.press("锁定");
    await this.desk.cover().waitFor();
  }

  /** Lets something happen, and the page hear of it where it hears anything. */
  async befalls(event: DeskEvent, desk: PlayedDesk): Promise<void> {
    await this.#closeOthers();
    await this.#page.unroute(asksForPlan);
    await this.#happenings[event](desk);
    if (desk.isReached && behindIt.includes(event)) await this.asksSession();
  }

  /** The page asks who sits there, and has its answer. */
  async asksSession(): Promise<void> {
    await this.#stands();
    await Promise.all([
      this.#page.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/session"),
      this.#page.evaluate(`window.dispatchEvent(new Event("online"))`),
    ]);
  }

  seen(): Promise<string> {
    return seenOn(this.desk);
  }

  waysOn(): Promise<number> {
    return waysOn(this.desk);
  }

  /** How many things on the screen let somebody do this. */
  offers(event: HandEvent): Promise<number> {
    const { page } = this.desk;
    const named = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
    const account = page.getByLabel("账号", { exact: true });
    const offered = {
      locks: named("锁定"),
      opens: account.or(page.getByLabel(/签字码$/)),
      leaves: named(/退出登录$/).or(named("显示设置")),
      comes: account.or(named(/^(加一人|改用密码，或换人登录)$/)),
      proves: named(new RegExp(names.second)),
      retries: named(/^(重新读取|现在再试)$/),
    };
    return offered[event].filter({ visible: true }).count();
  }

  get #page(): Page {
    return this.desk.page;
  }

  readonly #happenings: Readonly<Record<DeskEvent, (desk: PlayedDesk) => Promise<unknown>>> = {
    reload: () => this.#page.reload(),
    locks: (desk) => (desk.isOpened ? this.desk.press("锁定") : this.#tries(desk, this.desk.press("锁定"))),
    locksThere: async () => (await this.#other()).press("锁定"),
    opens: (desk) => {
      const who = actsIn(desk)?.who ?? "first";
      if (desk.knows) return opens(this.desk, names[who], true);
      return this.#tries(desk, opens(this.desk, names[who], who === "second" || desk.hasPin));
    },
    opensThere: async ({ hasPin }) => opens(await this.#other(), names.first, hasPin),
    leaves: (desk) => this.#tries(desk, leaves(this.desk)),
    leavesThere: async () => leaves(await this.#other()),
    comes: (desk) => this.#tries(desk, signsInBeside(this.desk, names.second)),
    comesThere: async () => signsInBeside(await this.#other(), names.second),
    proves: (desk) => this.#tries(desk, proves(this.desk, names.second)),
    idles: async () => this.#services.pass(idle),
    expires: async () => this.#services.pass(longest),
    cut: () => this.#cuts("first"),
    renewed: () => this.#givesUpPin(),
    networkGone: () => this.#page.context().setOffline(true),
    networkBack: () => this.#page.context().setOffline(false),
    retries: () => this.#page.getByRole("button", { name: /^(重新读取|现在再试)$/ }).click(),
    answers401: () => this.#answersFirst(401),
    answers423: () => this.#answersFirst(423),
    answers403: () => this.#answersFirst(403),
    answers500: () => this.#answersFirst(500),
    answers503: () => this.#answersFirst(503),
    answers507: () => this.#answersFirst(507),
  };

  async #tries({ isReached }: PlayedDesk, act: Promise<void>): Promise<void> {
    await act;
    if (!isReached) await isToldWhy(this.desk);
  }

  /** Something stands on the page, whatever it is. */
  async #stands(): Promise<void> {
    await this.#page.locator("#root :is(h1, h2, .nothing), .cover").filter({ visible: true }).first().waitFor();
    await expect.poll(() => this.seen()).not.toBe("busy");
  }

  async #beginAnew(): Promise<void> {
    const page = this.#page;
    const context = page.context();
    await context.setOffline(false);
    await this.#closeOthers();
    await page.unroute(asksForPlan);
    await context.request.post("/api/session/sign-out", { data: {} });
    if (!this.#hasPin) {
      const data = { name: names.first, password: castPassword, pin: pinOf(names.first) };
      await posted(context, "/api/pin-reset", data);
      this.#hasPin = true;
    }
    await page.goto("/forgotten-pin");
    await page.getByRole("main").waitFor();
    await page.evaluate("sessionStorage.clear()");
    if (this.#isDevice) await isNoDevice(this.desk);
    this.#isDevice = false;
  }

  async #signsInBehind(who: Sitter): Promise<void> {
    await posted(this.#page.context(), "/api/session/sign-in", { name: names[who], password: castPassword });
  }

  /** As at another desk somebody who is away from all of them is taken from them. */
  async #cuts(who: Sitter): Promise<void> {
    const { org, serving } = this.#services.behind;
    const { accounts, desks } = serving.product.services;
    await cutPerson(accounts, this.#services.now(), { org, person: personNamed(names[who]) });
    desks.forget();
  }

  async #givesUpPin(): Promise<void> {
    await posted(this.#office, "/api/session/sign-in", { name: administrator, password: castPassword });
    const data = { reason: "本人忘了，当面核对过。", pin: pinOf(administrator) };
    await posted(this.#office, `/api/people/${personNamed(names.first)}/pin-reset`, data);
    this.#hasPin = false;
  }

  async #answersFirst(status: keyof typeof codes): Promise<void> {
    await this.#answersOnce(status);
    await this.#page.reload();
  }

  async #answersOnce(status: keyof typeof codes): Promise<void> {
    const code = codes[status];
    const json = { type: "about:blank", title: code, status, code, rules: [], instance: "1" };
    await this.#page.route(asksForPlan, (route) => route.fulfill({ status, json }), { times: 1 });
  }

  async #other(): Promise<JourneyDesk> {
    const other = await this.desk.nextTab();
    this.#others.push(other);
    await expect.poll(() => seenOn(other)).not.toMatch(/busy|nothing/);
    return other;
  }

  async #closeOthers(): Promise<void> {
    for (const { page } of this.#others) if (!page.isClosed()) await page.close();
  }
}

async function posted({ request }: BrowserContext, path: string, data: object): Promise<void> {
  const answer = await request.post(path, { data });
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
}
