import { describe, expect, test } from "vitest";
import { compareKept, type JournalledEntry, type KeptJournal } from "./compare-kept.ts";
import type { Operation } from "./history.ts";

/* The judge of the kills: given a history and a journal that hold it, and one for each thing that can be wrong between them. */

const stream = (noun: string, id = "lobby") => ({ site: "tower", noun, id });
const receipt = { stream: stream("log"), version: 7, hash: "h7" };
const line: Operation = {
  ...{ id: "c1", act: "log.write-line", body: {}, leaves: "line.written", invokedAt: 10 },
  ...{ outcome: "ok", answeredAt: 20, receipt, unknowns: 0 },
};
const later: Operation = {
  ...{ ...line, id: "c2", invokedAt: 30, answeredAt: 40 },
  receipt: { ...receipt, version: 8, hash: "h8" },
};
const kept: JournalledEntry = { command: "c1", type: "line.written", stream: "log/lobby", version: 7, hash: "h7" };
const laterKept: JournalledEntry = { ...kept, command: "c2", version: 8, hash: "h8" };
const journal = (...entries: JournalledEntry[]): KeptJournal => ({
  entries,
  commands: new Map(entries.map(({ command }) => [command, 1])),
});
const both = journal(kept, laterKept);
const compared = (operations: readonly Operation[], held = both, verified?: string) =>
  compareKept(held, { operations: [...operations], acknowledged: operations.length }, verified);
const wrong = ["lost", "doubled", "receipts that differ", "out of order", "nobody's"] as const;
type Judged = readonly [readonly Operation[], KeptJournal];

function unreceipted({ receipt: _, ...operation }: Operation): Operation {
  return operation;
}

describe("what was killed", () => {
  test("is well where everything acknowledged is there once, and whatever nobody knew about as well", () => {
    const { counts, failures } = compared([{ ...line, unknowns: 2 }, later]);
    expect(failures).toEqual([]);
    expect(counts).toEqual({
      ...{ acknowledged: 2, refused: 0, unknown: 1, "unknown that are there once": 1 },
      ...Object.fromEntries(wrong.map((each) => [each, 0])),
      ...{ "entries in the journal": 2, "faults that verify finds": 0 },
    });
  });

  test("is well where something was never answered or refused and has left nothing; a second entry of another kind is its own", () => {
    const open: Operation = { ...line, id: "c3", outcome: "open" };
    const refused: Operation = { ...line, id: "c4", outcome: "refused", unknowns: 1 };
    const told = compared([line, later, open, refused], journal(kept, laterKept, { ...kept, type: "page.opened" }));
    expect(told.failures).toEqual([]);
    expect(told.counts).toMatchObject({ refused: 1, unknown: 0, "unknown that are there once": 0 });
  });

  const handover = { ...later, receipt: { ...receipt, stream: stream("handover"), version: 1, hash: "h1" } };
  test("counts the versions of each stream by itself, whatever has the same id", () => {
    const own = { ...laterKept, stream: "handover/lobby", version: 1, hash: "h1" };
    expect(compared([line, handover], journal(kept, own)).failures).toEqual([]);
  });

  test.each<[string, (typeof wrong)[number], Judged]>([
    ["an acknowledged entry is not there", "lost", [[line, later], journal(kept)]],
    ["the entry is there and its command is not", "lost", [[line], { entries: [kept], commands: new Map() }]],
    ["only an entry of another kind is there", "lost", [[line], journal({ ...kept, type: "page.opened" })]],
    ["an entry is there twice", "doubled", [[line, later], journal(kept, laterKept, { ...kept, version: 9 })]],
    ["a command stands there twice", "doubled", [[line], { entries: [kept], commands: new Map([["c1", 2]]) }]],
    ["the receipt names another version", "receipts that differ", [[line], journal({ ...kept, version: 6 })]],
    ["the receipt names another hash", "receipts that differ", [[line], journal({ ...kept, hash: "h6" })]],
    ["the receipt names another stream", "receipts that differ", [[line], journal({ ...kept, stream: "log/gate" })]],
    ["the receipt names another noun", "receipts that differ", [[line], journal({ ...kept, stream: "matter/lobby" })]],
    ["what is there was acknowledged without a receipt", "receipts that differ", [[unreceipted(line)], journal(kept)]],
    [
      "what was sent after an answer stands before it",
      "out of order",
      [[{ ...line, invokedAt: 50, answeredAt: 60 }, later], both],
    ],
    ["what was refused has left an entry", "nobody's", [[{ ...line, outcome: "refused" }], journal(kept)]],
    ["an entry is there that nobody sent", "nobody's", [[line], both]],
  ])("is broken where %s", (_, count, [operations, held]) => {
    const { counts, failures } = compared(operations, held);
    expect(Object.fromEntries(wrong.map((each) => [each, counts[each]]))).toEqual({
      ...Object.fromEntries(wrong.map((each) => [each, 0])),
      [count]: 1,
    });
    expect(failures).toEqual([expect.stringMatching(`^${count}: `)]);
  });

  test("is broken where verify says something; and no more than five of a kind are told", () => {
    const { counts, failures } = compared([line, later], both, "1 fault found.");
    expect(failures).toEqual(["verify: 1 fault found."]);
    expect(counts["faults that verify finds"]).toBe(1);
    const many = Array.from({ length: 7 }, (_, number) => ({ ...unreceipted(line), id: `x${number}` }));
    const told = compared(many, journal());
    expect([told.counts.lost, told.failures.length]).toEqual([7, 5]);
  });
});
