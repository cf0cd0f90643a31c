import { waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { pageView } from "#server/log/log-answer.ts";
import { dayAtGate, leaderHere, lin } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { refusal } from "#test/desk-edge.ts";
import { closedPage, logLine, pageWith } from "#test/desk-page.ts";
import { PageScreen } from "./duty/PageScreen.tsx";
import { logSheets } from "./log/log-sheets.tsx";
import { button, buttons, openedPart, read, said, windows } from "./opened-part.tsx";

setUpDesks();

const page = (people = [leaderHere(lin)]) => deskHere(people).answers(pageView, closedPage([logLine(1)]));
const at = { at: "/page/gate/2026-11-21/day" };
const screen = () => <PageScreen sheets={[logSheets]} />;

test("the page of a shift as a document: its lines, numbered sheets, countersigned by whoever holds a function, printed", async () => {
  const edge = page();
  const { user } = await openedPart(screen(), at);
  expect(document.querySelector(".papers")?.textContent).toContain("记录1。");
  expect(read()).toContain(said("log:page.sheet", { page: 1, pages: 1 }));
  expect(buttons("log:countersign.open")).toHaveLength(1);
  const print = vi.fn();
  vi.stubGlobal("print", print);
  await user.click(button("log:page.print"));
  expect(print).toHaveBeenCalledTimes(1);
  await user.click(button("log:countersign.open"));
  expect(windows()).toBe(1);
  expect(edge.asked.find(({ operation }) => operation === pageView.id)?.query).toEqual({ site: "tower", ...dayAtGate });
});

test("a page that is not there yet says so with the way back; unanswered it asks again at a press", async () => {
  const edge = page().answers(pageView, pageWith([], { state: { phase: "unknown" } }));
  await openedPart(screen(), at);
  expect(read()).toContain(said("log:notOpen"));
  expect(button("log:page.back").getAttribute("href")).toBe("/duty/gate");
  edge.answers(pageView, refusal("house.fault", { status: 500 }));
  const { user } = await openedPart(screen(), at);
  expect(read()).toContain(said("ui:broken.away"));
  edge.answers(pageView, pageWith([logLine(1)]));
  await user.click(button("ui:broken.retry"));
  await waitFor(() => expect(read()).toContain("记录1。"));
  expect(buttons("log:countersign.open")).toHaveLength(0);
  expect(read()).toContain(said("log:page.open"));
});
