import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { pageView } from "#server/log/log-answer.ts";
import { dayAtGate } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { awaited, refusal } from "#test/desk-edge.ts";
import { pageWith } from "#test/desk-page.ts";
import { heldGoes } from "./held-goes.ts";
import { LogPanel } from "./log/LogPanel.tsx";
import { narrowed } from "./narrowed.ts";
import { button, buttons, field, openedPart, read, said } from "./opened-part.tsx";

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
