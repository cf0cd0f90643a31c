import { describe, expect, test } from "vitest";
import { looseRules, looseTypes, STRICTNESS, type Strictness } from "./strictness.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("the compiler looks as strictly as it must, at every script", () =>
  expect(looseTypes(here, STRICTNESS)).toEqual([]));
test("the linter looks as strictly as it must, at every file", () => expect(looseRules(here, STRICTNESS)).toEqual([]));

const named: Strictness = {
  on: ["strict", "noUnusedLocals"],
  neutral: ["lib"],
  lookAway: { skipLibCheck: "theirs" },
  alone: {},
  rules: { "style/useImportType": "error", "complexity/most": { level: "error", options: { most: 60 } } },
  milder: { "style/noNonNull": "tests" },
  unread: { dist: "made" },
};

describe("a compiler that looks less", () => {
  const options = { strict: true, noUnusedLocals: true, skipLibCheck: true };
  const loose = (root: object, web: object, more: Readonly<Record<string, string>> = {}) =>
    looseTypes(
      plant({
        "tsconfig.json": JSON.stringify({ compilerOptions: { ...options, ...root }, include: ["duty", "a.ts"] }),
        "web/tsconfig.json": JSON.stringify({ extends: "../tsconfig.json", compilerOptions: web, include: ["."] }),
        ...{ "duty/log.ts": "", "web/log/Log.tsx": "", "a.ts": "" },
        ...more,
      }),
      named,
    );

  test("is caught where an option is off, gone, set beside, or named in vain", () => {
    expect(loose({}, { lib: ["DOM"] })).toEqual([]);
    expect(loose({ strict: undefined }, { strict: true })).toEqual(["tsconfig.json has strict not on"]);
    expect(loose({}, { noUnusedLocals: false })).toEqual(["web/tsconfig.json has noUnusedLocals not on"]);
    expect(loose({}, { strictNullChecks: false })).toEqual([
      "web/tsconfig.json sets strictNullChecks, which nobody named",
    ]);
    const alone = { ...named, alone: { "web/tsconfig.json noImplicitAny": "old" } };
    const anys = (path: string) =>
      looseTypes(plant({ [path]: JSON.stringify({ compilerOptions: { ...options, noImplicitAny: false } }) }), alone);
    expect(anys("web/tsconfig.json")).toEqual([]);
    expect(anys("tsconfig.json")).toEqual([
      "tsconfig.json sets noImplicitAny, which nobody named",
      "web/tsconfig.json noImplicitAny is named and not so",
    ]);
    expect(loose({ skipLibCheck: false }, {})).toEqual(["skipLibCheck is named and in no project"]);
  });

  test("is caught where it does not look at all", () => {
    expect(loose({}, {}, { "solver/price.ts": "" })).toEqual(["solver/price.ts is compiled by no project"]);
  });
});

describe("a linter that looks less", () => {
  const rules = {
    preset: "recommended",
    style: { useImportType: "error", noNonNull: "off" },
    complexity: { most: { level: "error", options: { most: 60 } } },
  };
  const loose = (changed: object, more: object = {}, other: Readonly<Record<string, string>> = {}) => {
    const whole = { files: { includes: ["**", "!dist"] }, linter: { rules: { ...rules, ...changed } }, ...more };
    return looseRules(plant({ "biome.json": JSON.stringify(whole), ...other }), named);
  };

  test.each([
    [{ preset: "none" }, "recommended"],
    [{ style: { noNonNull: "off" } }, "style/useImportType is not set"],
    [{ style: { useImportType: "warn", noNonNull: "off" } }, "style/useImportType is not set"],
    [{ complexity: { most: { level: "error", options: { most: 90 } } } }, "complexity/most is not set"],
    [{ suspicious: { noDebugger: "off" } }, "suspicious/noDebugger is set"],
    [{ a11y: "off" }, "a11y is set"],
    [{ style: { useImportType: "error" } }, "style/noNonNull is named and no longer"],
  ])("is caught with the rules %j", (changed, why) => {
    expect(loose(changed)).toEqual([expect.stringContaining(why)]);
  });

  test.each([
    [{ files: { includes: ["**", "!dist", "!duty"] } }, "duty is not read"],
    [{ files: { includes: ["**"] } }, "dist is named and is read"],
    [{ overrides: [] }, "told overrides"],
    [{ linter: { enabled: false, rules } }, "told enabled"],
  ])("is caught with %j", (more, why) => expect(loose({}, more)).toEqual([expect.stringContaining(why)]));

  test("is caught in a file of a folder, and in a script as a whole", () => {
    const all = `// ${"biome"}-ignore-all lint/style: as it is`;
    expect(loose({})).toEqual([]);
    expect(loose({}, {}, { "web/biome.json": "{}" })).toEqual(["web/biome.json is a second linter"]);
    expect(loose({}, {}, { "web/a.ts": all })).toEqual(["web/a.ts switches a rule off for more than a line"]);
  });
});
