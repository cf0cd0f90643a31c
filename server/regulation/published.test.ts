import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readPacks } from "./published.ts";
import { errorLine } from "./yaml-text.ts";

const packs = readPacks("regulations");

describe("the editions of this repository", () => {
  test("are without fault", () => {
    expect(packs.errors.map(errorLine)).toEqual([]);
  });

  test("say what they said when they were published: an edition is followed, never edited", () => {
    const now = Object.fromEntries(packs.published.map(({ id, edition, hash }) => [`${id}/${edition}`, hash]));
    expect(now).toEqual(JSON.parse(readFileSync("regulations/locked.json", "utf8")));
  });
});

const scratch = mkdtempSync(join(tmpdir(), "zhiban-packs-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The guards' edition with a part of one of its files replaced; every error of it. */
function errorsAfter(file: string, from: string, to: string): string[] {
  const folder = join(scratch, "regulations");
  rmSync(folder, { recursive: true, force: true });
  cpSync("regulations/guard-post-handover", join(folder, "guard-post-handover"), { recursive: true });
  const path = join(folder, "guard-post-handover", "2026-01-01", file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not say ${from}`);
  writeFileSync(path, text.replace(from, to));
  return readPacks(folder).errors.map(errorLine);
}

const place = "regulations/guard-post-handover/2026-01-01";

describe("an edition is not published", () => {
  test.each([
    ["that cites a rule which it does not have", "cites: [GPH-02]", "cites: [GPH-99]", "GPH-99 is not in rules.yaml"],
    [
      "that calls somebody it never introduced",
      "by: [squad-leader, ",
      "by: [porter, ",
      "porter is not among the functions of this regulation",
    ],
    [
      "that speaks of a post it never introduced",
      "post: guard",
      "post: diver",
      "diver is not among the posts of this regulation",
    ],
    [
      "that uses a key twice",
      "key: fault-found-by-a-guard",
      "key: shift-change",
      "shift-change stands here a second time",
    ],
    [
      "that calls two functions the same in Chinese",
      "zh: 部门经理, en: department manager",
      "zh: 班长, en: department manager",
      "department-manager is called “班长”, as squad-leader is",
    ],
    [
      "that calls two posts the same in English",
      "en: squad leader's post",
      "en: guard post",
      "squad-leader is called “guard post”, as guard is",
    ],
    [
      "that stands in the folder of another",
      "edition: 2026-01-01",
      "edition: 2026-02-01",
      "guard-post-handover 2026-02-01 stands in the folder of another edition",
    ],
  ])("%s", (_, from, to, message) => {
    const errors = errorsAfter("regulation.yaml", from, to);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(new RegExp(`^${place}/regulation\\.yaml:\\d+:\\d+: `));
    expect(errors[0]).toContain(message);
  });

  test.each([
    ["whose rules bear another prefix", "id: GPH-10", "id: SLH-10", 2],
    ["whose rules bear one number twice", "id: GPH-10", "id: GPH-09", 2],
  ])("%s", (_, from, to, count) => {
    const errors = errorsAfter("rules.yaml", from, to);
    expect(errors).toHaveLength(count);
    expect(errors.some((each) => each.startsWith(`${place}/rules.yaml:`))).toBe(true);
  });

  test("of which a file is missing", () => {
    const folder = join(scratch, "regulations");
    rmSync(folder, { recursive: true, force: true });
    cpSync("regulations/guard-post-handover", join(folder, "guard-post-handover"), { recursive: true });
    rmSync(join(folder, "guard-post-handover", "2026-01-01", "rules.yaml"));
    expect(readPacks(folder).errors.map(errorLine)).toEqual([`${place}/rules.yaml:1:1: the file is missing`]);
  });
});
