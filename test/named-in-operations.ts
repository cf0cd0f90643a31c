/*
 * What each operation of the interface names by an id: a person, a device, a matter, a photo. Read from the interface's own document, so that an
 * operation that comes is there by itself.
 */

interface Schema {
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

export interface NamingOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Where the ids stand: `path device`, `query id`, `body assignments[].person`. */
  readonly names: readonly string[];
  /** Whether a site is named too, and where. */
  readonly site: "path" | "query" | "body" | undefined;
}

/** Every operation of the document with what it names. The body of a command is the act's own: what every command has is no name in it. */
export function namingOperations({ paths }: ApiDocument): readonly NamingOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id, parameters = [], requestBody }]) => {
      const sent = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => schema ?? []);
      const bodies = path.startsWith("/api/commands/") ? sent.flatMap((each) => each.properties?.body ?? []) : sent;
      const where = parameters.find(({ name }) => name === "site")?.in as "path" | "query" | undefined;
      const inBody = sent.some(({ properties }) => properties?.site !== undefined);
      const names = [
        ...parameters
          .filter((each) => each.name !== "site" && (each.in === "path" || each.name === "id" || isId(each.schema)))
          .map((each) => `${each.in} ${each.name}`),
        ...bodies.flatMap((each) => idsIn(each, "")).map((each) => `body ${each}`),
      ];
      return { id, method, path, names: [...new Set(names)], site: where ?? (inBody ? "body" : undefined) };
    }),
  );
}

function isId({ format, pattern = "" }: Schema): boolean {
  return format === "uuid" || pattern === "^[0-9a-f]{64}$";
}

function idsIn(schema: Schema, at: string): string[] {
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema;
  return [
    ...(isId(schema) ? [at] : []),
    ...Object.entries(properties).flatMap(([name, each]) => idsIn(each, at === "" ? name : `${at}.${name}`)),
    ...(items ? idsIn(items, `${at}[]`) : []),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((each) => idsIn(each, at)),
  ];
}

/** A body in which one thing is named otherwise, wherever it stood or not. */
export function withName(body: object, at: string, name: string): object {
  const [step = "", ...rest] = at.split(".");
  const key = step.replace("[]", "");
  const inner = rest.join(".");
  const before = (body as Record<string, unknown>)[key];
  if (inner === "") return { ...body, [key]: step.endsWith("[]") ? [name] : name };
  if (!step.endsWith("[]")) return { ...body, [key]: withName((before ?? {}) as object, inner, name) };
  return { ...body, [key]: ((before ?? []) as object[]).map((each) => withName(each, inner, name)) };
}
