import { afterEach, expect, test, vi } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
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
