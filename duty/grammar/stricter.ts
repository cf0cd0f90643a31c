import type { RuleId } from "./decision.ts";

/**
 * What the schema of an element says about itself, as plain JSON Schema: enough to unite elements without the schema library. `stricter`
 * tells which of two values holds: of numbers the `less` or the `more`, of ladders each call at the `earlier` time, of lists the `fewer`
 * (otherwise both together), of choices the one that stands later in the list given.
 */
export interface Direction {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Direction>>;
  readonly items?: Direction;
  readonly enum?: readonly string[];
  readonly stricter?: "less" | "more" | "earlier" | "fewer" | readonly unknown[];
  readonly names?: "function";
  /** The range of a number, in any text and at any site. */
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Where two texts cannot both be obeyed: no direction is declared, and they differ. */
export interface Clash {
  readonly path: string;
  readonly one: readonly RuleId[];
  readonly other: readonly RuleId[];
}

type Json = unknown;
type Fields = Readonly<Record<string, Json>>;

export interface United<T> {
  readonly value: T;
  readonly clashes: readonly Clash[];
}

/**
 * Two elements as one that is at least as strict as each. A part that one of them alone decides cites that one; a part in which both have a
 * say cites both. Whatever clashes is told, and `one` stands in its place.
 */
export function unite<T>(direction: Direction, one: T, other: T): United<T> {
  const clashes: Clash[] = [];
  const value = join(direction, one, other, { path: "", one: [], other: [], clashes }) as T;
  return { value, clashes };
}

interface Place {
  readonly path: string;
  readonly one: readonly RuleId[];
  readonly other: readonly RuleId[];
  readonly clashes: Clash[];
}

function join(direction: Direction, one: Json, other: Json, place: Place): Json {
  if (one === undefined) return other;
  if (other === undefined || same(one, other)) return one;
  if (isFields(one) && isFields(other)) return joinFields(direction, one, other, place);
  if (Array.isArray(one) && Array.isArray(other)) return joinLists(direction, one, other, place);
  if (typeof one === "boolean" && typeof other === "boolean") return one || other;
  if (typeof one === "number" && typeof other === "number") {
    if (direction.stricter === "less") return Math.min(one, other);
    if (direction.stricter === "more") return Math.max(one, other);
  }
  if (Array.isArray(direction.stricter)) {
    const order = direction.stricter as readonly unknown[];
    return order.indexOf(one) > order.indexOf(other) ? one : other;
  }
  return clash(one, place);
}

function clash(one: Json, { path, one: citesOfOne, other, clashes }: Place): Json {
  clashes.push({ path, one: citesOfOne, other });
  return one;
}

function joinFields(direction: Direction, one: Fields, other: Fields, place: Place): Json {
  const here = { ...place, one: citesIn(one) ?? place.one, other: citesIn(other) ?? place.other };
  const joined: Record<string, Json> = {};
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    if (name === "cites") continue;
    const path = place.path === "" ? name : `${place.path}.${name}`;
    joined[name] = join(direction.properties?.[name] ?? {}, one[name], other[name], { ...here, path });
  }
  const cites = citesOfJoined(joined, one, other);
  return cites ? { ...joined, cites } : joined;
}

function citesOfJoined(joined: Fields, one: Fields, other: Fields): readonly RuleId[] | undefined {
  const [first, second] = [citesIn(one), citesIn(other)];
  if (!first || !second) return first ?? second;
  const asFirst = same(uncited(joined), uncited(one));
  const asSecond = same(uncited(joined), uncited(other));
  if (asFirst && !asSecond) return first;
  if (asSecond && !asFirst) return second;
  return [...new Set([...first, ...second])];
}

function joinLists(direction: Direction, one: readonly Json[], other: readonly Json[], place: Place): Json {
  if (direction.stricter === "earlier") return joinLadders(one as readonly Rung[], other as readonly Rung[]);
  if (direction.stricter === "fewer") {
    const shared = one.filter((each) => other.some((its) => same(each, its)));
    return shared.length > 0 ? shared : clash(one, place);
  }
  const joined = [...one];
  for (const each of other) {
    const at = joined.findIndex((its) => same(its, each) || (keyOf(its) !== undefined && keyOf(its) === keyOf(each)));
    const path = `${place.path}.${keyOf(each)}`;
    if (at === -1) joined.push(each);
    else joined[at] = join(direction.items ?? {}, joined[at], each, { ...place, path });
  }
  return joined;
}

interface Rung {
  readonly afterMinutes: number;
  readonly call: string;
}

/** Everybody whom either ladder calls is called, at the earlier of the times. */
function joinLadders(one: readonly Rung[], other: readonly Rung[]): readonly Rung[] {
  const earliest = new Map<string, number>();
  for (const { call, afterMinutes } of [...one, ...other]) {
    earliest.set(call, Math.min(afterMinutes, earliest.get(call) ?? afterMinutes));
  }
  return [...earliest]
    .map(([call, afterMinutes]) => ({ afterMinutes, call }))
    .toSorted((a, b) => a.afterMinutes - b.afterMinutes || (a.call < b.call ? -1 : 1));
}

/** The rungs of a ladder in the order in which they are called; those of one time as they were written. */
export function byTime<R extends Pick<Rung, "afterMinutes">>(ladder: readonly R[]): R[] {
  return ladder.toSorted((one, other) => one.afterMinutes - other.afterMinutes);
}

/** Whether `rule` asks nothing less than `alone` does. */
export function isAsStrict(direction: Direction, rule: Json, alone: Json): boolean {
  if (alone === undefined || same(rule, alone)) return true;
  if (isFields(rule) && isFields(alone)) {
    return Object.keys(alone).every(
      (name) => name === "cites" || isAsStrict(direction.properties?.[name] ?? {}, rule[name], alone[name]),
    );
  }
  if (Array.isArray(rule) && Array.isArray(alone)) return isListAsStrict(direction, rule, alone);
  if (typeof rule === "boolean" && typeof alone === "boolean") return rule || !alone;
  if (typeof rule === "number" && typeof alone === "number") {
    return direction.stricter === "less" ? rule <= alone : direction.stricter === "more" && rule >= alone;
  }
  const order: unknown = direction.stricter;
  return Array.isArray(order) && order.indexOf(rule) > order.indexOf(alone);
}

function isListAsStrict(direction: Direction, rule: readonly Json[], alone: readonly Json[]): boolean {
  if (direction.stricter === "fewer") return rule.every((each) => alone.some((its) => same(each, its)));
  if (direction.stricter === "earlier") {
    const rungs = rule as readonly Rung[];
    return (alone as readonly Rung[]).every(({ call, afterMinutes }) =>
      rungs.some((each) => each.call === call && each.afterMinutes <= afterMinutes),
    );
  }
  return alone.every((its) =>
    rule.some(
      (each) =>
        same(each, its) ||
        (keyOf(its) !== undefined && keyOf(each) === keyOf(its) && isAsStrict(direction.items ?? {}, each, its)),
    ),
  );
}

export function isFields(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keyOf(value: Json): unknown {
  return isFields(value) ? value.key : undefined;
}

function citesIn(value: Fields): readonly RuleId[] | undefined {
  return value.cites as readonly RuleId[] | undefined;
}

function uncited(value: Json): Json {
  if (Array.isArray(value)) return value.map(uncited);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "cites")
      .map(([name, each]) => [name, uncited(each)]),
  );
}

function same(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, index) => same(each, other[index]));
  }
  if (!isFields(one) || !isFields(other)) return false;
  const names = Object.keys(one).filter((name) => one[name] !== undefined);
  return (
    names.length === Object.keys(other).filter((name) => other[name] !== undefined).length &&
    names.every((name) => same(one[name], other[name]))
  );
}
