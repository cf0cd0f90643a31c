import { expect, test } from "vitest";
import { runTool, toolTime } from "./run-tool.ts";
import { isScript, repository } from "./tree.ts";

const here = [...repository().keys()];

/** Each compiles with what its climate may know: duty without Node and DOM, web without Node, set-up what Node 18 knows. */
const PROJECTS = ["tsconfig.json", "duty/tsconfig.json", "web/tsconfig.json", "set-up/tsconfig.json"].filter(
  (project) => {
    const folder = project.replace("tsconfig.json", "");
    return here.some((path) => path.startsWith(folder) && isScript(path));
  },
);

test.each(PROJECTS)("%s has no type errors", { timeout: toolTime }, async (project) => {
  // One checker: of several, each reckons anew what the others have reckoned, and other tests want the processors.
  expect(await runTool("tsc", "-p", project, "--checkers", "1")).toEqual({ status: 0, said: "" });
});
