import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Delivered, DeliveryTally } from "./delivery-tally.ts";
import { firstDifference } from "./first-difference.ts";
import { verify } from "./kill-check.ts";
import { foundAfterwards, saidOfOutage, wordsOfVerify } from "./kill-judge.ts";
import { doneOtherwise, type Effects } from "./node-effects.ts";
import { TamperTally } from "./tamper-tally.ts";

/* A drill that judges nothing is green: each judge is given a result that is as it must be, and one for each thing that can be wrong with it. */

describe("one command that is delivered again and again", () => {
  const [one, other] = [{ text: "one" }, { text: "other" }];
  const accepted = (number = 1, replayed = true) => ({
    status: 200,
    text: JSON.stringify({ receipt: { version: number }, replayed }),
  });
  const refused = { status: 409, text: JSON.stringify({ code: "command.other-body" }) };
  const first = accepted(1, false);
  const well: Delivered = {
    ...{ name: "round 0", isRace: false, sent: [one, one, one], answers: [accepted(), first, accepted()] },
    ...{ after: refused, kept: { entries: 1, commands: 1 } },
  };
  const race: Partial<Delivered> = { isRace: true, sent: [other, one, one], answers: [refused, first, accepted()] };
  const judged = (more: Partial<Delivered> = {}) => {
    const tally = new DeliveryTally();
    tally.judge({ ...well, ...more });
    return tally.result();
  };

  test("is well where one body is accepted once, with one receipt, and any other refused", () => {
    expect(judged()).toMatchObject({ passed: true, failures: [], counts: { deliveries: 3, "other bodies": 1 } });
    expect(judged(race)).toMatchObject({ passed: true, failures: [], counts: { deliveries: 3, "other bodies": 2 } });
    const lost = { sent: [other, one, one], answers: [first, refused, refused] };
    expect(judged({ ...race, ...lost })).toMatchObject({ passed: true, failures: [] });
  });

  const busy = { status: 503, text: JSON.stringify({ code: "server.busy" }) };
  test.each<[string, string, Partial<Delivered>]>([
    ["nobody was the first", "answers that differ", { answers: [accepted(), accepted(), accepted()] }],
    ["two were the first", "answers that differ", { answers: [first, first, accepted()] }],
    ["one got another receipt", "answers that differ", { answers: [accepted(), first, accepted(2)] }],
    ["one was refused without a race", "answers that differ", { answers: [first, accepted(), refused] }],
    ["both bodies were accepted", "answers that differ", { ...race, answers: [accepted(), first, accepted()] }],
    ["the other body is accepted afterwards", "other bodies not refused", { after: accepted() }],
    [
      "the other body is refused for another reason",
      "other bodies not refused",
      { after: { ...refused, text: busy.text } },
    ],
    [
      "one is refused in the race for another reason",
      "other bodies not refused",
      { ...race, answers: [busy, first, accepted()] },
    ],
    ["it has left two entries", "done twice", { kept: { entries: 2, commands: 1 } }],
    ["it has left none", "done twice", { kept: { entries: 0, commands: 1 } }],
    ["it stands there as two commands", "done twice", { kept: { entries: 1, commands: 2 } }],
    ["nothing is known of it", "done twice", { kept: undefined }],
  ])("is broken where %s", (_, count, more) => {
    const { passed, counts, failures } = judged(more);
    expect([passed, counts[count]]).toEqual([false, 1]);
    expect(failures).toEqual([expect.stringMatching(`^${count}: round 0`)]);
  });
});

describe("a program that was killed", () => {
  test.each([
    ["what it says", { stdout: "1 faulty\n", stderr: "" }, "1 faulty"],
    ["what it says of itself", { stdout: "", stderr: "no such folder" }, "no such folder"],
    [
      "that it ended without a word",
      Object.assign(new Error("Command failed"), { stdout: "", stderr: "" }),
      "without a word: Error: Command failed",
    ],
    ["that it ended without a word, whatever ended it", "", "without a word"],
    ["that it ended without a word, though nothing was thrown", undefined, "without a word: undefined"],
  ])("has records that are not whole where verify fails: told is %s", (_, error, words) => {
    expect(wordsOfVerify(error)).toContain(words);
  });

  test("has no whole records where there are none to look at", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "zhiban-judges-"));
    try {
      expect(await verify(dataDir, [])).toMatch(/\S/);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  }, 60_000);

  test("is well where verify is silent and no process is left", () => {
    expect(foundAfterwards({ left: [], discrepancy: undefined })).toEqual([]);
  });

  test.each([
    ["a process is left", { left: ["71 postgres"] }, ["left running: 71 postgres"]],
    ["two are", { left: ["71 postgres", "72 node"] }, ["left running: 71 postgres", "left running: 72 node"]],
    ["verify complains", { left: [], discrepancy: "1 faulty" }, ["verify: 1 faulty"]],
    ["verify complains without words", { left: [], discrepancy: "" }, ["verify: "]],
    ["both", { left: ["71 postgres"], discrepancy: "1 faulty" }, ["verify: 1 faulty", "left running: 71 postgres"]],
  ])("is not where %s", (_, found, failures) => {
    expect(foundAfterwards(found)).toEqual(failures);
  });

  test("says meanwhile that it is not ready, and lives on", () => {
    expect(saidOfOutage({ seen: [200, 503, 200], outlived: true })).toEqual([]);
    expect(saidOfOutage({ seen: [200, 200], outlived: true })).toEqual([expect.stringMatching(/said 200, never 503$/)]);
    expect(saidOfOutage({ seen: [], outlived: true })).toHaveLength(1);
    expect(saidOfOutage({ seen: [503], outlived: false })).toEqual([expect.stringContaining("did not outlive")]);
  });
});

describe("two nodes", () => {
  const plan = { matters: 20, holds: true };
  const all: Effects = { missed: 20, streams: 20, called: 60, calls: 60, keys: 60, untried: 0, rungs: 3 };

  test("are well where each matter was missed once and called for once a rung", () => {
    expect(doneOtherwise(all, plan)).toEqual([]);
  });

  test.each([
    ["one was missed twice", { missed: 21 }, /^21 obligations missed in 20 matters/],
    ["one was never missed", { missed: 19, streams: 19 }, /^19 obligations missed in 19 matters/],
    ["one was missed twice and another never", { streams: 19 }, /^20 obligations missed in 19 matters/],
    ["one was escalated twice", { called: 61 }, /^61 escalated, 60 calls, 60 keys, not 60$/],
    ["a call is missing", { calls: 59 }, /^60 escalated, 59 calls, 60 keys, not 60$/],
    ["two calls have one key", { keys: 59 }, /^60 escalated, 60 calls, 59 keys, not 60$/],
  ])("are not where %s", (_, more, words) => {
    expect(doneOtherwise({ ...all, ...more }, plan)).toEqual([expect.stringMatching(words)]);
  });

  test("have shown nothing where the paused one held no wakes", () => {
    expect(doneOtherwise(all, { ...plan, holds: false })).toEqual([expect.stringContaining("held no wakes")]);
  });
});

test.each([
  ["a line in the middle", ["a", "b", "c"], ["a", "x", "c"], "in memory b, in the database x"],
  ["the order", ["a", "b"], ["b", "a"], "in memory a, in the database b"],
  ["a line that the database lacks", ["a", "b"], ["a"], "in memory b, in the database undefined"],
  ["a line that memory lacks", ["a"], ["a", "b"], "in memory undefined, in the database b"],
  ["nothing", ["a", "b"], ["a", "b"], undefined],
])("twins that differ in %s are told with it", (_, world, database, words) => {
  expect(firstDifference({ world, database })).toBe(words);
});

describe("a journal that was tampered with", () => {
  const unsealed = [{ code: "tail-unsealed", org: "o", site: "s", detail: {} }] as const;
  const site = { org: "o", site: "s", counts: {} as never, discrepancies: [], limits: [] };
  const [whole, faulty, nothing] = (["whole", "faulty", "nothing"] as const).map((outcome) => ({
    outcome,
    sites: [site],
  }));
  const said = { whole, faulty, nothing } as Record<"whole" | "faulty" | "nothing", NonNullable<typeof whole>>;
  const unseen = { ...said.whole, sites: [{ ...site, limits: unsealed }] };
  const told = (...[before, after, cut]: readonly [typeof unseen, typeof unseen, typeof unseen]) => {
    const tally = new TamperTally();
    tally.untouched(before, "before");
    tally.attacked(after, "attack");
    tally.cut(cut, "cut");
    return tally.result(1, 1);
  };
  const cutUnsaid = said.whole as unknown as typeof unseen;
  const before = cutUnsaid;
  const after = said.faulty as unknown as typeof unseen;
  const empty = said.nothing as unknown as typeof unseen;

  test("is well where it was whole before, is found out afterwards, and what cannot be found is said", () => {
    expect(told(before, after, unseen)).toMatchObject({ passed: true, failures: [] });
  });

  test.each([
    ["it was faulty before", "false alarms", [after, after, unseen]],
    ["there was nothing before", "false alarms", [empty, after, unseen]],
    ["it is whole afterwards", "missed", [before, before, unseen]],
    ["there is nothing afterwards", "missed", [before, empty, unseen]],
    ["what cannot be found is not said", "passed over", [before, after, cutUnsaid]],
    [
      "what cannot be found is called a fault",
      "passed over",
      [before, after, { ...unseen, outcome: "faulty" as const }],
    ],
  ] as const)("is not where %s", (_, count, [one, two, three]) => {
    const { passed, counts, failures } = told(one as typeof unseen, two, three as typeof unseen);
    expect([passed, counts[count], failures?.length]).toEqual([false, 1, 1]);
  });

  test("has shown nothing where an attack, a journal before it or a cut was left out", () => {
    const tally = new TamperTally();
    tally.untouched(before, "before");
    tally.attacked(after, "attack");
    tally.cut(unseen, "cut");
    expect([tally.result(2, 1).passed, tally.result(1, 2).passed, tally.result(1, 1).passed]).toEqual([
      false,
      false,
      true,
    ]);
    tally.untouched(before, "before");
    expect(tally.result(2, 1).passed).toBe(false);
  });
});
