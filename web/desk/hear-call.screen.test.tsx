import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { type CallNow, callsView } from "#server/ledger/calls-answer.ts";
import { dayAtGate, lin, noon, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { useCalls } from "./ledger/Calls.tsx";
import { button, buttons, linesOf, openedPart, read, said } from "./opened-part.tsx";

/* Somebody of the same post has left at once: the call is answered by saying that one has heard, and by nothing else. */

setUpDesks();

const left = { ...dayAtGate, person: wu };
const call = (more: Partial<CallNow> = {}): CallNow => ({
  ...{ stream: { site: "tower", noun: "absence", id: `gate/${dayAtGate.date}/day/${wu}` }, key: `hear/1/${lin}` },
  ...{ what: "absence.hear", detail: null, post: "gate", dueAt: noon, since: noon, rules: ["ZB-22"], nextAt: null },
  rungs: [
    {
      ...{ call: "@colleague", at: noon, isCalled: true, people: [lin], heardBy: [lin] },
      ...{ heardAt: noon, unheardAt: null },
    },
  ],
  ...{ wholeSiteFrom: null, answering: [{ person: lin, about: "hearing" as const }], calling: [lin] },
  ...{ answeredBy: null, answeredAt: null, selfAnswered: false },
  ...more,
});
function Around() {
  const { bell, strip } = useCalls();
  return (
    <>
      {bell}
      {strip}
    </>
  );
}
const calling = (calls: CallNow[]) => deskHere().answers(callsView, { now: noon, calls, names: {}, clock: [] });

test("whoever is called sees who left and where, and one press says that they have heard", async () => {
  const edge = calling([call()]);
  const { user } = await openedPart(<Around />);
  await user.click(button("ledger:calls.look"));
  expect(read()).toContain(said("ledger:calls.leftAtOnce", { name: "吴敏" }));
  expect(linesOf(document.querySelector("dialog .rungs"))[0]).toBe(
    `12:00${said("site:function.@colleague")} 林涛${said("ledger:calls.heard")}`,
  );
  expect(buttons("ledger:acknowledge")).toHaveLength(0);
  expect(document.querySelector("dialog textarea")).toBeNull();
  await user.dblClick(button("absence:hear"));
  await waitFor(() => expect(edge.times(callsView)).toBeGreaterThan(1));
  expect(edge.sent).toEqual([{ act: "absence.hear", as: lin, body: left }]);
});

test("refused it says why, and whoever it does not call is offered nothing", async () => {
  calling([call()]).refuses("absence.hear", "absence.not-away");
  const { user } = await openedPart(<Around />);
  await user.click(button("ledger:calls.look"));
  await user.click(button("absence:hear"));
  await waitFor(() => expect(read()).toContain(said("absence:refusal.not-away.what")));
  calling([call({ answering: [], calling: [] })]);
  const other = await openedPart(<Around />);
  await other.user.click(document.querySelector(".calls-bell") as HTMLElement);
  expect(read()).toContain(said("ledger:calls.notYours"));
  expect(buttons("absence:hear")).toHaveLength(0);
});
