import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { instantOf } from "#duty/grammar/time.ts";
import type { RebuiltSite } from "#server/journal/rebuild-sites.ts";
import type { Discrepancy, SiteFindings } from "#server/verify/findings.ts";
import type { Verification } from "#server/verify/verification.ts";
import { hearConsole } from "#test/hear-console.ts";
import { linesOfMisses, type OrganisationFound, statusOfMisses } from "./misses.ts";
import { linesOfRebuilt, statusOfRebuilt } from "./rebuild.ts";
import { zhiban } from "./terminal.ts";
import { printVerification, statusOf, statusOfLoaded } from "./verify.ts";

/* What a check that failed comes to, status 1 and its words: one failure among others that went well, wherever it stands. */

const said = hearConsole();

/** A list with one of them spoilt, for each place in it; each is named by the place. */
function oneSpoilt<T>(well: readonly T[], spoilt: (each: T) => T): readonly (readonly [number, readonly T[]])[] {
  return well.map((_, place) => [place, well.map((each, index) => (index === place ? spoilt(each) : each))] as const);
}

describe("rebuild", () => {
  const tables = ["obligation", "wake", "page"].map((table, index) => ({ table, rows: index + 3, alike: true }));
  const sites: readonly RebuiltSite[] = ["tower", "mall", "hostel"].map((site, index) => ({
    ...{ org: "group", site, streams: 10 + index, entries: 100 + index, tables },
  }));
  const spoilt = (site: RebuiltSite, place: number): RebuiltSite => ({
    ...site,
    tables: site.tables.map((each, index) => ({ ...each, alike: index !== place })),
  });

  test("ends well where every table of every site came out as it was, and where there is none", () => {
    expect([statusOfRebuilt(sites), statusOfRebuilt([])]).toEqual([0, 0]);
    expect(sites.flatMap(linesOfRebuilt)).toEqual([
      "group/tower: 10 streams, 100 entries",
      "group/mall: 11 streams, 101 entries",
      "group/hostel: 12 streams, 102 entries",
    ]);
  });

  test.each([0, 1, 2])("fails where one table of one site did not, and names it alone: table %i", (place) => {
    for (const [, each] of oneSpoilt(sites, (site) => spoilt(site, place))) expect(statusOfRebuilt(each)).toBe(1);
    const [site] = sites as [RebuiltSite];
    expect(linesOfRebuilt(spoilt(site, place))).toEqual([
      "group/tower: 10 streams, 100 entries",
      `  ${tables[place]?.table}: ${place + 3} rows, not as they were before`,
    ]);
  });
});

describe("misses", () => {
  const at = (time: string) => instantOf(`2026-11-21T${time}:00Z`);
  const stream = { site: "tower", noun: "matter", id: "radio" };
  const by = [{ act: "matter.settle" }, { act: "matter.release" }] as never;
  const met = {
    stream,
    key: "settle",
    what: "matter.settle",
    post: "lobby",
    dueAt: at("08:00"),
    missedAt: at("08:01"),
  };
  const could = { ...met, could: { at: at("07:30"), by, tried: [] } as never };
  const calls = { answered: 1, needless: 2, ended: 3, running: 4, stopped: [] };
  const found: readonly OrganisationFound[] = ["group", "estate"].map((org) => ({
    org,
    misses: [could, could],
    calls,
  }));

  test("end well where each could have been met and no call stopped", () => {
    expect([statusOfMisses(found), statusOfMisses([])]).toEqual([0, 0]);
    const called = { ...could, call: { rung: 2, of: 3, version: 7, at: at("08:10") } };
    expect(linesOfMisses({ org: "group", misses: [could, called], calls })).toEqual([
      "matter.settle tower/radio, due 2026-11-21T08:00:00.000Z: could be met from 2026-11-21T07:30:00.000Z by matter.settle, matter.release; no call",
      "matter.settle tower/radio, due 2026-11-21T08:00:00.000Z: could be met from 2026-11-21T07:30:00.000Z by matter.settle, matter.release; call 2 of 3 in entry 7 at 2026-11-21T08:10:00.000Z",
      "group: 2 missed, 0 of them never possible; calls: 1 answered, 2 needless, 3 at their end, 4 running, 0 stopped",
    ]);
  });

  test.each([
    ["the first could never be met", { misses: [met, could] }],
    ["the last could never be met", { misses: [could, met] }],
    ["a call stopped", { calls: { ...calls, stopped: [{ stream, key: "settle", rung: 2 }] } }],
  ])("fail where of one organisation %s", (_, more) => {
    for (const [, each] of oneSpoilt(found, (one) => ({ ...one, ...more }))) expect(statusOfMisses(each)).toBe(1);
  });

  test("name what could never be met, and the call that stopped", () => {
    const stopped = [{ stream, key: "settle", rung: 2 }];
    expect(linesOfMisses({ org: "group", misses: [met], calls: { ...calls, stopped } })).toEqual([
      "matter.settle tower/radio, due 2026-11-21T08:00:00.000Z: COULD NEVER BE MET; no call",
      "matter/radio settle: STOPPED after call 2, neither answered nor at its end",
      "group: 1 missed, 1 of them never possible; calls: 1 answered, 2 needless, 3 at their end, 4 running, 1 stopped",
    ]);
  });
});

describe("verify, and what restore and import end with", () => {
  const counts = { streams: 1, entries: 2, commands: 3, heads: 4, secrets: 5, photos: 6 };
  const place = { org: "group", site: "tower" };
  const site: SiteFindings = { ...place, counts, discrepancies: [], limits: [] };
  const fault: Discrepancy = { ...place, code: "entry.hash-differs", at: "log/lobby@7", detail: { since: 0, of: "a" } };
  const told = (verification: Verification) => {
    printVerification(verification);
    return { out: [...said.out], err: [...said.err] };
  };
  const counted = "group tower: 1 streams, 2 entries, 3 commands, 4 heads, 5 texts, 6 photos";

  test.each([
    ["whole", 0, 0],
    ["faulty", 1, 1],
    ["nothing", 2, 0],
  ] as const)("%s: status %i, of what was loaded %i", (outcome, status, ofLoaded) => {
    const verification = { outcome, sites: [], strangers: [] };
    expect([statusOf(verification), statusOfLoaded(verification)]).toEqual([status, ofLoaded]);
  });

  test("say that all is whole, at which tables nobody looked, and what cannot be proven", () => {
    const head = { number: 4, hash: "f".repeat(64), code: "2-4-6" };
    const limits = [{ ...place, code: "texts-unopened" as const, detail: { texts: 5 } }];
    const { out, err } = told({
      outcome: "whole",
      sites: [{ ...site, limits, head }],
      strangers: [],
      unread: ["wake", "outbox"],
    });
    expect(err).toEqual([]);
    expect(out).toEqual([
      counted,
      "  last head: number 4, code 2-4-6",
      "  not provable: texts stay closed without the master key, so their commitments were not compared (texts 5)",
      "Not looked at, and nothing is said of: wake, outbox. `rebuild` derives views and ledger anew.",
      "Whole: every record is as it was written, as far as can be proven.",
    ]);
  });

  test("name each fault at its place, count them all, and show no more than fifty of a site", () => {
    const line = "  FAULT entry.hash-differs log/lobby@7: the bytes of the entry are not those that were hashed";
    const detail = "(since 1970-01-01T00:00:00.000Z, of a)";
    const one = told({ outcome: "faulty", sites: [{ ...site, discrepancies: [fault] }], strangers: [] });
    expect(one).toEqual({ out: [counted, `${line} ${detail}`], err: ["1 fault found."] });
    said.out.length = 0;
    said.err.length = 0;
    const many = told({
      ...{ outcome: "faulty" as const, strangers: ["group/mall"] },
      sites: [{ ...site, discrepancies: Array.from({ length: 51 }, () => fault) }],
    });
    expect(many.out.filter((each) => each.startsWith(line))).toHaveLength(50);
    expect(many.out.slice(51)).toEqual([
      "  … and 1 more faults; --json lists all",
      "FAULT receipt.missing group/mall: receipts speak of a site that is not here at all",
    ]);
    expect(many.err).toEqual(["52 faults found."]);
  });

  test("say that there was nothing", () => {
    expect(told({ outcome: "nothing", sites: [], strangers: [] })).toEqual({
      ...{ out: [], err: ["There is nothing to verify."] },
    });
  });
});

describe("bench roster", () => {
  const run = (instance: string, more: object) =>
    JSON.stringify({
      ...{ instance, seed: 1, budget: "60 s", seconds: 60, cost: 100, bound: 90, confirmed: true, trace: [], load: 0 },
      ...more,
    });

  test.each([
    ["each is confirmed", {}, {}, 0, ["100, bound 90, confirmed", "100, bound 90, confirmed"]],
    ["the first found no roster", { cost: null }, {}, 1, ["NO ROSTER", "100, bound 90, confirmed"]],
    ["the last found no roster", {}, { cost: null }, 1, ["100, bound 90, confirmed", "NO ROSTER"]],
    [
      "the checker denies one",
      { confirmed: false },
      {},
      1,
      ["100, bound 90, NOT CONFIRMED", "100, bound 90, confirmed"],
    ],
    [
      "one costs less than its bound",
      {},
      { bound: 101 },
      1,
      ["100, bound 90, confirmed", "100, bound 101, NOT CONFIRMED"],
    ],
  ])("tells of each run, and of the runs that are there already: %s", async (_, first, last, status, verdicts) => {
    const folder = mkdtempSync(join(tmpdir(), "zhiban-runs-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const results = join(folder, "results.jsonl");
    for (const number of ["901", "902"]) writeFileSync(join(folder, `Instance${number}.txt`), "");
    writeFileSync(results, `${run("901", first)}\n${run("902", last)}\n`);
    const told: string[] = [];
    const error = vi.spyOn(process.stderr, "write").mockImplementation((text) => told.push(String(text).trimEnd()) > 0);
    const out = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
    onTestFinished(() => {
      error.mockRestore();
      out.mockRestore();
    });
    const ended = await zhiban(["bench", "roster", folder, "--results", results]);
    expect(told).toEqual(verdicts.map((verdict, index) => `90${index + 1} seed 1: ${verdict}`));
    expect(ended).toBe(status);
  });
});
