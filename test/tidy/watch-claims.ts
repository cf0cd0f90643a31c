import { relative } from "node:path";
import type { Plugin } from "vitest/config";
import { watched } from "./claim-spots.ts";
import { isScript, isTest, ROOT } from "./tree.ts";

/** Has the claims of every test watched while it runs; `hear-claims.ts` says what they came to. */
export function watchClaims(): Plugin {
  return {
    name: "watch-claims",
    enforce: "pre",
    transform(text, id) {
      const path = relative(ROOT, id.split("?")[0] ?? id);
      if (path.includes("node_modules") || !isScript(path) || !isTest(path) || !text.includes("expect"))
        return undefined;
      return watched(path, text);
    },
  };
}
