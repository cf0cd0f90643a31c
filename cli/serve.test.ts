import { afterEach, expect, test, vi } from "vitest";
import { PostgresCannotStart, type StartFailureCode } from "#server/postgres/postgres-cannot-start.ts";
import { hearConsole } from "#test/hear-console.ts";
import { startFailureLine } from "./start-failure.ts";
import { zhiban } from "./terminal.ts";

const said = hearConsole();
afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ["PUBLIC_URL", "duty.example.com"],
  ["PUBLIC_URL", "https://duty.example.com, duty"],
  ["PUBLIC_URL", "ftp://duty.example.com"],
  ["TRUST_PROXY", "true"],
  ["TRUST_PROXY", "10.0.0.0/8, proxy.example.com"],
  ["TRUST_PROXY", "10.0.0.0/33"],
])("%s=%s is no setting: nobody is believed by mistake, and nothing starts", async (name, value) => {
  vi.stubEnv(name, value);
  expect(await zhiban(["serve", "--port", "0", "--data", "/none"])).toBe(2);
  expect(said.err).toEqual([expect.stringMatching(new RegExp(`^serve: 设置 ${name} 有误 Setting ${name} is wrong: `))]);
});

test("a setting left blank is one not made, as a file of settings has them", async () => {
  for (const blank of ["HOST", "DATA_DIR", "DATABASE_URL", "PUBLIC_URL"]) vi.stubEnv(blank, "");
  vi.stubEnv("TRUST_PROXY", "true");
  expect(await zhiban(["serve", "--port", "0"])).toBe(2);
  expect(said.err).toEqual([expect.stringContaining("Setting TRUST_PROXY is wrong: ")]);
});

/** What a Chinese reader must find in the line, so that they look in the right place. */
const inChinese = {
  "no-binaries": /缺少.*程序包/,
  "not-runnable": /无法在本机运行/,
  "folder-in-use": /正被另一个程序使用.*先停掉/,
  "folder-damaged": /已损坏.*恢复备份/,
  "folder-not-ours": /属于另一个用户.*用那个用户/,
  "folder-other-major": /另一个 PostgreSQL 大版本.*导出/,
  "folder-not-writable": /写不进去.*写的权限/,
  "folder-is-file": /是一个文件.*另选/,
  "no-room": /磁盘已满.*腾出空间/,
  "worker-thread": /主线程/,
} as const satisfies Record<StartFailureCode, RegExp>;

test.each(Object.entries(inChinese))(
  "who cannot start because of %s is told that in Chinese, and then in English",
  (code, words) => {
    const line = startFailureLine(new PostgresCannotStart(code as StartFailureCode, "What is wrong."));
    expect(line).toMatch(new RegExp(`^[^。]*${words.source}[^。]*。 What is wrong\\.$`));
  },
);
