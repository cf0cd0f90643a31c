import { act, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { sessionView } from "#server/account/account-answer.ts";
import { mattersView } from "#server/matter/matter-answer.ts";
import { siteView } from "#server/site/site-answer.ts";
import { dayAtGate, hours, lin, noon, personHere, sessionWith, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { FeedLine } from "#test/desk-browser.ts";
import { useDeskPlace } from "./door/acting.ts";
import { useLiveFeed } from "./door/live-feed.ts";
import { OutboxStrip } from "./door/OutboxStrip.tsx";
import { useSend } from "./door/use-send.ts";
import { MatterPanel } from "./matter/MatterPanel.tsx";
import { button, buttons, openedPart, read, said } from "./opened-part.tsx";
import { SiteClock } from "./site/SiteClock.tsx";

setUpDesks();

function Sends() {
  const { send, busy, problem, receipt, forget } = useSend();
  return (
    <div>
      <button type="button" onClick={() => void send("attendance.sign-off", dayAtGate)}>
        下岗
      </button>
      <button type="button" onClick={forget}>
        忘掉
      </button>
      <p>
        {busy ? "正在" : "空闲"} {problem?.code ?? "无问题"} {receipt ? `回执${receipt.version}` : "无回执"}
      </p>
    </div>
  );
}
const sends = (
  <>
    <OutboxStrip />
    <Sends />
    <MatterPanel post="gate" />
  </>
);
const open = { now: noon, matters: [], more: false, rule: {} };

test("what became of the last act stands there until it is forgotten; screens are asked anew, the plan of the site is not", async () => {
  const desk = deskHere().answers(mattersView, open);
  const { user } = await openedPart(sends);
  const asked = [mattersView, siteView, sessionView].map((each) => desk.times(each));
  await user.click(button("下岗"));
  await waitFor(() => expect(read()).toContain("空闲 无问题 回执7"));
  expect([mattersView, siteView, sessionView].map((each) => desk.times(each))).toEqual([
    Number(asked[0]) + 2,
    asked[1],
    Number(asked[2]) + 1,
  ]);
  await user.click(button("忘掉"));
  expect(read()).toContain("空闲 无问题 无回执");
  desk.refuses("attendance.sign-off", "attendance.not-on-duty");
  await user.click(button("下岗"));
  await waitFor(() => expect(read()).toContain("空闲 attendance.not-on-duty 无回执"));
  expect(desk.times(sessionView)).toBe(Number(asked[2]) + 1);
});

/** Nothing is tried again by itself: no pause of the queue is ever over. */
function holdPauses(): void {
  const soon = setTimeout;
  vi.stubGlobal("setTimeout", (run: () => void, pause = 0) => (pause < 1000 ? soon(run, pause) : 0));
}

test("refused because secrets must first be chosen, it waits for its author, asks for the session, and goes once they have", async () => {
  const desk = deskHere().answers(mattersView, open);
  const { user, askAgain } = await openedPart(sends);
  holdPauses();
  const before = desk.times(sessionView);
  desk.refuses("attendance.sign-off", "account.person-locked", { status: 423, detail: { person: lin } });
  await user.click(button("下岗"));
  await waitFor(() => expect(desk.times(sessionView)).toBeGreaterThan(before));
  expect(read()).toContain(said("ui:outbox.awaited", { names: "林涛" }));
  // Pressed by anybody else it would do nothing.
  expect(buttons("ui:outbox.now")).toHaveLength(0);
  expect(read()).toContain(`${said("ui:outbox.waiting", { count: 1 })} · ${said("ui:outbox.oldest")} 12:00`);
  desk.decides("attendance.sign-off", () => undefined);
  desk.answers(sessionView, sessionWith([personHere(wu)]));
  await askAgain("session");
  await waitFor(() => expect(read()).toContain(said("ui:outbox.received", { number: 7 })));
  expect(desk.sent).toEqual([{ act: "attendance.sign-off", as: lin, body: dayAtGate }]);
});

test("whose author has left the desk waits for them to come back", async () => {
  const desk = deskHere([personHere(lin), personHere(wu)]).answers(mattersView, open);
  const { user, askAgain } = await openedPart(sends);
  holdPauses();
  desk.refuses("attendance.sign-off", "account.not-at-this-desk", { status: 403 });
  desk.answers(sessionView, sessionWith([personHere(wu)]));
  await user.click(button("下岗"));
  await waitFor(() => expect(read()).toContain(said("ui:outbox.awaitedGone")));
  expect(read()).not.toContain(said("ui:outbox.awaited", { names: "" }));
  desk.decides("attendance.sign-off", () => undefined);
  desk.answers(sessionView, sessionWith([personHere(lin)]));
  await askAgain("session");
  await waitFor(() => expect(read()).toContain(said("ui:outbox.received", { number: 7 })));
  expect(desk.sent.map(({ as }) => as)).toEqual([lin]);
});

test("of what waits both are told: whose PIN is missing here, and that others must sign in first", async () => {
  const desk = deskHere([personHere(lin), personHere(wu)]).answers(mattersView, open);
  const { user, askAgain } = await openedPart(sends);
  holdPauses();
  desk.refuses("attendance.sign-off", "account.not-at-this-desk", { status: 403 });
  await user.click(button("下岗"));
  await waitFor(() => expect(read()).toContain(said("ui:outbox.awaited", { names: "林涛" })));
  desk.answers(sessionView, sessionWith([personHere(wu)]));
  await askAgain("session");
  await user.click(button("下岗"));
  await waitFor(() => expect(read()).toContain(said("ui:outbox.awaited", { names: "吴敏" })));
  expect(read()).toContain(said("ui:outbox.awaitedGone"));
  desk.decides("attendance.sign-off", () => undefined);
  desk.answers(sessionView, sessionWith([personHere(lin)]));
  await askAgain("session");
  await waitFor(() => expect(desk.sent.map(({ as }) => as)).toEqual([lin, wu]));
});

test("what waits for the network goes as soon as the browser has it back", async () => {
  const desk = deskHere().answers(mattersView, open);
  const { user } = await openedPart(sends);
  holdPauses();
  desk.isReached(false);
  await user.click(button("下岗"));
  await waitFor(() => expect(read()).toContain(said("ui:outbox.waiting", { count: 1 })));
  expect(buttons("ui:outbox.now")).toHaveLength(1);
  desk.isReached(true);
  act(() => void window.dispatchEvent(new Event("online")));
  await waitFor(() => expect(read()).toContain(said("ui:outbox.received", { number: 7 })));
  expect(desk.bodiesOf("attendance.sign-off")).toEqual([dayAtGate]);
});

test("where the browser keeps nothing more, people are told; the act is sent all the same", async () => {
  const desk = deskHere().answers(mattersView, open);
  const { user } = await openedPart(sends);
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  desk.isReached(false);
  await user.click(button("下岗"));
  await waitFor(() => expect(read()).toContain(said("ui:outbox.unkept")));
  await waitFor(() => expect(read()).toContain("request.not-kept"));
  full.mockRestore();
  desk.isReached(true);
  await user.click(button("下岗"));
  await waitFor(() => expect(read()).toContain("回执7"));
  await waitFor(() => expect(read()).not.toContain(said("ui:outbox.unkept")));
  expect(desk.bodiesOf("attendance.sign-off")).toEqual([dayAtGate]);
});

function Follows() {
  const { site, acting } = useDeskPlace();
  useLiveFeed(site, acting);
  return (
    <>
      <SiteClock />
      <MatterPanel post="gate" />
    </>
  );
}

test("what the feed tells is asked anew, and the clock says whether it is heard", async () => {
  const desk = deskHere().answers(mattersView, open);
  const { close } = await openedPart(<Follows />);
  const [line] = FeedLine.laid;
  const state = () => document.querySelector(".site-clock [role=status]")?.textContent;
  expect(line?.address).toBe("/api/feed?site=tower");
  expect(state()).toBe(said("ui:line.connecting"));
  const before = desk.times(mattersView);
  act(() => line?.tell("hello", { now: noon + hours }));
  await waitFor(() => expect(desk.times(mattersView)).toBe(before + 2));
  expect(state()).toBe(said("ui:line.live"));
  act(() => line?.tell("change", { shows: ["log"], version: 1, stream: { site: "tower", noun: "log", id: "x" } }));
  act(() =>
    line?.tell("change", { shows: ["matter"], version: 1, stream: { site: "tower", noun: "matter", id: "x" } }),
  );
  await waitFor(() => expect(desk.times(mattersView)).toBe(before + 4));
  act(() => line?.tell("error"));
  expect(state()).toBe(said("ui:line.lostSince", { time: "12:00" }));
  act(() => line?.tell("beat"));
  expect(state()).toBe(said("ui:line.live"));
  close();
  expect(line?.isClosed).toBe(true);
});
