import { join } from "node:path";
import { refusedForActor, refusedForPin } from "#duty/door/edge-refusals.ts";
import type { HttpOperation } from "#duty/door/operation.ts";
import { NOT_YOU } from "#server/http/problem.ts";
import { ROOT, type Tree } from "./tidy/tree.ts";

/*
 * Operations that answer one with "you may not" and another with "there is no such thing": where the second is looked at first, whoever has no right
 * learns what there is. Which codes say what is read off the places where they are thrown.
 */

/** What is said of the one who asks alone, before anything that they name is looked at. */
const OF_THE_ASKER: readonly string[] = [...refusedForActor, ...refusedForPin];

/** Ids of all such operations of the answer files. */
export async function askingForRights(tree: Tree): Promise<readonly string[]> {
  const thrown = [...tree].filter(([path]) => /^server\/.*(?<!\.test)\.ts$/.test(path)).map(([, text]) => text);
  const codesIn = (statement: RegExp) =>
    new Set(
      thrown
        .flatMap((text) => text.match(statement) ?? [])
        .flatMap((each) => each.match(/[a-z]+\.[a-z-]+(?=")/g) ?? []),
    );
  const notThere = codesIn(/nothingHere\([^;]*;|HttpProblem\([^;]*\b404\b[^;]*;/g);
  const notYou = codesIn(/HttpProblem\([^;]*\b403\b[^;]*;/g);
  const refusesRight = (code: string) =>
    !OF_THE_ASKER.includes(code) && (notYou.has(code) || NOT_YOU.has(code.split(".")[1] ?? ""));
  const operations = (await operationsOf(tree)).filter(
    ({ refusals }) => refusals.some((each) => notThere.has(each)) && refusals.some(refusesRight),
  );
  return operations.map(({ id }) => id).toSorted();
}

async function operationsOf(tree: Tree): Promise<readonly HttpOperation[]> {
  const files = [...tree.keys()].filter((path) => /^server\/.*-answer\.ts$/.test(path));
  const modules = await Promise.all(
    files.map(async (path) => (await import(join(ROOT, path))) as Record<string, unknown>),
  );
  return modules.flatMap((module) => Object.values(module).filter(isOperation));
}

function isOperation(value: unknown): value is HttpOperation {
  return typeof value === "object" && value !== null && "id" in value && "refusals" in value && "answer" in value;
}
