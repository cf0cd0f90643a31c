import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { textBefore, versionsSince } from "./mainline.ts";

/* A repository of one file, made anew for each test. */

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "zhiban-mainline-"));
  git("init", "-q", "-b", "main");
});
afterEach(() => rmSync(root, { recursive: true }));

function git(...words: string[]): string {
  const who = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "protocol.file.allow=always"];
  return execFileSync("git", [...who, ...words], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}

function write(text: string): void {
  writeFileSync(join(root, "golden.json"), text);
}

function commit(text: string): string {
  write(text);
  git("add", ".");
  git("commit", "-q", "--allow-empty", "-m", text);
  return git("rev-parse", "HEAD");
}

describe("what a file was before", () => {
  test("on a branch: as main was where the branch left it, however often the branch changed it", () => {
    commit("first");
    git("switch", "-q", "-c", "work");
    commit("second");
    commit("third");
    expect(textBefore("golden.json", root)).toBe("first");
  });

  test("on main: as it was before its last change, though other files changed since", () => {
    commit("first");
    commit("second");
    writeFileSync(join(root, "other"), "");
    commit("second");
    expect(textBefore("golden.json", root)).toBe("first");
  });

  test("on main with a change that is not committed: as it was committed", () => {
    commit("first");
    commit("second");
    write("third");
    expect(textBefore("golden.json", root)).toBe("second");
  });

  test("on main after a merge: as main was before the merge, not as the branch began", () => {
    commit("first");
    git("switch", "-q", "-c", "work");
    commit("second");
    commit("third");
    git("switch", "-q", "main");
    git("merge", "-q", "--no-ff", "-m", "merge", "work");
    expect(textBefore("golden.json", root)).toBe("first");
  });

  test("nothing, where it came with the first commit", () => {
    commit("first");
    expect(textBefore("golden.json", root)).toBeUndefined();
    expect(textBefore("missing.json", root)).toBeUndefined();
  });

  test("a clone without the history that would tell says so", () => {
    commit("first");
    commit("second");
    const whole = root;
    root = mkdtempSync(join(tmpdir(), "zhiban-mainline-"));
    git("clone", "-q", "--depth", "1", `file://${whole}`, ".");
    expect(() => textBefore("golden.json", root)).toThrow("git fetch --unshallow");
    expect(() => versionsSince("f".repeat(40), "golden.json", root)).toThrow("is not in it");
    rmSync(whole, { recursive: true });
  });
});

test("the versions since a commit begin with how it stood there, and end where a branch left main", () => {
  commit("zeroth");
  const from = commit("first");
  commit("second");
  git("switch", "-q", "-c", "work");
  commit("third");
  expect(versionsSince(from, "golden.json", root)).toEqual(["first", "second"]);
});
