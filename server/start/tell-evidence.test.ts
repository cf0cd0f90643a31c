import { expect, test } from "vitest";
import { lossLine, tellOnce } from "./tell-evidence.ts";

const row = (name: string) => ({ table: "account", org: "wanda", name }) as const;

test("a row that somebody else changed is told once, however often somebody would be let in by it", () => {
  const lines: string[] = [];
  const tell = tellOnce((line) => lines.push(line));
  for (const name of ["lin", "wang", "lin"]) tell(row(name));
  expect(lines).toEqual([
    "account lin of wanda was changed by somebody else than this program: nobody is let in by it. Ask `zhiban verify`.",
    "account wang of wanda was changed by somebody else than this program: nobody is let in by it. Ask `zhiban verify`.",
  ]);
});

test("of a table that was changed as a whole a thousand rows are told", () => {
  let lines = 0;
  const tell = tellOnce(() => {
    lines += 1;
  });
  for (let each = 0; each < 1_100; each += 1) tell(row(`${each}`));
  expect(lines).toBe(1_000);
});

test("a receipt that the journal does not hold is told with the stream that it speaks of", () => {
  const receipt = { org: "wanda", site: "tower", noun: "log", id: "lobby", version: 3, hash: "0".repeat(64) };
  expect(lossLine(receipt)).toContain("log/lobby@3 at tower of wanda, and the journal does not hold it");
});
