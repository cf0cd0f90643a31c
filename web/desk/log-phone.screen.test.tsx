import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { pageView } from "#server/log/log-answer.ts";
import { dayAtGate, lin, personHere, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { awaited, refusal } from "#test/desk-edge.ts";
import { pageWith } from "#test/desk-page.ts";
import { chooseActing } from "./door/acting.ts";
import { heldGoes } from "./held-goes.ts";
import { LogPanel } from "./log/LogPanel.tsx";
import { narrowed } from "./narrowed.ts";
import { button, buttons, field, linesOf, openedPart, read, said } from "./opened-part.tsx";

setUpDesks();

const { post, ...shift } = dayAtGate;
const panel = () => <LogPanel post={post} shift={shift} />;
const words = () => field("log:ownWords") as HTMLTextAreaElement;

test("on a phone a button that is always there opens the field, which closes once the line is kept; what was begun stays", async () => {
  narrowed();
  const desk = deskHere().answers(pageView, pageWith([]));
  const { user } = await openedPart(panel());
  expect(document.querySelector("textarea")).toBeNull();
  await user.click(button("log:begin"));
  await user.type(words(), "大厅");
  await user.click(button("ui:close"));
  expect(document.querySelector("textarea")).toBeNull();
  await user.click(button("log:goOn"));
  expect(words().value).toBe("大厅");
  await user.clear(words());
  await user.click(button("开灯"));
  await heldGoes();
  await waitFor(() => expect(document.querySelector("textarea")).toBeNull());
  await waitFor(() => expect(desk.bodiesOf("log.write-line").map(({ text }) => text)).toEqual(["开灯"]));
  expect(buttons("log:begin")).toHaveLength(1);
});

test("on a phone a line that is refused after its window has closed is told, and its words are there again", async () => {
  narrowed();
  const desk = deskHere().answers(pageView, pageWith([], { rule: {} }));
  const later = awaited<ReturnType<typeof refusal>>();
  desk.decides("log.write-line", () => later.outcome);
  const { user } = await openedPart(panel());
  await user.click(button("log:begin"));
  await user.type(words(), "停水");
  await user.click(button("log:write"));
  await heldGoes();
  await waitFor(() => expect(document.querySelector("textarea")).toBeNull());
  later.come(refusal("log.page-cut"));
  await waitFor(() => expect(read()).toContain(said("log:refusal.page-cut.what")));
  await user.click(button("log:goOn"));
  expect(words().value).toBe("停水");
});

test("on a phone the line that was written last is taken back in the window as well, with its kind and photos, and the field has the hand", async () => {
  narrowed();
  const desk = deskHere().answers(pageView, pageWith([]));
  const { user } = await openedPart(panel());
  for (const text of ["第一条", "第二条"]) {
    await user.click(button("log:begin"));
    await user.click(button("来访"));
    await user.type(words(), text);
    await user.click(button("log:write"));
    await waitFor(() => expect(document.querySelector("textarea")).toBeNull());
  }
  await user.click(button("log:begin"));
  const row = () => linesOf(document.querySelector("dialog .held-in-window"));
  const held = (text: string) => `12:00${text}${said("log:held", { seconds: 8 })}${said("log:takeBack")}`;
  expect([row(), words().value]).toEqual([[held("第二条")], ""]);
  await user.click(button("log:takeBack"));
  await waitFor(() => expect(words().value).toBe("第二条"));
  expect(button("来访").getAttribute("aria-pressed")).toBe("true");
  expect(document.activeElement).toBe(words());
  expect(row()).toEqual([held("第一条")]);
  await heldGoes();
  await waitFor(() => expect(desk.bodiesOf("log.write-line").map(({ text }) => text)).toEqual(["第一条"]));
  // Its place stays, so that the buttons beside it do.
  expect([row(), document.querySelectorAll(".held-in-window").length]).toEqual([[], 1]);
});

test("on a phone nothing of another's held line stands in the window", async () => {
  narrowed();
  deskHere([personHere(lin), personHere(wu)]).answers(pageView, pageWith([]));
  const { user } = await openedPart(panel());
  await user.click(button("log:begin"));
  await user.type(words(), "第一条");
  await user.click(button("log:write"));
  await waitFor(() => expect(document.querySelector("textarea")).toBeNull());
  act(() => chooseActing(wu));
  await waitFor(() => expect(buttons("log:begin")).toHaveLength(1));
  await user.click(button("log:begin"));
  expect(document.querySelector(".held-in-window")).toBeNull();
});
