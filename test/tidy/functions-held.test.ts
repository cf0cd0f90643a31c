import { expect, test } from "vitest";
import { functionsOfEverySite } from "./functions-held.ts";
import { plant, repository } from "./tree.ts";

test("no screen decides by functions that are held anywhere", () => {
  expect(functionsOfEverySite(repository())).toEqual([]);
});

const path = "web/desk/log/LogPanel.tsx";

test.each([
  "const leads = acting.functions.length > 0;",
  "const leads = acting.functions.some((each) => mayStandIn(rule, [each.function]));",
  "const why = session.acting?.functions.length === 0;",
  "const leads = person.functions.find((each) => each.function === key);",
  "const { functions } = acting; const leads = functions.length > 0;",
  "const first = functions[0];",
])("%s is caught", (line) => {
  expect(functionsOfEverySite(plant({ [path]: `\n${line}` }))).toEqual([`${path}:2`]);
});

test("asking what is held at a post is none of these", () => {
  const line = "const functions = functionsHeldAt(acting, { site, post });";
  expect(functionsOfEverySite(plant({ [path]: line, "web/desk/log.test.ts": "functions.length" }))).toEqual([]);
});
