import { waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import {
  deskLock,
  languageChoice,
  type PersonHere,
  type Session,
  sessionView,
  signIn,
  signOut,
} from "#server/account/account-answer.ts";
import { attendanceView } from "#server/attendance/attendance-answer.ts";
import { siteView } from "#server/site/site-answer.ts";
import {
  attendanceAt,
  dueAtDesk,
  leaderHere,
  lin,
  lockedDesk,
  noon,
  onDuty,
  personHere,
  plan,
  sessionWith,
  wu,
  zhao,
} from "#test/desk-answers.ts";
import { actingHere, deskHere, setUpDesks } from "#test/desk-at.ts";
import { FeedLine } from "#test/desk-browser.ts";
import { CommandRefused } from "./door/ask.ts";
import { nounKeys } from "./nouns.ts";
import { button, buttons, field, inFront, openedPart, pressEscape, read, said, windows } from "./opened-part.tsx";
import { Broke } from "./shell/Broke.tsx";
import { Astray, FirstScreen } from "./shell/Elsewhere.tsx";
import { openedDesk, pressedFaces } from "./whole-desk.tsx";

setUpDesks();

/** The whole desk, in front of which these people sit. */
async function desk(people: readonly PersonHere[], more: Partial<Session> = {}, at?: string) {
  const edge = deskHere(people, more);
  return { edge, ...(await openedDesk(at)) };
}

test("where nobody is signed in there is the door, and no question about the site", async () => {
  const { edge } = await desk([]);
  expect(read()).toContain(said("account:signIn.note"));
  expect(edge.times(siteView)).toBe(0);
  expect(FeedLine.laid).toHaveLength(0);
});

test("whoever must choose secrets is asked before anything else; a colleague who must does not take the desk", async () => {
  await desk([personHere(lin, { mustSetPin: true })]);
  expect(read()).toContain(said("account:first.title", { name: "林涛" }));
  await desk([personHere(lin, { mustChangePassword: true })]);
  expect(read()).toContain(said("account:first.title", { name: "林涛" }));
  await desk([personHere(lin), personHere(wu, { mustSetPin: true })]);
  expect(pressedFaces()).toEqual(["林涛"]);
});

test("a forgotten PIN has its screen whoever is signed in", async () => {
  await desk([], {}, "/forgotten-pin");
  expect(read()).toContain(said("account:forgotten.note"));
});

test("the shell names the site, where one is, who is here, and the books of the shift that runs", async () => {
  const { where } = await desk([personHere(lin), personHere(wu)]);
  expect(document.querySelector(".site-name")?.textContent).toBe("示范大厦");
  expect(document.querySelector(".post-select")?.textContent).toContain("大门岗");
  const links = [...document.querySelectorAll("nav a")].map((each) => each.getAttribute("href"));
  expect(links).toEqual([
    "/duty/gate",
    "/handover/gate/2026-11-21/day",
    "/page/gate/2026-11-21/day",
    "/roster/gate/2026-11-21/day",
  ]);
  expect(read()).toContain("11-21 周六12:00");
  expect(where()).toBe("/duty/gate");
  expect(FeedLine.laid.map(({ address }) => address)).toEqual(["/api/feed?site=tower"]);
});

test("who leads the site also has the overview; another post is chosen from the list", async () => {
  const { user, where } = await desk([leaderHere(lin)], {}, "/duty/lobby");
  expect([...document.querySelectorAll("nav a")][0]?.getAttribute("href")).toBe("/overview");
  expect(document.querySelector(".post-select")?.textContent).toContain("大堂岗");
  await user.click(document.querySelector(".post-select") as HTMLElement);
  await user.click(await waitFor(() => button("大门岗")));
  await waitFor(() => expect(where()).toBe("/duty/gate"));
});

test("where no post is looked at, the bar leads to where whoever acts stands, else to where they are due, else to the first", async () => {
  const leads = async (gate: object, lobby: object) => {
    const edge = deskHere([leaderHere(lin)]);
    const posts = [attendanceAt("gate", gate), attendanceAt("lobby", lobby)];
    edge.answers(attendanceView, { now: noon, posts });
    await openedDesk("/search");
    const [, duty] = [...document.querySelectorAll("nav a")].map((each) => each.getAttribute("href"));
    return [document.querySelector(".post-select")?.textContent?.includes("大堂岗"), duty];
  };
  expect(await leads({}, { on: [onDuty(lin)] })).toEqual([true, "/duty/lobby"]);
  expect(await leads({ on: [onDuty(wu)] }, { due: [dueAtDesk(lin)] })).toEqual([true, "/duty/lobby"]);
  expect(await leads({}, {})).toEqual([false, "/duty/gate"]);
});

test("pressing a name says who acts from now on, and the feed is followed by their right", async () => {
  const { user } = await desk([personHere(lin), personHere(wu)]);
  expect(pressedFaces()).toEqual(["林涛"]);
  await user.click(button("吴吴敏"));
  await waitFor(() => expect(pressedFaces()).toEqual(["吴敏"]));
  expect(actingHere()).toBe(wu);
  expect(FeedLine.laid.map(({ isClosed }) => isClosed)).toEqual([true, false]);
});

test("one more signs in beside the others, and acts; whoever is locked and has no PIN proves it by the password", async () => {
  const people = [personHere(lin), personHere(wu, { locked: true, mustSetPin: true })];
  const { edge, user } = await desk(people);
  const in_ = (session: Session) => edge.answers(signIn, session).answers(sessionView, session);
  await user.click(button("account:people.add"));
  in_(sessionWith([...people, personHere(zhao)]));
  await user.type(field("account:signIn.name"), "person3");
  await user.type(field("account:signIn.password"), "wort{Enter}");
  await waitFor(() => expect(actingHere()).toBe(zhao));
  expect(windows()).toBe(0);
  await user.click(document.querySelectorAll(".face")[1] as HTMLElement);
  in_(sessionWith([personHere(lin), personHere(wu), personHere(zhao)]));
  await user.type(field("account:signIn.name"), "person2");
  await user.type(field("account:signIn.password"), "wort{Enter}");
  await waitFor(() => expect(actingHere()).toBe(wu));
  expect(windows()).toBe(0);
});

test("the keys: l locks, ? names them all, g and another letter opens a book of the shift", async () => {
  const { edge, user, where } = await desk([personHere(lin)]);
  await user.keyboard("?");
  const keys = [...document.querySelectorAll("dialog dt")].map((each) => each.textContent);
  expect(keys).toEqual(["?", "gd", "gh", "gl", "gr", ...nounKeys.map((each) => each.keys.replaceAll(" ", "")), "l"]);
  expect(inFront().queryAllByText(said("ui:keys.g-r"))).toHaveLength(1);
  await user.keyboard("l");
  pressEscape();
  await waitFor(() => expect(windows()).toBe(0));
  expect(edge.times(deskLock)).toBe(0);
  for (const [key, place] of [
    ["r", "/roster/gate/2026-11-21/day"],
    ["l", "/page/gate/2026-11-21/day"],
    ["h", "/handover/gate/2026-11-21/day"],
    ["d", "/duty/gate"],
  ] as const) {
    await user.keyboard(`g${key}`);
    await waitFor(() => expect(where()).toBe(place));
  }
  edge.answers(deskLock, lockedDesk);
  await user.keyboard("l");
  await waitFor(() => expect(edge.times(deskLock)).toBe(1));
});

test("the settings change the language also on the next desk, and let one person or everybody leave", async () => {
  const { edge, user } = await desk([personHere(lin), personHere(wu)]);
  const same = sessionWith([personHere(lin), personHere(wu)]);
  edge.answers(languageChoice, same).answers(signOut, same);
  await user.click(button("ui:settings.title"));
  expect(buttons("account:colleague.unlock")).toHaveLength(0);
  await user.click(button("English"));
  await waitFor(() => expect(document.documentElement.lang).toBe("en"));
  expect(edge.told(languageChoice)).toEqual([{ person: lin, language: "en" }]);
  await user.click(button("简体中文"));
  await waitFor(() => expect(document.documentElement.lang).toBe("zh-CN"));
  await user.click(button("account:signOut.one", { name: "林涛" }));
  await user.click(button("account:signOut.all"));
  await waitFor(() => expect(edge.told(signOut)).toEqual([{ person: lin }, {}]));
});

test("light and size of type are chosen for this browser and kept", async () => {
  const { user } = await desk([leaderHere(lin)]);
  await user.click(button("ui:settings.title"));
  expect(buttons("account:colleague.unlock")).toHaveLength(1);
  await user.click(button("ui:settings.lights.dark"));
  await user.click(button("ui:settings.sizes.large"));
  expect({ ...document.documentElement.dataset }).toMatchObject({ light: "dark", size: "large" });
  expect(JSON.parse(localStorage.getItem("zhiban.appearance") ?? "")).toEqual({ light: "dark", size: "large" });
  expect(button("ui:settings.lights.dark").getAttribute("aria-pressed")).toBe("true");
  await user.click(button("ui:settings.lights.light"));
  await user.click(button("ui:settings.sizes.ordinary"));
  expect({ ...document.documentElement.dataset }).toMatchObject({ light: "light", size: "ordinary" });
});

test("the first screen is the overview for who leads, the own post for who stands or is due, and says where none is", async () => {
  deskHere([leaderHere(lin)]);
  const leads = await openedPart(<FirstScreen />, { at: "/" });
  await waitFor(() => expect(leads.where()).toBe("/overview"));
  const posts = [attendanceAt("gate"), attendanceAt("lobby", { on: [onDuty(lin)] })];
  deskHere([personHere(lin)]).answers(attendanceView, { now: noon, posts });
  const guard = await openedPart(<FirstScreen />, { at: "/" });
  await waitFor(() => expect(guard.where()).toBe("/duty/lobby"));
  deskHere([personHere(lin, { functions: [{ function: "squad-leader", site: "mall" }] })]);
  const free = await openedPart(<FirstScreen />, { at: "/" });
  await waitFor(() => expect(free.where()).toBe("/duty/gate"));
  deskHere([personHere(lin)])
    .answers(siteView, { ...plan, posts: [] })
    .answers(attendanceView, { now: noon, posts: [] });
  const none = await openedPart(<FirstScreen />, { at: "/" });
  expect(read()).toContain(said("site:noPosts"));
  expect(none.where()).toBe("/");
  await openedPart(<Astray />, { at: "/nowhere" });
  expect(button("ui:astray.todo").getAttribute("href")).toBe("/");
});

test("a screen that broke says that something is at fault, and tries again", async () => {
  const edge = deskHere();
  const reset = vi.fn();
  for (const [turn, error] of [new Error("bug"), new CommandRefused({ code: "house.fault", status: 500 })].entries()) {
    const { user } = await openedPart(<Broke error={error} reset={reset} />);
    expect(read()).toContain(said("ui:broken.fault"));
    const before = edge.times(sessionView);
    await user.click(button("ui:broken.retry"));
    expect(reset).toHaveBeenCalledTimes(turn + 1);
    await waitFor(() => expect(edge.times(sessionView)).toBeGreaterThan(before));
  }
});
