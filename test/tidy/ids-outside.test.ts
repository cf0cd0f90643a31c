import { expect, test } from "vitest";
import { isScript, isTest, plant, repository, type Tree } from "./tree.ts";

/** Where an id is read as it stands: two spellings of one id would be two ids, so what comes from outside is read by `idFromOutside`. */
function readAsItStands(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) =>
    /^(duty|server)\//.test(path) && isScript(path) && !isTest(path) && path !== "duty/grammar/shape.ts"
      ? text.split("\n").flatMap((line, index) => (/\bz\.(uuid|guid)\b/.test(line) ? [`${path}:${index + 1}`] : []))
      : [],
  );
}

test("no id is read as it stands", () => expect(readAsItStands(repository())).toEqual([]));

test("one that is, is caught", () => {
  const planted = { "server/http/a.ts": "\nconst body = z.strictObject({ id: z.uuid() });" };
  expect(readAsItStands(plant(planted))).toEqual(["server/http/a.ts:2"]);
});
