import { act, fireEvent, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import {
  deskLock,
  deskTouch,
  deskUnlock,
  type PersonHere,
  type Session,
  sessionView,
  signIn,
  signOut,
} from "#server/account/account-answer.ts";
import { callsCount } from "#server/feed/feed-answer.ts";
import { lin, lockedDesk, noon, personHere, sessionWith, wu } from "#test/desk-answers.ts";
import { actingHere, deskHere, setUpDesks } from "#test/desk-at.ts";
import { FeedLine } from "#test/desk-browser.ts";
import { refusal } from "#test/desk-edge.ts";
import { CommandRefused } from "./door/ask.ts";
import { button, buttons, field, inFront, openedPart, pressEscape, read, said, windows } from "./opened-part.tsx";
import { Broke } from "./shell/Broke.tsx";
import { openedDesk, pressedFaces } from "./whole-desk.tsx";

setUpDesks();

/** The whole desk, in front of which these people sit. */
async function desk(people: readonly PersonHere[], more: Partial<Session> = {}, at?: string) {
  const edge = deskHere(people, more);
  return { edge, ...(await openedDesk(at)) };
}

test("who is locked shows first that it is them: a wrong PIN chooses nobody, Escape neither", async () => {
  const locked = [personHere(lin), personHere(wu, { locked: true })];
  const { edge, user } = await desk(locked);
  edge.answers(deskUnlock, refusal("account.pin-wrong", { status: 403, field: "pin" }));
  const face = () => document.querySelectorAll(".face")[1] as HTMLElement;
  expect(face().getAttribute("aria-haspopup")).toBe("dialog");
  await user.click(face());
  expect(actingHere()).toBe("");
  await user.type(field("account:pin.of", { name: "吴敏" }), "111222");
  await waitFor(() => expect(read()).toContain(said("account:refusal.pin-wrong.todo")));
  pressEscape();
  await waitFor(() => expect(windows()).toBe(0));
  expect(actingHere()).toBe("");
  edge.answers(deskUnlock, sessionWith([personHere(lin), personHere(wu)]));
  await user.click(face());
  await user.type(field("account:pin.of", { name: "吴敏" }), "135790");
  await waitFor(() => expect(actingHere()).toBe(wu));
  expect(windows()).toBe(0);
  expect(edge.told(deskUnlock).at(-1)).toEqual({ person: wu, pin: "135790" });
});

test("locked by the button the desk is covered, what was drawn stays behind it, and nothing closes the cover but the PIN", async () => {
  const { edge, user } = await desk([personHere(lin), personHere(wu)]);
  edge.answers(deskLock, lockedDesk).answers(sessionView, lockedDesk);
  const heard = vi.fn();
  const otherTab = new BroadcastChannel("zhiban.session");
  otherTab.addEventListener("message", heard);
  await user.click(document.querySelector(".people .row.end button") as HTMLElement);
  await waitFor(() => expect(windows()).toBe(1));
  // A desk is locked in all its tabs.
  await waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
  otherTab.close();
  expect(edge.times(deskLock)).toBe(1);
  expect(document.querySelectorAll(".site-name")).toHaveLength(1);
  expect(FeedLine.laid.every(({ isClosed }) => isClosed)).toBe(true);
  const cover = document.querySelector("dialog.cover") as HTMLDialogElement;
  expect(cover.getAttribute("closedby")).toBe("none");
  expect(document.activeElement).toBe(field("account:pin.of", { name: "林涛" }));
  const cancel = new Event("cancel", { cancelable: true });
  cover.dispatchEvent(cancel);
  const leaving = new KeyboardEvent("keydown", { key: "Escape", cancelable: true, bubbles: true });
  cover.dispatchEvent(leaving);
  const letter = new KeyboardEvent("keydown", { key: "a", cancelable: true, bubbles: true });
  cover.dispatchEvent(letter);
  expect([cancel, leaving, letter].map(({ defaultPrevented }) => defaultPrevented)).toEqual([true, true, false]);
  act(() => cover.close());
  await waitFor(() => expect(cover.open).toBe(true));
  const open = sessionWith([personHere(lin), personHere(wu, { locked: true })]);
  edge.answers(deskUnlock, open).answers(sessionView, open);
  await user.type(field("account:pin.of", { name: "林涛" }), "135790");
  await waitFor(() => expect(windows()).toBe(0));
  expect(pressedFaces()).toEqual(["林涛"]);
});

test("a desk that is locked when it is loaded asks for nothing but who is there and how many calls wait", async () => {
  const { edge, user } = await desk(lockedDesk.people, { locked: true });
  expect(windows()).toBe(1);
  expect(new Set(edge.asked.map(({ operation }) => operation))).toEqual(new Set([sessionView.id, callsCount.id]));
  expect(document.querySelector(".site-name")).toBeNull();
  await user.click(button("吴敏"));
  expect(actingHere()).toBe(wu);
  await waitFor(() => expect(document.activeElement).toBe(field("account:pin.of", { name: "吴敏" })));
  await user.click(button("account:lock.another"));
  expect(document.activeElement).toBe(field("account:signIn.name"));
  expect(button("吴敏").getAttribute("aria-pressed")).toBe("false");
  await user.click(button("林涛"));
  expect(inFront().queryAllByLabelText(said("account:pin.of", { name: "林涛" }))).toHaveLength(1);
});

test("from behind the lock all may leave, and where that is refused it says why", async () => {
  const { edge, user } = await desk(lockedDesk.people, { locked: true });
  edge.answers(signOut, refusal("request.too-many", { status: 429 }));
  await user.click(button("account:signOut.all"));
  await waitFor(() => expect(read()).toContain(said("door:refusal.request.too-many.what")));
  edge.answers(signOut, sessionWith([])).answers(sessionView, sessionWith([]));
  await user.click(button("account:signOut.all"));
  await waitFor(() => expect(read()).toContain(said("account:signIn.note")));
  expect(edge.told(signOut)).toEqual([{}, {}]);
});

test("whoever is locked without a PIN opens with account and password", async () => {
  const { edge, user } = await desk([personHere(lin, { locked: true, mustSetPin: true })], { locked: true });
  expect(buttons("account:lock.another")).toHaveLength(0);
  const open = sessionWith([personHere(lin)]);
  edge.answers(signIn, open).answers(sessionView, open);
  await user.type(field("account:signIn.name"), "person1");
  await user.type(field("account:signIn.password"), "wort{Enter}");
  await waitFor(() => expect(windows()).toBe(0));
});

test("hands at work are told to the server while the desk is open, and not from behind the lock", async () => {
  const open = await desk([personHere(lin)], { idleSeconds: 60 });
  open.edge.answers(deskTouch, null);
  fireEvent.pointerMove(window);
  expect(open.edge.times(deskTouch)).toBe(0);
  vi.setSystemTime(noon + 11_000);
  fireEvent.keyDown(window);
  fireEvent.keyDown(window);
  await waitFor(() => expect(open.edge.times(deskTouch)).toBe(1));
  open.close();
  vi.setSystemTime(noon + minute);
  fireEvent.keyDown(window);
  const shut = await desk(lockedDesk.people, { locked: true, idleSeconds: 60 });
  vi.setSystemTime(noon + 2 * minute);
  fireEvent.keyDown(window);
  await shut.askAgain("session");
  expect(open.edge.times(deskTouch) + shut.edge.times(deskTouch)).toBe(1);
});

test("at the moment at which the server locks the desk, and when another tab has changed it, the session is asked for", async () => {
  const { edge, close } = await desk([personHere(lin)], { locksAt: noon + 1 });
  const before = edge.times(sessionView);
  await waitFor(() => expect(edge.times(sessionView)).toBeGreaterThan(before));
  close();
  const other = await desk([personHere(lin)]);
  const asked = other.edge.times(sessionView);
  new BroadcastChannel("zhiban.session").postMessage("changed");
  await waitFor(() => expect(other.edge.times(sessionView)).toBeGreaterThan(asked));
});

test("a screen that broke because the desk is locked waits for the session, and behind the lock for its end", async () => {
  const ofDesk = new CommandRefused({ code: "account.desk-locked", status: 423 });
  const reset = vi.fn();
  const edge = deskHere([personHere(lin, { locked: true })]);
  const { askAgain } = await openedPart(<Broke error={ofDesk} reset={reset} />);
  expect(read()).not.toContain(said("ui:broken.fault"));
  expect(reset).not.toHaveBeenCalled();
  edge.answers(sessionView, sessionWith([personHere(lin)]));
  await askAgain("session");
  await waitFor(() => expect(reset).toHaveBeenCalled());
});
