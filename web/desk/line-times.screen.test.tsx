import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { type Instant, minute } from "#duty/grammar/time.ts";
import { historyView } from "#server/history/history-answer.ts";
import { pageView } from "#server/log/log-answer.ts";
import type { OutcomeEvidence } from "#server/overview/overview-answer.ts";
import { dayAtGate, hours, leaderHere, lin, noon, someHash } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { logLine, pageWith } from "#test/desk-page.ts";
import { ReadLine } from "./alone/ReadLine.tsx";
import { LogPanel } from "./log/LogPanel.tsx";
import { button, linesOf, openedPart, read, said } from "./opened-part.tsx";
import { EvidenceRow } from "./overview/EvidenceRow.tsx";

/* When a line was written, and when it came, wherever its time stands on a screen. */

setUpDesks();

const { post, ...shift } = dayAtGate;

/** A line that was written at 04:20 without signal and came at 04:24, and its correction that came from the same device. */
function lateLine() {
  const [written, came, put, putCame] = [460, 456, 455, 440].map((before) => (noon - before * minute) as Instant);
  const correction = { text: { sealed: "c1" }, by: lin, at: putCame, deviceTime: put };
  return logLine(1, { at: came, deviceTime: written, corrections: [correction] } as never);
}

test("a line that waited at its device tells when it was written and when it came, and so does its correction", async () => {
  const held = logLine(2, { at: (noon + 3_000) as Instant, deviceTime: (noon - 5_000) as Instant });
  const texts = { sealed1: "两人。", c1: "三人。", sealed2: "开灯。" };
  deskHere().answers(pageView, pageWith([lateLine(), held], { texts }));
  await openedPart(<LogPanel post={post} shift={shift} />);
  const late = (written: string, came: string) => `${said("log:written")} ${written} · ${said("log:came")} ${came}`;
  expect(linesOf(document.querySelector("#log .lines ul"))).toEqual([
    "11:59开灯。日常吴敏",
    `04:20两人。${said("log:corrected")} 林涛 ${late("04:25", "04:40")} 三人。日常吴敏${late("04:20", "04:24")}`,
  ]);
});

test("on the page that is read without network a line tells the same", async () => {
  deskHere();
  const page = pageWith([lateLine()], { texts: { sealed1: "两人。", c1: "三人。" } });
  await openedPart(<ReadLine line={lateLine()} reading={{ at: dayAtGate, page } as never} />);
  const late = (written: string, came: string) => `${said("log:written")} ${written} · ${said("log:came")} ${came}`;
  expect(read()).toContain("04:20两人。");
  expect(read()).toContain(late("04:20", "04:24"));
  expect(read()).toContain(`${late("04:25", "04:40")} 三人。`);
});

test("among the entries a line tells when it was written, and when it came where it waited; what is signed counts by its arrival", async () => {
  const dueAt = noon - 20 * hours;
  const entry = (version: number, type: string, way: number, zh: string) => {
    const at = dueAt + version * minute;
    return { version, at, zh, en: zh, hash: someHash, type, deviceTime: at - way, by: lin };
  };
  const entries = [
    entry(1, "log.line-written", 8_000, "巡视。"),
    entry(2, "log.line-written", 4 * minute, "停水。"),
    entry(3, "log.line-corrected", 3 * minute, "停电。"),
    entry(4, "log.countersigned", 8_000, "签了。"),
  ];
  const stream = { site: "tower", noun: "log", id: "lobby/2026-11-20/day" };
  const obligation: OutcomeEvidence = {
    ...{ stream, key: "one", what: "handover.complete", detail: null, post: "lobby", person: null, dueAt, rules: [] },
    ...{ metAt: null, acknowledgedBy: null, selfAnswered: false, clock: null },
    outcome: "missed",
  };
  deskHere([leaderHere(lin)]).answers(historyView, { now: noon, entries });
  const { user } = await openedPart(<EvidenceRow evidence={obligation} />);
  await user.click(button("overview:entries"));
  const both = (written: string, came: string) =>
    `${said("log:written")} 11-20 ${written} · ${said("log:came")} 11-20 ${came}`;
  await waitFor(() =>
    expect(linesOf(document.querySelector(".overview-entries"))).toEqual([
      "11-20 16:00 巡视。",
      `${both("15:58", "16:02")} 停水。`,
      `${both("16:00", "16:03")} 停电。`,
      "11-20 16:04 签了。",
    ]),
  );
});
