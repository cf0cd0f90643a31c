import {
  type BodySchema,
  filledUp,
  pointsOf,
  sampleOf,
  standingAt,
  type VaryingPoint,
  withAt,
} from "./varied-bodies.ts";

/** An entry and how it reads, spelled out; of the body, what the sentence is about. */
export type SpokenRow = readonly [type: string, body: object, zh: string, en: string];

/** How a body of one type reads: in all languages together, figures left open. */
export type ReadsAs = (body: unknown) => string;

/**
 * What changes how an entry of a type reads and stands in no row: a part that is there or not, yes or no, a word of several, none or some. A
 * row counts for the way in which a part stands there only where it would read otherwise if the part stood otherwise.
 */
export function unspelled(type: string, schema: BodySchema, reads: ReadsAs, rows: readonly SpokenRow[]): string[] {
  const told = rows.filter(([of]) => of === type).map(([, body]) => filledUp(schema, body));
  if (told.length === 0) return [`${type} is spelled out in no row`];
  const points = pointsOf(schema);
  const ends = [sampleOf(schema, true), sampleOf(schema, false), ...told];
  const bodies = [...ends, ...ends.flatMap((body) => points.flatMap((point) => [...variants(body, point)]))];
  return points.flatMap((point) => {
    const spelled = spokenWays(point, told, reads);
    return [...spokenWays(point, bodies, reads)]
      .filter((way) => !spelled.has(way))
      .map((way) => `${type} reads otherwise where ${point.path.join(".")} is ${way}, and no row spells it out`);
  });
}

/** The ways of a point which a body stands in and which matter to how it reads. */
function spokenWays(point: VaryingPoint, bodies: readonly unknown[], reads: ReadsAs): ReadonlySet<string> {
  const ways = new Set<string>();
  for (const body of bodies) {
    const now = reads(body);
    const way = point.wayOf(standingAt(body, point.path));
    if (!ways.has(way) && [...variants(body, point)].some((other) => reads(other) !== now)) ways.add(way);
  }
  return ways;
}

/** The body with each of the other ways at a point; none where it has no such point. */
function* variants(body: unknown, { path, ways, wayOf }: VaryingPoint): Generator<unknown> {
  const parent = standingAt(body, path.slice(0, -1));
  if (typeof parent !== "object" || parent === null || (Array.isArray(parent) && parent.length === 0)) return;
  const present = wayOf(standingAt(body, path));
  for (const [way, value] of ways) if (way !== present) yield withAt(body, path, value);
}
