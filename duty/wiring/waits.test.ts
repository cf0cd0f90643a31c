import { expect, test } from "vitest";
import { acts } from "#duty/nouns.ts";
import type { CommandAct } from "./wiring.ts";

/* Every act says how it may wait in a browser without the network: nothing waits because somebody forgot to say that it must not. */

const all: readonly (readonly [string, CommandAct])[] = Object.entries(acts);
const named = (isIt: (act: CommandAct) => boolean) =>
  all.flatMap(([name, act]) => (isIt(act) ? [name] : [])).toSorted();

test("an act says how it may wait where people send it without a PIN, and no other does", () => {
  const said = named(({ waits }) => waits !== undefined);
  expect(said).toEqual(named(({ shape, proof }) => shape !== undefined && proof === undefined));
  expect(said.length).toBeGreaterThan(40);
});

test("by its proof goes what tells in words what was seen or done, and nothing that decides for the moment at which it arrives", () => {
  expect(named(({ waits }) => waits === "by-proof")).toEqual([
    "handover.report-fault",
    ...["log.correct-line", "log.write-line", "matter.open", "matter.progress", "matter.settle"],
  ]);
});

test("signatures, resets and grants never wait", () => {
  const never = named(({ shape, waits }) => shape !== undefined && waits === undefined);
  const signed = ["clock.confirm", "handover.sign", "log.countersign", "redaction.order"];
  const grants = ["person.end-function", "person.grant-function", "person.reset-password", "person.reset-pin"];
  expect(never).toEqual([...signed, ...grants].toSorted());
});
