import { act, fireEvent, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { signOut } from "#server/account/account-answer.ts";
import { pageView } from "#server/log/log-answer.ts";
import { dayAtGate, hours, lin, noon, personHere, sessionWith, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { closedPage, pageWith } from "#test/desk-page.ts";
import { itemStore } from "../queue/item-store.ts";
import { chooseActing } from "./door/acting.ts";
import { outboxNow, send, sendAll, tryEach, withdraw } from "./door/outbox.ts";
import { LogPanel } from "./log/LogPanel.tsx";
import { narrowed } from "./narrowed.ts";
import { button, buttons, field, linesOf, openedPart, pressEscape, read, said } from "./opened-part.tsx";
import { Unheard } from "./refusal/Unheard.tsx";
import { LeavingDesk } from "./shell/LeavingDesk.tsx";

/* A line of the log may be taken back until it goes out; and the stock sentences by their keys. */

setUpDesks();

const { post, ...shift } = dayAtGate;
const panel = () => <LogPanel post={post} shift={shift} />;
const words = () => field("log:ownWords") as HTMLTextAreaElement;
const lines = () => linesOf(document.querySelector("#log .lines ul"));
const held = (text: string, seconds = 8) => `12:00${text}${said("log:held", { seconds })}`;
const heldBy = (who: string, text: string) => `${held(text)}${who === lin ? said("log:takeBack") : ""}`;
const press = (key: string, more: object = {}) => fireEvent.keyDown(window, { key, ...more });

/** What was written has gone out by itself, if it ever does. */
async function timePasses(milliseconds: number): Promise<void> {
  vi.setSystemTime(noon + milliseconds);
  await act(async () => sendAll());
}

test("a line stands there with its words and how long it is still held; taken back it is in the field again, as it was, and never goes out", async () => {
  const desk = deskHere().answers(pageView, pageWith([]));
  const { user } = await openedPart(panel());
  await user.click(button("来访"));
  await user.type(words(), "快递一件");
  await user.click(button("log:write"));
  await waitFor(() => expect(lines()).toEqual([heldBy(lin, "快递一件")]));
  expect([words().value, button("日常").getAttribute("aria-pressed")]).toEqual(["", "true"]);
  await user.click(button("log:takeBack"));
  await waitFor(() => expect(words().value).toBe("快递一件"));
  expect([lines(), button("来访").getAttribute("aria-pressed")]).toEqual([[], "true"]);
  expect(document.activeElement).toBe(words());
  await timePasses(60_000);
  await waitFor(async () => expect(await itemStore("zhiban.queue").read()).toEqual([]));
  expect(desk.sent).toEqual([]);
});

test("what was begun meanwhile stays as it is, and the words that were taken back stand below it", async () => {
  deskHere().answers(pageView, pageWith([]));
  const { user } = await openedPart(panel());
  await user.click(button("开灯"));
  await user.type(words(), "下一条");
  await user.dblClick(button("log:takeBack"));
  await waitFor(() => expect(words().value).toBe("下一条\n开灯"));
  expect(lines()).toEqual([]);
});

test("once eight seconds are over it goes out by itself, and nobody takes it back any more", async () => {
  const desk = deskHere().answers(pageView, pageWith([]));
  const { user } = await openedPart(panel());
  await user.click(button("开灯"));
  await waitFor(() => expect(buttons("log:takeBack")).toHaveLength(1));
  const [item] = outboxNow();
  await timePasses(7_999);
  expect(desk.sent).toEqual([]);
  await timePasses(8_000);
  await waitFor(() => expect(desk.bodiesOf("log.write-line").map(({ text }) => text)).toEqual(["开灯"]));
  await waitFor(() => expect(buttons("log:takeBack")).toHaveLength(0));
  expect(await withdraw(item?.id ?? "", lin)).toBe(false);
  expect(words().value).toBe("");
});

test("its author alone takes it back, and only where the words have a field to come to", async () => {
  const desk = deskHere([personHere(lin), personHere(wu)]).answers(pageView, pageWith([]));
  const { user, askAgain } = await openedPart(panel());
  await user.click(button("开灯"));
  await waitFor(() => expect(lines()).toEqual([heldBy(lin, "开灯")]));
  act(() => chooseActing(wu));
  await waitFor(() => expect(lines()).toEqual([heldBy(wu, "开灯")]));
  act(() => chooseActing(lin));
  await waitFor(() => expect(buttons("log:takeBack")).toHaveLength(1));
  desk.answers(pageView, closedPage());
  await askAgain("log");
  await waitFor(() => expect(lines()).toEqual([held("开灯")]));
});

test("what was taken back in a page that was closed at that moment comes into the field; where there is none it stands in sight", async () => {
  const body = { ...dayAtGate, text: "停水", photos: [] };
  const made = { act: "log.write-line", site: "tower", as: lin, body, deviceTime: noon, page: "closed" } as const;
  const id = "00000000-0000-7000-8000-000000000200";
  await itemStore("zhiban.queue").add({ ...made, id, state: "withdrawn", tries: 0 });
  const desk = deskHere().answers(pageView, closedPage());
  const first = await openedPart([<Unheard key="above" />, <div key="log">{panel()}</div>]);
  const others = new BroadcastChannel("zhiban.queue");
  others.postMessage("changed");
  others.close();
  await waitFor(() => expect(read()).toContain(said("ui:outbox.withdrawn")));
  expect(document.querySelector(".unheard blockquote")?.textContent).toBe("停水");
  desk.answers(pageView, pageWith([]));
  await first.askAgain("log");
  await waitFor(() => expect(words().value).toBe("停水"));
  await waitFor(() => expect(read()).not.toContain(said("ui:outbox.withdrawn")));
  expect(desk.sent).toEqual([]);
});

test("whoever goes off duty, signs or leaves the desk has what is held sent before", async () => {
  const session = sessionWith([personHere(lin)]);
  const desk = deskHere().answers(pageView, pageWith([])).answers(signOut, session);
  const { user } = await openedPart([<LeavingDesk key="way-out" />, <div key="log">{panel()}</div>]);
  await user.click(button("开灯"));
  await waitFor(() => expect(buttons("log:takeBack")).toHaveLength(1));
  await act(async () => void (await send({ act: "attendance.sign-off", site: "tower", as: lin, body: dayAtGate })));
  expect(desk.sent.map((each) => each.act)).toEqual(["log.write-line", "attendance.sign-off"]);
  await user.click(button("开灯"));
  await waitFor(() => expect(buttons("log:takeBack")).toHaveLength(1));
  const signed = { act: "log.countersign", site: "tower", as: lin, body: dayAtGate } as const;
  await act(async () => void (await send(signed, { pin: "135790" })));
  expect(desk.sent.slice(2).map((each) => each.act)).toEqual(["log.write-line", "log.countersign"]);
  await user.click(button("开灯"));
  await waitFor(() => expect(buttons("log:takeBack")).toHaveLength(1));
  await user.click(button("account:signOut.all"));
  await waitFor(() => expect(desk.times(signOut)).toBe(1));
  await waitFor(() => expect(desk.sent).toHaveLength(5));
});

test("what concerns nobody's writing leaves a line held", async () => {
  const desk = deskHere().answers(pageView, pageWith([]));
  const { user } = await openedPart(panel());
  await user.click(button("开灯"));
  await waitFor(() => expect(buttons("log:takeBack")).toHaveLength(1));
  const body = { post: "gate", text: "门禁异常", class: "ordinary", dueAt: (noon + hours) as typeof noon } as const;
  await act(async () => void (await send({ act: "matter.open", site: "tower", as: lin, body })));
  expect(desk.sent.map((each) => each.act)).toEqual(["matter.open"]);
  expect(buttons("log:takeBack")).toHaveLength(1);
});

test("1 and 2 write the first two sentences, one line a press, and each may be taken back", async () => {
  const desk = deskHere().answers(pageView, pageWith([]));
  await openedPart(panel());
  expect(read()).toContain(said("log:phrasesKeys", { keys: "1–2" }));
  expect(button("开灯").getAttribute("aria-keyshortcuts")).toBe("2");
  expect(button("开灯").textContent).toBe("2开灯");
  press("2");
  await waitFor(() => expect(lines()).toEqual([heldBy(lin, "开灯")]));
  press("1");
  press("1", { repeat: true });
  press("3");
  await waitFor(() => expect(lines()).toEqual([heldBy(lin, "巡视正常"), heldBy(lin, "开灯")]));
  await act(tryEach);
  await waitFor(() => expect(desk.bodiesOf("log.write-line").map(({ text }) => text)).toEqual(["开灯", "巡视正常"]));
});

test("no key writes a sentence while another is held, in a field, in a window, or on a phone; what was begun a sentence follows", async () => {
  const desk = deskHere().answers(pageView, pageWith([]));
  const { user, close } = await openedPart([<dialog key="window" />, <div key="log">{panel()}</div>]);
  for (const key of ["ctrlKey", "metaKey", "altKey", "shiftKey"]) press("1", { [key]: true });
  press("1", { keyCode: 229 });
  const dialog = document.querySelector("dialog") as HTMLDialogElement;
  dialog.showModal();
  press("1");
  dialog.close();
  await user.type(words(), "1");
  act(() => words().blur());
  press("2");
  await waitFor(() => expect(words().value).toBe("1开灯"));
  close();
  narrowed();
  await openedPart(panel());
  press("1");
  await user.click(button("log:goOn"));
  expect(document.querySelector("[aria-keyshortcuts]")).toBeNull();
  pressEscape();
  expect([outboxNow().filter(({ state }) => state !== "received"), desk.sent]).toEqual([[], []]);
});
