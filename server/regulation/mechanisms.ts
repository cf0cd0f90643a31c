import type { RuleId } from "#duty/grammar/decision.ts";
import { type Direction, isFields } from "#duty/grammar/stricter.ts";
import { directions, elements } from "#duty/nouns.ts";
import type { AdoptedText } from "#duty/regulation.ts";

export type Path = readonly (string | number)[];

/** A part of an edition that carries rules out. */
export interface Mechanism {
  /** As people find it: `attendance.on-post.untilRelieved`. */
  readonly name: string;
  /** What it is, whatever the element is called: `attendance.untilRelieved`. */
  readonly kind: string;
  readonly cites: readonly RuleId[];
  readonly path: Path;
  readonly part: Readonly<Record<string, unknown>>;
  readonly direction: Direction;
}

/** An element with the parts that it is made of. */
export interface ElementOf {
  /** `attendance.on-post`. */
  readonly name: string;
  readonly path: Path;
  readonly post: string;
  /** Whether it is the only one of its noun. */
  readonly alone: boolean;
  readonly parts: readonly Mechanism[];
}

export function elementsOf({ regulation }: AdoptedText): ElementOf[] {
  return (Object.keys(elements) as (keyof typeof elements)[]).flatMap((noun) =>
    (regulation[noun] ?? []).map((element, index, all) => ({
      alone: all.length === 1,
      name: `${noun}.${element.key}`,
      path: [noun, index],
      post: element.post,
      parts: Object.entries(element).flatMap(([name, part]) => {
        if (!isFields(part) || !Array.isArray(part.cites)) return [];
        const direction = directions[noun]?.properties?.[name] ?? {};
        const cites = part.cites as RuleId[];
        const its = { cites, part, direction, path: [noun, index, name] };
        return [{ name: `${noun}.${element.key}.${name}`, kind: `${noun}.${name}`, ...its }];
      }),
    })),
  );
}

export function mechanismsOf(adopted: AdoptedText): Mechanism[] {
  return elementsOf(adopted).flatMap(({ parts }) => parts);
}
