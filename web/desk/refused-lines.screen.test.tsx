import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { pageView } from "#server/log/log-answer.ts";
import { dayAtGate } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { awaited, refusal } from "#test/desk-edge.ts";
import { pageWith } from "#test/desk-page.ts";
import { heldGoes } from "./held-goes.ts";
import { LogPanel } from "./log/LogPanel.tsx";
import { button, field, linesOf, openedPart, read, said } from "./opened-part.tsx";

/* Lines that are refused: their words come back, all of them. */

setUpDesks();

const { post, ...shift } = dayAtGate;
const panel = () => <LogPanel post={post} shift={shift} />;
const words = () => field("log:ownWords") as HTMLTextAreaElement;
const lines = () => linesOf(document.querySelector("#log .lines ul"));

test("a line too many comes back into the field, with how many there are, and is sent once only", async () => {
  const desk = deskHere().answers(pageView, pageWith([], { rule: {} }));
  desk.refuses("log.write-line", "log.too-many-lines", { rules: ["ZB-07"], detail: { most: 300 } });
  const { user } = await openedPart(panel());
  await user.type(words(), "停水");
  await user.click(button("log:write"));
  await heldGoes();
  await waitFor(() => expect(read()).toContain(said("log:refusal.too-many-lines.what", { most: 300 })));
  expect(words().value).toBe("停水");
  expect(lines()).toEqual([]);
  expect(desk.sent).toHaveLength(1);
});

test("of lines that are refused together none is lost, nor what was begun meanwhile", async () => {
  const desk = deskHere().answers(pageView, pageWith([], { rule: {} }));
  const later = awaited<ReturnType<typeof refusal>>();
  desk.decides("log.write-line", () => later.outcome);
  const { user } = await openedPart(panel());
  for (const text of ["停水", "来电", "下一条"]) {
    await user.type(words(), text);
    if (text === "下一条") continue;
    await user.click(button("log:write"));
    await heldGoes();
  }
  await waitFor(() => expect(desk.sent).toHaveLength(2));
  later.come(refusal("log.too-many-lines", { rules: ["ZB-07"], detail: { most: 300 } }));
  await waitFor(() => expect(words().value.split("\n").toSorted()).toEqual(["下一条", "停水", "来电"].toSorted()));
});
