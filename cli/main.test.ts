import { spawnSync } from "node:child_process";
import process from "node:process";
import { afterEach, expect, test, vi } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { zhiban } from "./terminal.ts";

const english = { LC_ALL: "", LC_MESSAGES: "", LANG: "en_GB.UTF-8" };
const chinese = { LC_ALL: "zh_CN.UTF-8", LC_MESSAGES: "", LANG: "en_GB.UTF-8" };

const said = hearConsole();
afterEach(() => vi.unstubAllEnvs());

/** What the words of a terminal come to, without a process of their own. */
async function ask(words: readonly string[], locale: Readonly<Record<string, string>> = english) {
  for (const [name, value] of Object.entries(locale)) vi.stubEnv(name, value);
  const before = { out: said.out.length, err: said.err.length };
  const status = await zhiban(words);
  const told = (lines: readonly string[], from: number) => lines.slice(from).map((line) => `${line}\n`);
  return { status, stdout: told(said.out, before.out).join(""), stderr: told(said.err, before.err).join("") };
}

function askProgram(args: readonly string[], program = "cli/main.ts") {
  const env = { ...process.env, ...english };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8", env });
  return { status, stdout, stderr };
}

test.each([["--help"], ["nonsense"]])("the program answers %s as it is answered here", async (word) => {
  expect(askProgram([word])).toEqual(await ask([word]));
});

test.each([[[]], [["--help"]], [["-h"]]])("%j lists what there is and starts nothing: status 0", async (args) => {
  const { status, stdout, stderr } = await ask(args);
  expect(stdout).toMatch(/^ {2}serve +the product/m);
  expect(stdout).toMatch(/^ {2}regulations check +whether/m);
  expect(stdout).toMatch(/^ {2}backup FILE +a copy/m);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("a Chinese terminal is spoken to in Chinese, an unspoken one in English", async () => {
  expect((await ask([], chinese)).stdout).toMatch(/^ {2}serve +运行本产品/m);
  expect((await ask([], { ...chinese, LC_ALL: "", LANG: "zh_TW.UTF-8" })).stdout).toContain("用法：zhiban");
  expect((await ask([], { ...chinese, LC_ALL: "C.UTF-8", LANG: "zh_CN.UTF-8" })).stdout).toContain("Usage: zhiban");
  expect((await ask(["nonsense"], chinese)).stderr).toBe("没有命令 nonsense；有哪些请看 zhiban --help\n");
});

test.each(["backup", "roster solve", "bench roster"])("%s --help says what may follow it: status 0", async (verb) => {
  const { status, stdout, stderr } = await ask([...verb.split(" "), "--help"]);
  expect(stdout).toMatch(new RegExp(`^Usage: zhiban ${verb} F`));
  expect(stdout).toMatch(/^ {2}--json +one JSON document/m);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("the first half of several verbs lists each of them", async () => {
  const { status, stdout } = await ask(["regulations", "--help"]);
  expect(stdout).toContain("zhiban regulations check [--regulations DIR] [--json]");
  expect(stdout).toContain("zhiban regulations coverage [--require PREFIX,…] [--regulations DIR] [--json]");
  expect(status).toBe(0);
});

test("the release is that of the package, through the launcher too", () => {
  const { status, stdout } = askProgram(["--version"], "cli/zhiban.mjs");
  expect(stdout).toBe(`zhiban ${process.env.npm_package_version ?? "0.1.0"}\n`);
  expect(status).toBe(0);
});

test.each([
  [["bench", "append", "--nonsense"], "bench: there is no flag --nonsense"],
  [["nonsense"], "there is no verb nonsense; zhiban --help lists what there is"],
])("%j is the caller's mistake: one sentence, status 2", async (args, sentence) => {
  expect(await ask(args)).toEqual({ status: 2, stdout: "", stderr: `${sentence}\n` });
});
