import { createVirtualFileSystem } from "typescript/unstable/fs";
import { beforeAll, expect, test } from "vitest";
import { lostAwaits } from "./lost-awaits.ts";
import { ROOT } from "./tree.ts";

/** Every statement of the project is asked of the compiler. */
const TIME = 180_000;

test.each(["tsconfig.json", "web/tsconfig.json", "set-up/tsconfig.json"])(
  "no promise of %s is let go without a word",
  { timeout: TIME },
  (project) => {
    expect(lostAwaits(ROOT, project)).toEqual([]);
  },
);

/** Each statement, and from where on it is named. */
const LETTING_GO = [
  ["reached.leave();", "reached.leave();"],
  ["sql`commit`;", "sql`commit`;"],
  ["reached.close?.();", "reached.close?.();"],
  ["reached.left || reached.leave();", "reached.leave();"],
  ["reached.left ? reached.leave() : undefined;", "reached.leave() : undefined;"],
  ["(tell, reached.leave());", "reached.leave());"],
  ["either();", "either();"],
  ["reached.leave().then(() => undefined);", "reached.leave().then(() => undefined);"],
  ["reached.leave().finally(() => undefined);", "reached.leave().finally(() => undefined);"],
  ["reached.leave().catch();", "reached.leave().catch();"],
  ["new Promise(() => undefined);", "new Promise(() => undefined);"],
  ["(async () => reached.leave())();", "(async () => reached.leave())();"],
  ["people.map(async () => reached.leave());", "people.map(async () => reached.leave());"],
  ["for (const _ of people) reached.leave();", "reached.leave();"],
  ["people.forEach(() => reached.leave());", "reached.leave());"],
  ["people.forEach(async () => {});", "async () => {});"],
  ["try { return reached.leave(); } finally { tell(new Error()); }", "reached.leave();"],
  ["try { return reached.leave(); } catch { return undefined; }", "reached.leave();"],
  ["try { await sql`begin`; } catch { return reached.leave(); } finally { tell(new Error()); }", "reached.leave();"],
] as const;

const LETTING_NONE_GO = [
  "await reached.leave();",
  "void reached.leave();",
  "const left = reached.leave(); await left;",
  "reached.leave().catch(tell);",
  "reached.leave().then(() => undefined, tell);",
  "reached.leave().catch(tell).finally(() => undefined);",
  "reached;",
  "tell(new Error());",
  "people.forEach((each) => each.trim());",
  "return reached.leave();",
  "try { return await reached.leave(); } catch { return reached.leave(); }",
  "try { return () => reached.leave(); } finally { tell(new Error()); }",
  "try { return async () => { return reached.leave(); }; } finally { tell(new Error()); }",
] as const;

const PLANTED: readonly string[] = [...LETTING_GO.map(([statement]) => statement), ...LETTING_NONE_GO];
const KNOWN = `
interface Query extends Promise<string[]> { release(): void }
declare function sql(words: TemplateStringsArray): Query;
declare const reached: { leave(): Promise<void>; close?(): Promise<void>; left: boolean; then(told: () => void): void };
declare const people: string[];
declare const tell: (error: Error) => void;
declare const either: () => void | Promise<void>;
`;

/** Asked of the compiler together: it takes a while to begin. */
const found = new Map(PLANTED.map((statement) => [statement, [] as string[]]));
beforeAll(() => {
  const compilerOptions = { lib: ["ES2024"], strict: true, types: [] };
  const files = PLANTED.map((statement, at) => [
    `/planted/server/leave-${at}.ts`,
    `export async function leave() {\n${statement}\n}\n${KNOWN}`,
  ]);
  const project = JSON.stringify({ compilerOptions, include: ["server"] });
  const planted = createVirtualFileSystem({ "/planted/tsconfig.json": project, ...Object.fromEntries(files) });
  for (const each of lostAwaits("/planted", "tsconfig.json", planted)) {
    const [, at = "", line] = /^server\/leave-(\d+)\.ts:(.*)$/.exec(each) ?? [];
    found.get(PLANTED[Number(at)] ?? "")?.push(line ?? each);
  }
});

test.each(LETTING_GO)("%s lets one go", (statement, from) => {
  expect(found.get(statement)).toEqual([`2 ${statement.slice(statement.indexOf(from))}`]);
});

test.each(LETTING_NONE_GO)("%s lets none go", (statement) => {
  expect(found.get(statement)).toEqual([]);
});
