import type { RuleId } from "#duty/grammar/decision.ts";
import { type Direction, isFields } from "#duty/grammar/stricter.ts";
import { directions, elements } from "#duty/nouns.ts";
import { type AdoptedText, adoptedShape } from "#duty/regulation.ts";
import { editionErrors } from "./edition-errors.ts";

type Path = readonly (string | number)[];

/** A part of an edition that carries rules out, named as people find it: `attendance.on-post.untilRelieved`. */
export interface Mechanism {
  readonly name: string;
  readonly cites: readonly RuleId[];
  readonly path: Path;
  readonly part: Readonly<Record<string, unknown>>;
  readonly direction: Direction;
}

/** An edition with one thing changed in one mechanism, still a valid edition. */
export interface Mutant {
  readonly mechanism: Mechanism;
  readonly change: string;
  readonly adopted: AdoptedText;
}

export function mechanismsOf({ regulation }: AdoptedText): Mechanism[] {
  return (Object.keys(elements) as (keyof typeof elements)[]).flatMap((noun) =>
    (regulation[noun] ?? []).flatMap((element, index) =>
      Object.entries(element).flatMap(([name, part]) => {
        if (!isFields(part) || !Array.isArray(part.cites)) return [];
        const direction = directions[noun]?.properties?.[name] ?? {};
        const cites = part.cites as RuleId[];
        return [{ name: `${noun}.${element.key}.${name}`, cites, path: [noun, index, name], part, direction }];
      }),
    ),
  );
}

/** Every way in which a mechanism could silently be lost or moved: left out, and each of its parameters changed. */
export function mutantsOf(adopted: AdoptedText): Mutant[] {
  const { functions } = adopted.regulation;
  return mechanismsOf(adopted).flatMap((mechanism) => {
    const changes: [string, Change][] = [
      ["left out", { path: mechanism.path, to: undefined }],
      ...changesOf(mechanism.direction, mechanism.part, mechanism.path, Object.keys(functions)).map(
        (change): [string, Change] => [changeText(change, mechanism.path), change],
      ),
    ];
    return changes.flatMap(([change, { path, to }]) => {
      const read = adoptedShape.safeParse(changed(adopted, ["regulation", ...path], to));
      return read.success && editionErrors(read.data).length === 0 ? [{ mechanism, change, adopted: read.data }] : [];
    });
  });
}

interface Change {
  readonly path: Path;
  /** Undefined: left out. */
  readonly to: unknown;
}

function changeText({ path, to }: Change, from: Path): string {
  return `${path.slice(from.length).join(".")} ${to === undefined ? "left out" : `→ ${JSON.stringify(to)}`}`;
}

/** The parameters under a node, each changed in every way. Citations and texts are not parameters; a list loses its items one by one. */
function changesOf(direction: Direction, value: unknown, path: Path, functions: readonly string[]): Change[] {
  if (typeof value === "number") return [value - 1, value + 1].map((to) => ({ path, to }));
  if (typeof value === "boolean") return [{ path, to: !value }];
  if (typeof value === "string") return othersThan(value, direction, functions).map((to) => ({ path, to }));
  if (Array.isArray(value)) {
    if (value.every(isText)) return [];
    return value.flatMap((each, index) => [
      { path: [...path, index], to: undefined },
      ...changesOf(direction.items ?? {}, each, [...path, index], functions),
    ]);
  }
  if (!isFields(value)) return [];
  return Object.entries(value)
    .filter(([name]) => name !== "cites" && name !== "key")
    .flatMap(([name, each]) => changesOf(direction.properties?.[name] ?? {}, each, [...path, name], functions));
}

function othersThan(value: string, direction: Direction, functions: readonly string[]): readonly string[] {
  const choices = direction.names === "function" ? functions : (direction.enum ?? []);
  return choices.filter((each) => each !== value);
}

/** A text in both languages that carries no key: it is shown, and nothing hangs on it. */
function isText(value: unknown): boolean {
  return isFields(value) && Object.keys(value).toSorted().join() === "en,zh";
}

/** A copy with one place changed; undefined takes it out, from a list or from a map. A noun whose last element lost everything keeps it. */
function changed(value: unknown, [step, ...rest]: Path, to: unknown): unknown {
  if (step === undefined) return to;
  if (Array.isArray(value)) {
    if (rest.length === 0 && to === undefined) return value.filter((_, index) => index !== step);
    return value.map((each, index) => (index === step ? changed(each, rest, to) : each));
  }
  const { [step]: before, ...others } = value as Record<string, unknown>;
  return rest.length === 0 && to === undefined ? others : { ...others, [step]: changed(before, rest, to) };
}
