import { waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { handoverView } from "#server/handover/handover-answer.ts";
import { pageView } from "#server/log/log-answer.ts";
import { dayAtGate, hours, leaderHere, lin, noon } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { refusal } from "#test/desk-edge.ts";
import { closedPage, logLine, pageWith } from "#test/desk-page.ts";
import { PageScreen } from "./duty/PageScreen.tsx";
import { handoverSheets } from "./handover/handover-sheets.tsx";
import { logSheets } from "./log/log-sheets.tsx";
import { button, buttons, field, openedPart, read, said, windows } from "./opened-part.tsx";

setUpDesks();

const page = (people = [leaderHere(lin)]) => deskHere(people).answers(pageView, closedPage([logLine(1)]));
const at = { at: "/page/gate/2026-11-21/day" };
const screen = () => <PageScreen sheets={[logSheets]} />;
const occurrence = { ...dayAtGate, startsAt: noon - 4 * hours, endsAt: noon + 4 * hours };
const writtenUp = {
  ...{ phase: "prepared", occurrence, preparation: { kit: [], books: [], matters: [] } },
  ...{ signatures: [], problems: [], counts: [], booksTaken: [], confirmations: [], faults: [] },
};
const untold = {
  ...{ now: noon, rule: {}, facts: { successors: [], away: [] }, texts: {}, matters: [], faultsToAnswer: [] },
  ...{ stream: { site: "tower", noun: "handover", id: "x" }, head: { version: 1, hash: "0f" } },
};

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
  // What is typed at once is the PIN: it never stands in clear text in the remark.
  expect(document.activeElement).toBe(field("account:pin.of", { name: "林涛" }));
  expect(edge.asked.find(({ operation }) => operation === pageView.id)?.query).toEqual({ site: "tower", ...dayAtGate });
});

test("the forms of a hand-over are numbered behind the page once it is written up, and before count for nothing", async () => {
  const edge = page().answers(handoverView, { ...untold, state: writtenUp } as never);
  const { askAgain } = await openedPart(<PageScreen sheets={[logSheets, handoverSheets]} />, at);
  const told = () => [...document.querySelectorAll(".paper footer span:last-child")].map((each) => each.textContent);
  const numbered = (pages: number) =>
    Array.from({ length: pages }, (_, index) => said("log:page.sheet", { page: index + 1, pages }));
  await waitFor(() => expect(told()).toEqual(numbered(3)));
  for (const state of [{ phase: "unknown" }, { phase: "open", occurrence, faults: [] }]) {
    edge.answers(handoverView, { ...untold, state } as never);
    await askAgain("handover");
    await waitFor(() => expect(told()).toEqual(numbered(1)));
  }
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
