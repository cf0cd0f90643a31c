import { describe, expect, test } from "vitest";
import { misspelt, namesThereAre } from "./spelt-names.ts";
import { plant, repository } from "./tree.ts";

const here = repository();
const known = namesThereAre(here);

test("every name that is spelt as a mere text stands for something", () => {
  expect(known.size).toBeGreaterThan(300);
  expect(misspelt(here)).toEqual([]);
});

describe("a name that stands for nothing is caught", () => {
  const found = (path: string, text: string) => misspelt(plant({ [path]: text }), ["log.vanish"], known);
  test.each([
    ["an entry in a statement", "const x = sql`select 1 from entry where noun = 'log' and type = 'log.line-writen'`;"],
    ["an entry beside a hole", "const x = sql`where org = $" + "{org} and type in ('log.line-writen')`;"],
    ["an act that is ordered", 'order("person.reset-pinn", { body });'],
    ["what is owed", 'const mine = lines.filter(({ what }) => what === "attendance.releif");'],
    ["a code of a refusal", 'if (code === "handover.not-counted-yet") retry();'],
    ["what only tests make up", 'if (act === "log.vanish") throw fault;'],
  ])("%s", (_, text) => {
    for (const path of ["server/log/log-view.ts", "web/desk/log/line-draft.ts", "web/desk/log/LogLines.tsx"])
      expect(found(path, text)).toHaveLength(1);
  });

  test.each([
    ["where it is there", "server/log/log-view.ts", "const x = sql`type = 'log.line-written'`;"],
    ["where it is the name of a file", "server/log/log-view.ts", 'read("log.ts");'],
    ["where nothing is called so", "server/log/log-view.ts", 'const key = "weather.rain";'],
    ["where a test makes it up", "server/log/log.test.ts", 'expect(told("log.vanish")).toBe(1);'],
  ])("and not %s", (_, path, text) => expect(found(path, text)).toEqual([]));
});
