import { readFileSync } from "node:fs";
import { isCollection, isMap, isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { ZodType } from "zod";
import { decodeText, spoiledIn } from "#server/regulation/text-file.ts";

/** What is wrong with a file, and where: lines and columns count from 1. */
export interface TextError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export function errorLine({ file, line, column, message }: TextError): string {
  return `${file}:${line}:${column}: ${message}`;
}

type Path = readonly PropertyKey[];

/** A text that has been read and checked against its shape. `errorAt` tells an error that only the reader of the content can see. */
export interface YamlText<T> {
  readonly file: string;
  readonly value: T | undefined;
  readonly errors: readonly TextError[];
  errorAt(path: Path, message: string): TextError;
}

/** Reads a file of YAML as `readYaml` does; one whose bytes are no UTF-8 has that error alone. */
export function readYamlFile<T>(file: string, path: string, shape: ZodType<T>): YamlText<T> {
  const read = decodeText(readFileSync(path));
  if ("text" in read) return readYaml(file, read.text, shape);
  const { line, column, what: message } = read;
  const error = { file, line, column, message };
  return { file, value: undefined, errors: [error], errorAt: () => error };
}

/** Reads YAML 1.2 in its core schema: no dates, no octal surprises, no repeated keys. Every error is told once, at its place. */
export function readYaml<T>(file: string, text: string, shape: ZodType<T>): YamlText<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "core", version: "1.2", lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string): TextError => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, message };
  };
  const errorAt = (path: Path, message: string) => at(offsetOf(document.contents, path), message);
  const spelling = [...document.errors, ...document.warnings].map(({ pos, message }) => at(pos[0], message));
  visit(document, {
    // A text that people adopt is read from top to bottom; what stands elsewhere under a name is not read.
    Alias: (_, alias) => {
      spelling.push(at(startOf(alias) ?? 0, "aliases are not allowed: say it again"));
    },
    // Spelled out, "\uFFFD" and "\0" pass through any decoder.
    Scalar: (_, { value, range }) => {
      const spoiled = typeof value === "string" ? spoiledIn(value) : undefined;
      if (spoiled) spelling.push(at(range?.[0] ?? 0, spoiled.what));
    },
  });
  if (spelling.length > 0) return { file, value: undefined, errors: spelling, errorAt };

  const read = shape.safeParse(document.toJS());
  if (read.success) return { file, value: read.data, errors: [], errorAt };
  const errors = read.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => errorAt([...issue.path, key], `there is no such word as “${key}” here`))
      : [errorAt(issue.path, `${spelled(issue.path)}${issue.message}`)],
  );
  return { file, value: undefined, errors, errorAt };
}

function spelled(path: Path): string {
  return path.length === 0 ? "" : `${path.map(String).join(".")}: `;
}

/** Where a path stands in the text; of what is missing, where its nearest parent stands. A key stands before its value. */
function offsetOf(contents: unknown, path: Path): number {
  let node = contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isCollection(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  const range = (node as { range?: readonly number[] | null } | undefined)?.range;
  return range?.[0];
}
