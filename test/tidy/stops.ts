import { everyNode, nameOf, programOf } from "./syntax.ts";
import type { Tree } from "./tree.ts";

/** Where a journey through the code stops: a file, and what does the work there. */
export interface Stop {
  readonly file: string | undefined;
  readonly name: string | undefined;
}

export interface Journey {
  readonly title: string;
  readonly stops: readonly Stop[];
}

/** What somebody new keeps in mind at once. */
export const MOST_STOPS = 8;

/** The journeys of the map: below their heading, each with its title in bold and a numbered list of stops. */
export function stopsOf(architecture: string): Journey[] {
  const [, below = ""] = architecture.split(/^## \w+ journeys$/m);
  const [journeys = ""] = below.split(/^## /m);
  return journeys.split(/^(?=\*\*)/m).flatMap((part) => {
    const title = /^\*\*(.+?)\.\*\*/.exec(part)?.[1];
    if (title === undefined) return [];
    const lines = part.split("\n").filter((line) => /^\d+\. /.test(line));
    return [{ title, stops: lines.map(stopOf) }];
  });
}

function stopOf(line: string): Stop {
  const [, file, name] = /^\d+\. `([\w./-]+)`(?:, `(\w+)`)?/.exec(line) ?? [];
  return { file, name };
}

/** Journeys that are too long, and stops at no file or at nothing that the file declares. */
export function lostStops(tree: Tree, architecture: string): string[] {
  return stopsOf(architecture).flatMap(({ title, stops }) => {
    const lost = stops.flatMap((stop, index) => {
      const wrong = wrongWith(tree, stop);
      return wrong === undefined ? [] : [`${title}, stop ${index + 1}: ${wrong}`];
    });
    const few = stops.length === 0 ? [`${title} has no stops`] : [];
    const many = stops.length > MOST_STOPS ? [`${title} has ${stops.length} stops, more than ${MOST_STOPS}`] : [];
    return [...few, ...many, ...lost];
  });
}

function wrongWith(tree: Tree, { file, name }: Stop): string | undefined {
  if (file === undefined || name === undefined) return "it names no file, or nothing in it";
  const text = tree.get(file);
  if (text === undefined) return `${file} does not exist`;
  return declaredIn(file, text).has(name) ? undefined : `${file} declares no ${name}`;
}

function declaredIn(path: string, text: string): ReadonlySet<string> {
  const names = [...everyNode(programOf(path, text))].map(({ type, id }) =>
    /^(?:Function|Class)Declaration$|^VariableDeclarator$/.test(type) ? nameOf(id) : "",
  );
  return new Set(names.filter(Boolean));
}
