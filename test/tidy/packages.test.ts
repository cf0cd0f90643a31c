import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { misplacedPackages } from "./packages.ts";
import { plant, ROOT, repository } from "./tree.ts";

test("npm start fetches what the product needs, and nothing that only tests need", () => {
  expect(misplacedPackages(repository())).toEqual([]);
});

test("a package in the wrong list is caught, whichever it is", () => {
  const tree = plant({
    "package.json": JSON.stringify({ dependencies: { zod: "1", vitest: "1" }, devDependencies: { "@scope/ui": "1" } }),
    "cli/main.ts": 'const serve = () => import("./serve.ts");\nconst bench = () => import("./bench.ts");',
    "cli/serve.ts":
      'import { z } from "zod";\nimport type { Server } from "vitest";\nimport { join } from "node:path";',
    "cli/bench.ts": 'const thread = new Worker(new URL("./search.ts", import.meta.url));',
    "cli/search.ts": 'import highs from "highs";',
    "web/main.tsx": 'import { Button } from "@scope/ui/button";\nimport "./gone.ts";',
  });
  expect(misplacedPackages(tree)).toEqual([
    "@scope/ui is needed by the product and is a devDependency",
    "highs is needed by the product and is not listed",
    "vitest is fetched by npm start, and the product does not use it",
  ]);
});

type Install = (args: string[], cwd: string) => Promise<number>;
type Installer = { installPackages(root: string, extent: "product" | "everything", install: Install): Promise<number> };

const root = mkdtempSync(join(tmpdir(), "zhiban-install-"));
afterAll(() => rmSync(root, { recursive: true }));

/** What npm was asked for, one after the other, in a clone that has never been set up. */
async function asked(...extents: ("product" | "everything")[]): Promise<string[]> {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { installPackages } = (await import(`${ROOT}/set-up/install-packages.mjs`)) as Installer;
  rmSync(root, { recursive: true });
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(join(root, "package-lock.json"), "{}");
  const said: string[] = [];
  for (const extent of extents) {
    await installPackages(root, extent, async (args) => {
      said.push(args.find((each) => each.endsWith("=dev")) ?? "");
      return 0;
    });
  }
  return said;
}

test.each([
  [["product"], ["--omit=dev"]],
  [["product", "product"], ["--omit=dev"]],
  [["everything", "product"], ["--include=dev"]],
  [
    ["product", "everything"],
    ["--omit=dev", "--include=dev"],
  ],
  [
    ["product", "everything", "product", "everything"],
    ["--omit=dev", "--include=dev"],
  ],
] as const)("after %j npm was run with %j", async (extents, words) => {
  expect(await asked(...extents)).toEqual(words);
});
