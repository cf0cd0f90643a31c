import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { judge } from "#bench/roster-checker.ts";
import { zhiban } from "./terminal.ts";

/** A site of so many days and people with an early and a late shift, and no early after a late; everyone has a day off and two wishes. */
function site(days: number, people: number): string {
  const ids = Array.from({ length: people }, (_, p) => `P${p + 1}`);
  const most = Math.ceil(days * 0.7);
  const minutes = [480 * most, 480 * Math.floor(days / 3)];
  const cover = Array.from({ length: days }, (_, day) => [`${day},E,2,100,1`, `${day},L,1,100,1`]).flat();
  return [
    ...["SECTION_HORIZON", days, "SECTION_SHIFTS", "E,480,", "L,480,E", "SECTION_STAFF"],
    ...ids.map((id) => `${id},E=${days}|L=${most},${minutes.join(",")},5,2,2,${Math.ceil(days / 10)}`),
    ...["SECTION_DAYS_OFF", ...ids.map((id, p) => `${id},${(3 * p) % days}`)],
    ...["SECTION_SHIFT_ON_REQUESTS", ...ids.map((id, p) => `${id},${(1 + 5 * p) % days},L,3`)],
    ...["SECTION_SHIFT_OFF_REQUESTS", ...ids.map((id, p) => `${id},${(2 + 4 * p) % days},E,2`)],
    ...["SECTION_COVER", ...cover],
  ].join("\n");
}

/** Fewer people than the cover asks for, so that there is something to pay. */
const fortnight = site(14, 4);
const said = { out: "", err: "" };
let folder = "";

beforeAll(async () => {
  vi.stubEnv("LC_ALL", "en_GB.UTF-8");
  folder = await mkdtemp(join(tmpdir(), "roster-"));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said.out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said.err += text;
    return true;
  });
  vi.spyOn(console, "error").mockImplementation((line: string) => {
    said.err += `${line}\n`;
  });
});
beforeEach(() => {
  said.out = "";
  said.err = "";
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function fileOf(text: string): Promise<string> {
  const file = join(folder, "site.txt");
  await writeFile(file, text);
  return file;
}

test("a file that is no UTF-8 is refused where it is not, with what to do", async () => {
  const file = join(folder, "other.txt");
  await writeFile(file, Buffer.from(fortnight.replaceAll("P2", "\xd6\xd0"), "latin1"));
  expect(await zhiban(["roster", "solve", file, "--steps", "1"])).toBe(2);
  expect(said.err).toMatch(/other\.txt, line 8: .*GB18030 \(GBK\): save it as UTF-8/);
});

/** `roster solve` on this text; what it printed is in `said`. */
async function roster(text: string, ...args: string[]): Promise<number> {
  return zhiban(["roster", "solve", await fileOf(text), ...args]);
}

/** The rows of the roster that is printed for people to read. */
function rowsOf(printed: string): Record<string, string[]> {
  const rows = printed.split("\n").flatMap((line) => {
    const [, id, row] = /^(P\d+): (.*)$/.exec(line) ?? [];
    return id && row ? [[id, row.split(" ").map((shift) => (shift === "-" ? "" : shift))] as const] : [];
  });
  return Object.fromEntries(rows);
}

test("steps and seed print the same bytes twice: a legal roster that costs what it says, under the agreed names", async () => {
  expect(await roster(fortnight, "--steps", "3", "--seed", "5", "--json")).toBe(0);
  const once = said.out;
  said.out = "";
  expect(await roster(fortnight, "--steps", "3", "--seed", "5", "--json")).toBe(0);
  expect(said.out).toBe(once);
  expect(said.err).toBe("");
  expect(once.endsWith("}\n")).toBe(true);
  const document = JSON.parse(once);
  expect(Object.keys(document)).toEqual(["instance", "cost", "bound", "seconds", "seed", "roster", "parts"]);
  const judged = judge(fortnight, document.roster);
  expect(judged.broken).toEqual([]);
  expect(document).toMatchObject({ instance: "site", cost: judged.cost, seconds: null, seed: 5, parts: judged.parts });
  expect(document.bound).toBeLessThanOrEqual(judged.cost);
  expect(document.bound).toBeGreaterThan(0);
});

test("a roster searched by the clock and printed for people is legal and costs what it says", async () => {
  const running = roster(fortnight, "--seconds", "600");
  await vi.waitUntil(() => said.err.includes("cost "), { timeout: 50_000 });
  process.emit("SIGINT");
  expect(await running).toBe(0);
  const judged = judge(fortnight, rowsOf(said.out));
  expect(judged.broken).toEqual([]);
  const [, bound = "", gap] =
    /^site: cost \d+, bound (\d+), gap to the bound (.*)$/.exec(said.out.split("\n")[0] ?? "") ?? [];
  expect(said.out.startsWith(`site: cost ${judged.cost}, `)).toBe(true);
  expect(Number(bound)).toBeLessThanOrEqual(judged.cost);
  expect(gap).toBe(bound === "0" ? "unknown" : `${((judged.cost / Number(bound) - 1) * 100).toFixed(2)} %`);
  expect(said.err).toMatch(/^\d+\.\d s: (cost \d+|no roster yet), bound \d+$/m);
  expect(said.err).not.toContain("Infinity");
});

test.each([
  [["solve"], /^roster solve: FILE is missing/],
  [["mend", "FILE"], /^roster is followed by one of solve, not by mend/],
  [["solve", "FILE", "--fast"], /^roster solve: there is no flag --fast/],
  [["solve", "FILE", "--seconds", "soon"], /^roster solve: --seconds must be a number from .*, not "soon"/],
  [["solve", "FILE", "--seed", "1.5"], /^roster solve: --seed must be a whole number, not "1.5"/],
  [["solve", "FILE", "--threads", "0"], /^roster solve: --threads must be a number from 1 to 16, not "0"/],
  [["solve", "FILE", "--seconds", "1", "--steps", "1"], /^roster solve: give --seconds or --steps, not both/],
  [
    ["solve", "FILE", "--seconds", "1", "--cpu-seconds", "1"],
    /^roster solve: give --seconds or --cpu-seconds, not both/,
  ],
  [["solve", "nowhere.txt", "--steps", "1"], /^roster solve: nowhere.txt cannot be read: /],
])("roster %j is an argument that is wrong: status 2 and one line", async (args, line) => {
  const file = await fileOf(fortnight);
  expect(await zhiban(["roster", ...args].map((arg) => (arg === "FILE" ? file : arg)))).toBe(2);
  expect(said.out).toBe("");
  expect(said.err).toMatch(line);
  expect(said.err.trimEnd()).not.toContain("\n");
});

test.each([
  ["a line that cannot be read", fortnight.replace("P2,", "P2,,"), /site\.txt, line 8: expected 8 fields of a person/],
  ["a day outside", fortnight.replace("P1,0", "P1,14"), /site\.txt, line 12: day 14 lies outside the horizon/],
  ["nobody", site(14, 0), /site\.txt: there are 0 people: name at least one/],
  ["more days than can be searched at once", site(401, 3), /site\.txt, line 2: the horizon has 401 days; at most 400/],
])("a file with %s is refused with what to mend: status 2", async (_, text, line) => {
  expect(await roster(text, "--steps", "1", "--json")).toBe(2);
  expect(said.out).toBe("");
  expect(said.err).toMatch(line);
});

test("a site on which somebody's rules cannot hold together names them: status 1", async () => {
  // The third must work on four days and is off on thirteen.
  const impossible = fortnight.replace("P3,6", "P3,0,1,2,3,4,5,6,7,8,9,10,11,12");
  expect(await roster(impossible, "--steps", "1", "--json")).toBe(1);
  expect(said.out).toBe("");
  expect(said.err).toBe("P3: no row can be legal; these cannot hold together: minutes, day off\n");
});

test("a search whose threads die again and again says of what: status 1", async () => {
  const kill = (worker: Worker) => {
    worker.once("online", () => {
      worker.emit("error", new Error("out of memory"));
      void worker.terminate();
    });
  };
  process.on("worker", kill);
  try {
    expect(await roster(fortnight, "--seconds", "600", "--json")).toBe(1);
  } finally {
    process.off("worker", kill);
  }
  expect(said.out).toBe("");
  expect(said.err).toBe("the search failed: out of memory\n");
});

test("four hundred days of few people are answered when the time is up, by a legal roster or by saying that there is none", async () => {
  const year = site(400, 4);
  const status = await roster(year, "--seconds", "3", "--json");
  const found = status === 0 ? JSON.parse(said.out) : undefined;
  const { broken, cost } = found ? judge(year, found.roster) : { broken: [], cost: undefined };
  const none = { status: 1, err: "no legal roster was found before the time was up: give it more\n" };
  expect(broken).toEqual([]);
  expect(found ? found.cost : { status, err: said.err }).toEqual(found ? cost : none);
});

test("told to stop a second time means the same as told once, and nobody listens afterwards", async () => {
  const before = process.listenerCount("SIGINT");
  const running = roster(site(28, 20), "--seconds", "600");
  await vi.waitUntil(() => said.err.includes("cost "), { timeout: 50_000 });
  process.emit("SIGINT");
  expect(process.listenerCount("SIGINT")).toBe(before + 1);
  process.emit("SIGINT");
  expect(await running).toBe(0);
  expect(process.listenerCount("SIGINT")).toBe(before);
});

test("Ctrl-C in a terminal prints the best roster so far and leaves no process", async () => {
  const text = site(28, 20);
  const launcher = join(import.meta.dirname, "zhiban.mjs");
  // Its own group, as a terminal gives it: Ctrl-C reaches launcher and search, and the launcher passes its own on.
  const child = spawn(process.execPath, [launcher, "roster", "solve", await fileOf(text), "--seconds", "600"], {
    detached: true,
  });
  const group = -(child.pid as number);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  let [printed, progress] = ["", ""];
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  child.stderr.on("data", (chunk) => {
    progress += chunk;
  });
  try {
    await vi.waitUntil(() => progress.includes("cost ") || child.exitCode !== null, { timeout: 50_000 });
    process.kill(group, "SIGINT");
    expect(await ended).toBe(0);
    expect(judge(text, rowsOf(printed)).broken).toEqual([]);
    expect(() => process.kill(group, 0)).toThrow("ESRCH");
  } finally {
    if (child.exitCode === null) process.kill(group, "SIGKILL");
  }
});
