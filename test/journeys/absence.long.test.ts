import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { castOpeningDay, type JourneyProduct, openJourneyProduct } from "./journey-product.ts";
import { comes, does } from "./played-morning.ts";

/*
 * Leaving a post for a while. 李伟 stands alone in the lobby; 孙涛 and 马超 are at the east gate, so that one of them can be spared. 李伟
 * sits at the desk of the lobby, 孙涛 holds a phone.
 */

const gate = "东门岗";
/** From its beginning: whoever is asked only (已请孙涛顶岗) does not stand there yet. */
const covers = /^孙涛顶岗/;
let browser: Browser;
let services: JourneyProduct;

beforeAll(async () => {
  [browser, services] = await Promise.all([openChromium(), openJourneyProduct({ gate: true })]);
  const turn = (name: string, leading: boolean) => {
    return { date: castOpeningDay, shift: "day", person: personNamed(name), leading };
  };
  const assignments = [turn("孙涛", true), turn("马超", false)];
  await does(services, "林志远", "roster.publish", {
    post: "east-gate",
    month: castOpeningDay.slice(0, 7),
    assignments,
  });
  for (const name of ["孙涛", "马超"]) await comes(services, name, "day", "east-gate");
  await comes(services, "李伟", "day");
});

afterAll(async () => {
  await browser.close();
  await services.stop();
});

/** The row of somebody's leave, as it stands on a desk. */
function row(desk: JourneyDesk, name: string) {
  return desk.panel("暂离岗位").getByRole("listitem").filter({ hasText: name });
}

async function wait(minutes: number, ...desks: JourneyDesk[]): Promise<void> {
  services.pass(minutes);
  for (const desk of desks) await desk.lockedByItself();
}

test("a meal with a cover, an emergency that somebody else stands in for, and back", async ({ onTestFailed }) => {
  const lobby = await JourneyDesk.open(browser, services, { name: "lobby", width: 1440 });
  const phone = await JourneyDesk.open(browser, services, { name: "phone", width: 390 });
  onTestFailed(async () => {
    for (const desk of [lobby, phone]) await desk.picture("failed");
  });
  await phone.be("孙涛");
  await phone.page.goto("/duty/east-gate");
  await lobby.be("李伟");
  await lobby.page.goto("/duty/lobby");

  // Nobody would be left: a cover is wanted, and the words stay in the dialog.
  await lobby.press("暂离…", lobby.panel("暂离岗位"));
  const dialog = lobby.page.getByRole("dialog", { name: "暂离岗位" });
  await dialog.getByLabel("去哪里").fill("员工食堂");
  await lobby.press("离开", dialog);
  expect(await lobby.refusal("ZB-21")).toContain("岗上的人就不够了");
  await lobby.picture("30-nobody-left");
  await dialog.getByText(`孙涛 · ${gate}`, { exact: true }).click();
  await lobby.press("离开", dialog);
  await row(lobby, "李伟").getByText("等人顶岗").waitFor();

  await row(phone, "李伟").getByText("员工食堂").waitFor();
  await phone.picture("31-asked-to-cover");
  await phone.press("答应顶岗", row(phone, "李伟"));
  await row(lobby, "李伟").getByText(covers).waitFor();
  await lobby.picture("32-away");

  // Late by ten minutes: it falls due, and the squad leader is called.
  await wait(40, lobby, phone);
  await lobby.be("李伟");
  await lobby.panel("应办事项").getByText("已呼叫班长").waitFor();
  await lobby.press("我回来了", row(lobby, "李伟"));
  await row(lobby, "李伟").waitFor({ state: "detached" });

  // An emergency asks nothing. Whoever is called sees it at once; the reason follows.
  await lobby.press("紧急离岗", lobby.panel("暂离岗位"));
  await row(lobby, "李伟").getByText("岗上无人").waitFor();
  await phone.be("孙涛");
  await row(phone, "李伟").getByText("岗上无人").waitFor();
  await phone.picture("33-nobody-there");
  await phone.press("我来顶", row(phone, "李伟"));
  await row(phone, "李伟").getByText(covers).waitFor();
  await lobby.press("补说原因", row(lobby, "李伟"));
  const telling = lobby.page.getByRole("dialog", { name: "补说紧急离岗的原因" });
  await telling.getByLabel("事由").fill("楼梯间有人晕倒。");
  await lobby.picture("34-telling");
  await lobby.press("补说", telling);
  await row(lobby, "李伟").getByText("楼梯间有人晕倒。").waitFor();
  await lobby.press("我回来了", row(lobby, "李伟"));
  await row(phone, "李伟").waitFor({ state: "detached" });
  expect(await lobby.page.getByText("岗上无人").count()).toBe(0);
  for (const desk of [lobby, phone]) {
    expect(desk.errors).toEqual([]);
    await desk.close();
  }
  const key = { site: towerSite, noun: "absence", id: `lobby/${castOpeningDay}/day/${personNamed("李伟")}` };
  const [stream] = await services.behind.serving.product.services.streams(
    { org: services.behind.org, sites: [towerSite] },
    [key],
  );
  const state = stream?.state as { times: { over?: { how: string } }[] } | undefined;
  expect(state?.times.map(({ over }) => over?.how)).toEqual(["returned", "returned"]);
});
