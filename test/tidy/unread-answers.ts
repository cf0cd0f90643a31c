import { join } from "node:path";
import { z } from "zod";
import type { HttpOperation } from "#duty/door/operation.ts";
import { importsOf } from "./imports.ts";
import { type AstNode, everyNode, isFunction, isNode, nameOf, programOf, rootOf } from "./syntax.ts";
import { isScript, isTest, ROOT, type Tree } from "./tree.ts";

/*
 * Fields of answers whose value no test ever reads: whatever the server put there, nothing would turn red. That an answer has its shape is
 * seen to where it is sent, and says nothing of what stands in it.
 */

const ANSWER = /^server\/[a-z-]+\/[a-z-]+-answer\.ts$/;

/** What is answered: by which operation first, at which addresses, and every field with the names that lead to it. */
export interface Answered {
  readonly id: string;
  readonly addresses: readonly string[];
  readonly fields: readonly string[];
}

interface PartlySchema {
  readonly properties?: Readonly<Record<string, PartlySchema>>;
  readonly items?: PartlySchema;
  readonly anyOf?: readonly PartlySchema[];
  readonly oneOf?: readonly PartlySchema[];
}

/** Everything that is answered according to the answer files; one for operations that answer the same. */
export async function answersOf(tree: Tree): Promise<readonly Answered[]> {
  const files = [...tree.keys()].filter((path) => ANSWER.test(path)).toSorted();
  const modules = await Promise.all(
    files.map(async (path) => (await import(join(ROOT, path))) as Record<string, unknown>),
  );
  const byAnswer = Map.groupBy(
    modules.flatMap((module) => Object.values(module).filter(isOperation)),
    (each) => each.answer,
  );
  return [...byAnswer].map(([answer, operations]) => ({
    id: operations[0]?.id ?? "",
    addresses: operations.map(({ path }) => path.split(":")[0] ?? path),
    fields: [...new Set(fieldsOf(z.toJSONSchema(answer, { unrepresentable: "any" }) as PartlySchema))].toSorted(),
  }));
}

/** Fields, as `ledger.list lines.nextCallAt`, whose last name is read in no test that asks there itself or with the help of another file. */
export function unread(tree: Tree, answers: readonly Answered[]): string[] {
  const scripts = [...tree].filter(([path]) => isScript(path) && isTest(path) && !path.startsWith("test/tidy/"));
  const reads = new Map(scripts.map(([path, text]) => [path, namesRead(programOf(path, text))]));
  const takesFrom = new Map(
    scripts.map(([path, text]) => [path, importsOf(path, text).flatMap(({ file }) => file ?? [])]),
  );
  return answers.flatMap(({ id, addresses, fields }) => {
    const askers = new Set(
      scripts.filter(([, text]) => addresses.some((each) => text.includes(each))).map(([path]) => path),
    );
    for (const path of askers) for (const [other, files] of takesFrom) if (files.includes(path)) askers.add(other);
    const read = new Set([...askers].flatMap((path) => [...(reads.get(path) ?? [])]));
    return fields.filter((field) => !read.has(field.split(".").at(-1) ?? "")).map((field) => `${id} ${field}`);
  });
}

/** Names whose value a test takes or expects: behind a point, in a pattern, or in what is expected, be it under a name. */
function namesRead(program: AstNode): ReadonlySet<string> {
  const nodes = [...everyNode(program)];
  const named = nodes.flatMap(({ type, id, init }) =>
    type === "VariableDeclarator" && init ? [[nameOf(id), init] as const] : [],
  );
  const expected = new Set<AstNode>(
    nodes.filter((node) => node.type === "CallExpression" && rootOf(node) === "expect"),
  );
  // What stands under a name that is expected is expected as well, and a set grows while it is walked.
  for (const each of expected) {
    const words = new Set([...everyNode(each)].map(nameOf));
    for (const [name, init] of named) if (words.has(name) && !isFunction(init)) expected.add(init);
  }
  const taken = nodes.flatMap((node) => (node.type === "ObjectPattern" ? keysOf(node) : memberOf(node)));
  const awaited = [...expected].flatMap((each) =>
    [...everyNode(each)].filter(({ type }) => type === "ObjectExpression"),
  );
  return new Set([...taken, ...awaited.flatMap(keysOf)]);
}

function keysOf({ properties = [] }: AstNode): string[] {
  return properties.flatMap(({ key }) => (key ? [nameOf(key) || String(key.value)] : []));
}

function memberOf({ type, property }: AstNode): string[] {
  return type === "MemberExpression" && property ? [nameOf(property) || String(property.value)] : [];
}

function isOperation(value: unknown): value is HttpOperation {
  return typeof value === "object" && value !== null && "answer" in value && "path" in value && !isNode(value);
}

function fieldsOf(schema: PartlySchema, before = ""): string[] {
  const { properties = {}, items, anyOf = [], oneOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([key, each]) => [`${before}${key}`, ...fieldsOf(each, `${before}${key}.`)]),
    ...[...(items ? [items] : []), ...anyOf, ...oneOf].flatMap((each) => fieldsOf(each, before)),
  ];
}
