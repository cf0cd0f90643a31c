import { importsOf } from "./imports.ts";
import { isScript, type Tree } from "./tree.ts";

/*
 * Rings of imports, those of types included: who wants to understand one file of a ring has to read all of them. A script that is started
 * in a thread of its own is understood together with whoever starts it.
 */

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** What stands beside the rooms of a folder. */
const BESIDE = ".";

/** Files that cannot be understood without each other; of every knot the shortest ring. */
export function ringsOfFiles(tree: Tree): string[] {
  return ringsOf(filesOf(tree));
}

/** The folders directly under a folder that import each other, by way of whatever stands in them. Files beside the folders are one room more. */
export function ringsOfFolders(tree: Tree, under: string): string[] {
  const rooms = new Map<string, Set<string>>();
  const roomOf = (path: string) =>
    path.startsWith(`${under}/`) ? (/^([^/]+)\//.exec(path.slice(under.length + 1))?.[1] ?? BESIDE) : undefined;
  for (const [path, imported] of filesOf(tree)) {
    const from = roomOf(path);
    if (from === undefined) continue;
    const known = rooms.get(from) ?? new Set<string>();
    rooms.set(from, known);
    for (const file of imported) {
      const to = roomOf(file);
      if (to !== undefined && to !== from) known.add(to);
    }
  }
  return ringsOf(rooms);
}

function filesOf(tree: Tree): Graph {
  return new Map(
    [...tree]
      .filter(([path]) => isScript(path))
      .map(([path, text]) => {
        const files = importsOf(path, text).flatMap(({ file }) => (file !== undefined && tree.has(file) ? [file] : []));
        return [path, new Set(files)];
      }),
  );
}

function ringsOf(graph: Graph): string[] {
  const rings: string[] = [];
  const told = new Set<string>();
  for (const start of [...graph.keys()].sort()) {
    if (told.has(start)) continue;
    const ring = shortestRing(graph, start);
    if (!ring) continue;
    rings.push([...ring, start].join(" → "));
    for (const each of ring) told.add(each);
  }
  return rings;
}

/** The shortest way from a place back to itself; undefined where there is none. */
function shortestRing(graph: Graph, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  let border = [start];
  while (border.length > 0) {
    const next: string[] = [];
    for (const place of border) {
      for (const to of graph.get(place) ?? []) {
        if (to === start) return wayTo(place, cameFrom, start);
        if (cameFrom.has(to)) continue;
        cameFrom.set(to, place);
        next.push(to);
      }
    }
    border = next;
  }
  return undefined;
}

function wayTo(place: string, cameFrom: ReadonlyMap<string, string>, start: string): string[] {
  const way = [place];
  for (let at = place; at !== start; way.unshift(at)) at = cameFrom.get(at) ?? start;
  return way;
}
