import { expect, test } from "vitest";
import type { ShownJump } from "#server/clock/clock-answer.ts";
import { callsView } from "#server/ledger/calls-answer.ts";
import { hours, leaderHere, lin, noon, personHere } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { ClockJumps } from "./clock/ClockJumps.tsx";
import { inEach, textAt } from "./in-each-language.ts";
import { useCalls } from "./ledger/Calls.tsx";
import { button, openedPart, read, said, windows } from "./opened-part.tsx";

/* What an administrator is told of a clock that jumped, in the overview and at the bell. */

setUpDesks();

const jump: ShownJump = {
  ...{ jump: "jump:tower:node-1:1:2", from: noon, to: noon + 24 * hours, at: noon, witness: "none" },
  ...{ server: "node-1", waits: true },
};
const administrator = () => personHere(lin, { functions: [{ function: "administrator", site: "office" }] });
const lines = () => [...document.querySelectorAll(".overview-row p")].map((each) => each.textContent);

function Bell() {
  const { bell, strip } = useCalls();
  return (
    <>
      {bell}
      {strip}
    </>
  );
}

test("an administrator reads which clock jumped from when to when and what waits, in three languages, and signs that it is right", async () => {
  const edge = deskHere([administrator()]);
  const { user } = await openedPart(<ClockJumps jumps={[jump]} />, { at: "/overview" });
  expect(lines()).toEqual(["11-21 12:00 → 11-22 12:00", said("clock:waits")]);
  await user.click(button("clock:confirm"));
  expect([windows(), read().includes(said("clock:means", { server: "node-1" }))]).toEqual([1, true]);
  await user.type(document.querySelector("input") as HTMLElement, "135790");
  expect(edge.sent.map(({ act, body }) => [act, body])).toEqual([["clock.confirm", { jump: jump.jump }]]);
  expect(await inEach(textAt(".overview-row b"))).toEqual({
    "zh-CN": "服务器 node-1 的时钟跳变",
    "zh-Hant": "伺服器 node-1 的時鐘跳變",
    en: "The clock of the server node-1 has jumped",
  });
});

test("once the wait is over it says so, and that the database does not agree; whoever is no administrator cannot confirm", async () => {
  deskHere([leaderHere(lin)]);
  await openedPart(<ClockJumps jumps={[{ ...jump, waits: false, witness: "against" }]} />, { at: "/overview" });
  expect(lines().slice(1)).toEqual(
    ["clock:goesOn", "clock:against", "clock:administratorFirst"].map((key) => said(key)),
  );
  expect(button("clock:confirm").getAttribute("aria-disabled")).toBe("true");
});

test.each([
  ["an administrator", administrator, true],
  ["anybody else", () => leaderHere(lin), false],
] as const)("the bell rings for %s or does not", async (_, who, rings) => {
  deskHere([who()]).answers(callsView, { now: noon, calls: [], names: {}, clock: [jump] });
  const { user } = await openedPart(<Bell />);
  expect(document.querySelector(".calls-bell.ringing") !== null).toBe(rings);
  expect(document.querySelector(".calls-strip .what")?.textContent).toBe(
    rings ? said("clock:what", { server: "node-1" }) : undefined,
  );
  await user.click(document.querySelector(".calls-bell") as HTMLElement);
  expect(read().includes(said("clock:waits"))).toBe(rings);
});
