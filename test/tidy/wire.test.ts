import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROOT, repository } from "./tree.ts";

/*
 * What goes over the wire is typed once: a field that is renamed in an answer, an act or a field that is misspelt in a screen cannot be
 * compiled. Each is planted in a copy of the tree, and the compiler is asked, once for all.
 */

interface Offence {
  readonly what: string;
  /** The file in which it is planted, by its name. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Files that must not compile any more. */
  readonly caughtIn: readonly string[];
}

const offences: readonly Offence[] = [
  {
    what: "a field renamed in an answer",
    file: "matter-answer.ts",
    from: "holder: z.string().nullable()",
    to: "keeper: z.string().nullable()",
    caughtIn: ["shown-matter.ts", "MatterRow.tsx"],
  },
  {
    what: "a field missing from what a route answers",
    file: "ledger-routes.ts",
    from: "now: services.now(), ",
    to: "",
    caughtIn: ["ledger-routes.ts"],
  },
  {
    what: "a column of a view that its list does not tell",
    file: "page-view.ts",
    from: "corrections: count",
    to: "corrected: count",
    caughtIn: ["page-view.ts", "log-routes.ts"],
  },
  {
    what: "a question that is misspelt",
    file: "site-query.ts",
    from: "query: { site }",
    to: "query: { sight: site }",
    caughtIn: ["site-query.ts"],
  },
  {
    what: "a path that nobody serves",
    file: "attendance-query.ts",
    from: '"/api/attendance"',
    to: '"/api/attendence"',
    caughtIn: ["attendance-query.ts"],
  },
  {
    what: "an act that is misspelt",
    file: "CorrectDialog.tsx",
    from: '"log.correct-line"',
    to: '"log.corect-line"',
    caughtIn: ["CorrectDialog.tsx"],
  },
  {
    what: "a field of a body that is misspelt",
    file: "ReopenDialog.tsx",
    from: "...at, reason }",
    to: "...at, reasons: reason }",
    caughtIn: ["ReopenDialog.tsx"],
  },
  {
    what: "a field that may be missing, misspelt in one of the parts of a body",
    file: "MoveDialog.tsx",
    from: "unlessEmpty({ record })",
    to: "unlessEmpty({ recrod: record })",
    caughtIn: ["MoveDialog.tsx"],
  },
  {
    what: "a field of what is signed, misspelt",
    file: "SignDialog.tsx",
    from: "lateReason: late }",
    to: "lateReasons: late }",
    caughtIn: ["SignDialog.tsx"],
  },
  {
    what: "a field of a form of accounts that its operation does not have",
    file: "account-acts.ts",
    from: 'current: "present-password"',
    to: 'curent: "present-password"',
    caughtIn: ["account-acts.ts"],
  },
  {
    what: "a thing owed that stands in no lane of the overview, and one that nobody owes",
    file: "owed-lanes.ts",
    from: '"log.countersign": "others"',
    to: '"log.countersigned": "others"',
    caughtIn: ["owed-lanes.ts"],
  },
  {
    what: "a thing owed that the overview asks for by another name",
    file: "told-once.ts",
    from: 'overdue("attendance.relief")',
    to: 'overdue("attendance.reliefs")',
    caughtIn: ["told-once.ts"],
  },
  {
    what: "an act that follows from an entry, misspelt",
    file: "handover-reactions.ts",
    from: 'act: "log.cut-page"',
    to: 'act: "log.cut-pages"',
    caughtIn: ["handover-reactions.ts"],
  },
  {
    what: "an act that follows and is a type of entry, among others of its list",
    file: "roster-reactions.ts",
    from: 'act: "attendance.put-in", body: { post, ...turn }',
    to: 'act: "attendance.signed-on", body: { post, ...turn }',
    caughtIn: ["roster-reactions.ts"],
  },
  {
    what: "an act that the clock asks before it enters something as missed, misspelt",
    file: "handover-kind.ts",
    from: '"handover.put-off-take-up"',
    to: '"handover.put-off-taking-up"',
    caughtIn: ["handover-kind.ts"],
  },
  {
    what: "an act that brings a planned stream to life, misspelt",
    file: "site-schedule.ts",
    from: '"manning.reckon"',
    to: '"maning.reckon"',
    caughtIn: ["site-schedule.ts"],
  },
  {
    what: "a thing owed that a list leaves out, misspelt",
    file: "owed-here.ts",
    from: '"attendance.sign-off"',
    to: '"attendance.sign-of"',
    caughtIn: ["owed-here.ts"],
  },
];

/** Where a file stands in the copy; names are unique in the tree. */
function placeOf(file: string): string {
  const place = [...repository().keys()].find((path) => basename(path) === file);
  if (place === undefined) throw new Error(`${file} is gone: plant the offence elsewhere`);
  return place;
}

/** A copy of what the two sides of the wire are made of, with a project of the files that are looked at. */
function copyWith(files: readonly string[]): string {
  const copy = mkdtempSync(join(tmpdir(), "zb-wire-"));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  for (const folder of ["duty", "server", "solver", "connect", "web", "package.json", "tsconfig.json"])
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true, filter: (path) => basename(path) !== "dist" });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  const project = {
    extends: "./web/tsconfig.json",
    compilerOptions: { types: ["vite/client", "node", "@fastify/cookie"] },
    include: [],
    files: [...files, "web/virtual.d.ts"],
  };
  writeFileSync(join(copy, "planted.json"), JSON.stringify(project));
  return copy;
}

/** Names of the files of a project that do not compile. */
async function errorsIn(copy: string): Promise<string[]> {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const said = await new Promise<string>((told) => {
    execFile(
      process.execPath,
      [compiler, "-p", join(copy, "planted.json"), "--checkers", "1"],
      { cwd: copy },
      (_, out) => told(out),
    );
  });
  const named = [...said.matchAll(/^(\S+?)\(\d+,\d+\): error /gm)].map(([, path = ""]) => basename(path));
  return [...new Set(named)].toSorted();
}

test("a renamed field, a misspelt act or a misspelt field of a body does not compile", {
  timeout: 300_000,
}, async () => {
  const looked = [...new Set(offences.flatMap(({ caughtIn }) => caughtIn))];
  const copy = copyWith(looked.map(placeOf));
  for (const { file, from, to, what } of offences) {
    const place = join(copy, placeOf(file));
    const text = readFileSync(place, "utf8");
    expect(text.split(from).length, `${what}: ${file} says ${from} once`).toBe(2);
    writeFileSync(place, text.replace(from, to));
  }
  expect(await errorsIn(copy)).toEqual(looked.toSorted());
});
