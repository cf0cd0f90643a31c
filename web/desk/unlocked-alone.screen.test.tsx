import { act, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deskLock, deskUnlock, sessionView } from "#server/account/account-answer.ts";
import { dayAtGate, lin, noon, wu } from "#test/desk-answers.ts";
import { setUpDesks } from "#test/desk-at.ts";
import {
  deviceHere,
  forgottenAt,
  goesOffDuty,
  hearsProofs,
  heldNoLonger,
  idleAt,
  knownDevice,
  knownPin,
  knowsNothingSealed,
  letInAtDevice,
  lockedAtDevice,
  openAtDevice,
  sealedOpening,
} from "#test/desk-known.ts";
import { partsUnderPin } from "../offline/sealed-parts.ts";
import { deviceKeys, makeKey } from "../queue/device-key.ts";
import {
  aloneNow,
  beginAlone,
  heardAlone,
  sealFor,
  sealRead,
  shutAlone,
  triesTold,
  tryAlone,
  untoldTries,
} from "./door/alone.ts";
import { CommandRefused } from "./door/ask.ts";
import { isReachedNow, noteReach } from "./door/reach.ts";
import { inEach } from "./in-each-language.ts";
import { button, buttons, field, openedAgain, read, said, windows } from "./opened-part.tsx";
import { Broke } from "./shell/Broke.tsx";
import { openedDesk } from "./whole-desk.tsx";

/* A desk without the network, at a browser that keeps something for the guard and nothing for the colleague. */

setUpDesks();

/** Of a PIN; as many as the product takes are asked in `journeys/unlocked-alone.long.test.ts`, where a browser has them. */
const fewRounds = 1_000;

beforeEach(() => {
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, "deriveBits").mockImplementation((algorithm, ...about) =>
    derive({ ...(algorithm as Pbkdf2Params), iterations: fewRounds }, ...about),
  );
});

afterEach(async () => {
  act(() => noteReach(true));
  act(() => heardAlone(forgottenAt));
  await waitFor(() => expect(aloneNow().known).toEqual([]));
  await triesTold(await untoldTries());
});

/** So many wrong tries shut what is kept. */
const mostTries = 5;

/** The guard has opened the lock with their PIN, and the browser keeps their part, with the page of their shift. */
async function knownDesk() {
  await deviceKeys("zhiban.device").keep({ device: knownDevice, site: "tower", ...(await makeKey()) });
  const edge = deviceHere();
  const opened = await openedDesk("/search");
  edge.answers(deskUnlock, letInAtDevice()).answers(sessionView, openAtDevice);
  await givesPin(opened);
  await waitFor(() => expect(aloneNow().known).toHaveLength(1));
  await waitFor(() => expect(windows()).toBe(0));
  await untilSealed("记录1");
  return { edge, ...opened };
}

type KnownBrowser = Awaited<ReturnType<typeof knownDesk>>;

/** Until a page with these words is what was sealed last; undefined: none is. */
async function untilSealed(words: string | undefined): Promise<void> {
  const parts = partsUnderPin("zhiban.sealed");
  const isSealed = async () => {
    const tried = await parts.try(lin, knownPin, noon);
    if (tried.verdict !== "right") throw new Error(`the PIN of the guard is ${tried.verdict}`);
    const { read: sealed } = tried.part;
    expect(words === undefined ? sealed : sealed?.includes(words)).toBe(words === undefined ? undefined : true);
  };
  await waitFor(isSealed, { timeout: 10_000, interval: 300 });
}

/** The house is not heard any more by a desk that it has locked. */
async function locksAndLoses({ edge, askAgain }: KnownBrowser): Promise<void> {
  edge.answers(sessionView, lockedAtDevice);
  await askAgain("session");
  edge.isReached(false);
  await askAgain("session");
  await waitFor(() => expect(read()).toContain(said("account:lock.known")));
}

async function givesPin({ user }: Pick<KnownBrowser, "user">, digits = knownPin): Promise<void> {
  await waitFor(() => field("account:pin.of", { name: "林涛" }));
  await user.type(field("account:pin.of", { name: "林涛" }), digits);
}

/** What one reads on the screen that a PIN has opened; nothing where none has. */
function onAlone(): string {
  return document.querySelector(".alone-cover")?.textContent ?? "";
}

test("where the house gives nothing to be sealed, nothing is kept", async () => {
  await act(() => sealFor({ ...letInAtDevice(), toSeal: null }, knownPin));
  expect(aloneNow().known).toEqual([]);
});

test("behind the lock and without the network the PIN opens the page as it was read and the ways to write, and nothing that is signed", async () => {
  const desk = await knownDesk();
  await locksAndLoses(desk);
  expect(isReachedNow()).toBe(false);
  await givesPin(desk);
  await waitFor(() => expect(onAlone()).toContain("记录1。"));
  expect(onAlone()).toContain(said("account:alone.read", { time: "11-21 12:00" }));
  for (const key of ["account:alone.may", "account:alone.mayNot", "account:alone.noneWaits"])
    expect(onAlone()).toContain(said(key));
  const offered = [...document.querySelectorAll(".alone-cover button")].map((each) => each.textContent);
  expect(offered.filter((each) => /签|交接|上岗|下岗|换岗|授|登录/.test(each ?? ""))).toEqual([]);
});

test("what is written there waits in its words and goes by its proof; the lock and the session end it", async () => {
  const desk = await knownDesk();
  await locksAndLoses(desk);
  await givesPin(desk);
  await waitFor(() => expect(onAlone()).toContain("记录1。"));
  await desk.user.type(field("log:ownWords"), "停电");
  await desk.user.click(button("log:write"));
  await waitFor(() => expect(document.querySelectorAll(".alone-cover .held .wrap")).toHaveLength(1));
  // Held no longer, it is tried in vain.
  vi.setSystemTime(heldNoLonger);
  act(() => void window.dispatchEvent(new Event("online")));
  await waitFor(() => expect(document.querySelectorAll(".alone-cover .unsent .wrap")).toHaveLength(1));
  await desk.user.click(button("account:lock.now"));
  await waitFor(() => expect(read()).toContain(said("account:lock.known")));
  expect(onAlone()).toBe("");
  const { edge, askAgain } = desk;
  const proved = hearsProofs(edge);
  edge.isReached(true);
  await askAgain("session");
  await waitFor(() => expect(read()).not.toContain(said("account:lock.known")));
  act(() => void window.dispatchEvent(new Event("online")));
  await waitFor(() => expect(proved()).not.toEqual([]));
  expect(proved()[0]).toMatchObject({
    ...{ act: "log.write-line", as: lin, body: { ...dayAtGate, text: "停电" } },
    proof: { opening: sealedOpening, device: knownDevice },
  });
});

test("five wrong tries shut it, whoever is not known here reads what to do, and the house hears of it with the next PIN", async () => {
  const desk = await knownDesk();
  await locksAndLoses(desk);
  for (let left = mostTries - 1; left > 0; left -= 1) {
    await givesPin(desk, "111222");
    await waitFor(() => expect(read()).toContain(said("account:refusal.pin-wrong-alone.what", { triesLeft: left })));
  }
  for (const digits of ["111222", knownPin]) {
    await givesPin(desk, digits);
    await waitFor(() => expect(read()).toContain(said("account:refusal.pin-shut-alone.what")));
  }
  await desk.user.click(button("吴敏"));
  await desk.user.type(field("account:pin.of", { name: "吴敏" }), knownPin);
  await waitFor(() => expect(read()).toContain(said("account:refusal.unknown-alone.what")));
  await desk.user.click(button("林涛"));
  const { edge, askAgain } = desk;
  edge.isReached(true);
  await askAgain("session");
  await waitFor(() => expect(read()).not.toContain(said("account:lock.known")));
  await givesPin(desk);
  await waitFor(() => expect(windows()).toBe(0));
  const triedAlone = [{ person: lin, wrong: mostTries }];
  expect(edge.told(deskUnlock).at(-1)).toEqual({ person: lin, pin: knownPin, triedAlone });
  expect(await untoldTries()).toEqual([]);
});

test("loaded anew without the network the lock shows for whom something is kept, and the PIN opens it; heard again the house decides", async () => {
  const { edge } = await knownDesk();
  edge.isReached(false);
  const reset = vi.fn();
  const unreachable = new CommandRefused({ code: "request.unreachable", status: 0 });
  shutAlone();
  await beginAlone();
  expect([aloneNow().isShut, aloneNow().known.map(({ person }) => person)]).toEqual([true, [lin]]);
  const again = await openedAgain(<Broke error={unreachable} reset={reset} />, { around: "door" });
  await waitFor(() => expect(read()).toContain(said("account:lock.known")));
  expect(buttons("吴敏")).toHaveLength(0);
  await givesPin(again);
  await waitFor(() => expect(onAlone()).toContain("记录1。"));
  edge.answers(sessionView, lockedAtDevice);
  edge.isReached(true);
  await again.user.click(button("ui:away.now"));
  await waitFor(() => expect(reset).toHaveBeenCalled());
  await waitFor(() => expect(onAlone()).toBe(""));
});

test("what the house names no more is forgotten, and the desk is then one that nobody opens without it", async () => {
  const desk = await knownDesk();
  knowsNothingSealed(desk.edge);
  await desk.askAgain("session");
  await waitFor(() => expect(aloneNow().known).toEqual([]));
  desk.edge.isReached(false);
  await desk.askAgain("session");
  await waitFor(() => expect(read()).toContain(said("account:lock.alone")));
});

test("who is on a shift no more reads that no page is kept, and what to do", async () => {
  const desk = await knownDesk();
  goesOffDuty(desk.edge);
  await desk.askAgain("attendance");
  await untilSealed(undefined);
  await sealRead(wu, "nobody's");
  expect(await tryAlone(wu, knownPin)).toBe("unknown");
  await locksAndLoses(desk);
  expect(await tryAlone(lin, "111222")).toBe(mostTries - 1);
  await act(async () => void (await tryAlone(lin, knownPin)));
  await waitFor(() => expect(onAlone()).toContain(said("account:alone.nothingReadTodo")));
});

const locks: Readonly<Record<string, (desk: KnownBrowser) => unknown>> = {
  "by the button": ({ user }) =>
    user.click(document.querySelector(".people .row.end button:last-child") as HTMLElement),
  "by itself, where no hands are at work": () => void vi.setSystemTime(idleAt),
  "in another tab": () => act(shutAlone),
};

test.each(Object.entries(locks))(
  "an open desk that nobody hears locks %s, and the house is told before anything is shown again",
  async (_, lock) => {
    const desk = await knownDesk();
    desk.edge.isReached(false);
    await desk.askAgain("session");
    await waitFor(() => expect(read()).toContain(said("ui:line.lost")));
    await lock(desk);
    await waitFor(() => expect(read()).toContain(said("account:lock.known")));
    expect(aloneNow().isShut).toBe(true);
    desk.edge.answers(deskLock, lockedAtDevice);
    desk.edge.isReached(true);
    await desk.askAgain("session");
    await waitFor(() => expect(read()).not.toContain(said("account:lock.known")));
    expect(read()).toContain(said("account:lock.note"));
    expect([desk.edge.times(deskLock), aloneNow().isShut]).toEqual([1, false]);
  },
);

test("what a PIN has opened locks by itself, where no hands are at work", async () => {
  const desk = await knownDesk();
  await locksAndLoses(desk);
  await givesPin(desk);
  await waitFor(() => expect(onAlone()).toContain("记录1。"));
  vi.setSystemTime(idleAt);
  await waitFor(() => expect(read()).toContain(said("account:lock.known")));
  expect(onAlone()).toBe("");
});

test("what may be done without the network, and what not, is said in each language", async () => {
  const desk = await knownDesk();
  await locksAndLoses(desk);
  await givesPin(desk);
  await waitFor(() => expect(onAlone()).toContain("记录1。"));
  const zh = [said("account:alone.may"), said("account:alone.mayNot")];
  const told = await inEach(() => [...document.querySelectorAll(".alone-told p")].map((each) => each.textContent));
  expect(told["zh-CN"]).toEqual(zh);
  expect(told.en).toEqual([said("account:alone.may"), said("account:alone.mayNot")]);
  expect(new Set(Object.values(told).map(String)).size).toBe(3);
});
