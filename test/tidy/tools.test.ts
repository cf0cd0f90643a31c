import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isScript, ROOT, repository } from "./tree.ts";

/** The tools that read the whole repository, so that `npm test` is every check there is. */
const TIME = 180_000;
const here = [...repository().keys()];

function run(program: string, ...words: string[]): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, maxBuffer: 2 ** 26, env: { ...process.env, NO_COLOR: "1" } };
    const child = execFile(join(ROOT, "node_modules", ".bin", program), words, options, (_, stdout, stderr) => {
      resolve({ status: child.exitCode ?? 1, said: stdout + stderr });
    });
  });
}

/** Each compiles with what its climate may know: duty without Node and DOM, web without Node, set-up what Node 18 knows. */
const PROJECTS = ["tsconfig.json", "duty/tsconfig.json", "web/tsconfig.json", "set-up/tsconfig.json"].filter(
  (project) => {
    const folder = project.replace("tsconfig.json", "");
    return here.some((path) => path.startsWith(folder) && isScript(path));
  },
);

test.each(PROJECTS)("%s has no type errors", { timeout: TIME }, async (project) => {
  expect(await run("tsc", "-p", project)).toEqual({ status: 0, said: "" });
});

test("the linter finds nothing to say", { timeout: TIME }, async () => {
  const { status, said } = await run("biome", "check", "--error-on-warnings", ".");
  expect(status, said).toBe(0);
});

test("no file, export or dependency lies unused", { timeout: TIME }, async () => {
  const { status, said } = await run("knip");
  expect(status, said).toBe(0);
});
