import { act, fireEvent, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { sessionView } from "#server/account/account-answer.ts";
import { callsView } from "#server/ledger/calls-answer.ts";
import { lin, noon, personHere, sessionWith } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { HeardSound } from "#test/desk-browser.ts";
import { useDeskPlace } from "./door/acting.ts";
import { useCalls } from "./ledger/Calls.tsx";
import { openedPart, read } from "./opened-part.tsx";

setUpDesks();
afterEach(() => vi.useRealTimers());

function Around() {
  const { locked } = useDeskPlace().acting;
  return (
    <>
      {useCalls().strip}
      <p>{locked ? "锁着" : "开着"}</p>
    </>
  );
}

const called = {
  ...{ stream: { site: "tower", noun: "absence", id: "gate/2026-11-21/day/lin" }, key: "return/1", detail: null },
  ...{ what: "absence.return", post: "gate", dueAt: noon, since: noon, rules: ["GPH-07"], rungs: [], nextAt: null },
  ...{ wholeSiteFrom: null, answering: [], calling: [lin], answeredBy: null, answeredAt: null, selfAnswered: false },
};

test("what sounded before the lock falls silent behind it, though its calls are still known: the lock sounds by itself", async () => {
  const edge = deskHere([personHere(lin)]).answers(callsView, { now: noon, calls: [called], names: {}, clock: [] });
  vi.useFakeTimers({ now: noon, toFake: ["Date", "setInterval", "clearInterval"] });
  const { askAgain } = await openedPart(<Around />);
  const passes = () => act(() => void vi.advanceTimersByTime(30_000));
  fireEvent.pointerDown(document.body);
  passes();
  const before = HeardSound.pitches.length;
  expect(before).toBeGreaterThan(0);
  edge.answers(sessionView, sessionWith([personHere(lin, { locked: true })]));
  await askAgain("session");
  await waitFor(() => expect(read()).toContain("锁着"));
  expect(document.querySelectorAll(".calls-strip")).toHaveLength(1);
  for (let time = 0; time < 3; time += 1) passes();
  expect(HeardSound.pitches).toHaveLength(before);
});
