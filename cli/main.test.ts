import { spawnSync } from "node:child_process";
import process from "node:process";
import { expect, test } from "vitest";

const english = { LC_ALL: "", LC_MESSAGES: "", LANG: "en_GB.UTF-8" };
const chinese = { LC_ALL: "zh_CN.UTF-8", LC_MESSAGES: "", LANG: "en_GB.UTF-8" };

function ask(args: readonly string[], locale = english, program = "cli/main.ts") {
  const env = { ...process.env, ...locale };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8", env });
  return { status, stdout, stderr };
}

test.each([[[]], [["--help"]], [["-h"]]])("%j lists what there is and starts nothing: status 0", (args) => {
  const { status, stdout, stderr } = ask(args);
  expect(stdout).toMatch(/^ {2}serve +the product/m);
  expect(stdout).toMatch(/^ {2}regulations check +whether/m);
  expect(stdout).toMatch(/^ {2}backup FILE +a copy/m);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("a Chinese terminal is spoken to in Chinese, an unspoken one in English", () => {
  expect(ask([], chinese).stdout).toMatch(/^ {2}serve +运行本产品/m);
  expect(ask([], { ...chinese, LC_ALL: "", LANG: "zh_TW.UTF-8" }).stdout).toContain("用法：zhiban");
  expect(ask([], { ...chinese, LC_ALL: "C.UTF-8", LANG: "zh_CN.UTF-8" }).stdout).toContain("Usage: zhiban");
  expect(ask(["nonsense"], chinese).stderr).toBe("没有命令 nonsense；有哪些请看 zhiban --help\n");
});

test.each(["backup", "roster solve", "bench roster"])("%s --help says what may follow it: status 0", (verb) => {
  const { status, stdout, stderr } = ask([...verb.split(" "), "--help"]);
  expect(stdout).toMatch(new RegExp(`^Usage: zhiban ${verb} F`));
  expect(stdout).toMatch(/^ {2}--json +one JSON document/m);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("the first half of several verbs lists each of them", () => {
  const { status, stdout } = ask(["regulations", "--help"]);
  expect(stdout).toContain("zhiban regulations check [--regulations DIR] [--json]");
  expect(stdout).toContain("zhiban regulations coverage [--require PREFIX,…] [--regulations DIR] [--json]");
  expect(status).toBe(0);
});

test("the release is that of the package, through the launcher too", () => {
  const { status, stdout } = ask(["--version"], english, "cli/zhiban.mjs");
  expect(stdout).toBe(`zhiban ${process.env.npm_package_version ?? "0.1.0"}\n`);
  expect(status).toBe(0);
});

test.each([
  [["bench", "append", "--nonsense"], "bench: there is no flag --nonsense"],
  [["nonsense"], "there is no verb nonsense; zhiban --help lists what there is"],
])("%j is the caller's mistake: one sentence, status 2", (args, sentence) => {
  expect(ask(args)).toEqual({ status: 2, stdout: "", stderr: `${sentence}\n` });
});
