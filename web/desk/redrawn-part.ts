import { Children, createElement, type FunctionComponent, isValidElement, type ReactElement, useState } from "react";
import { drawnPart, type LookedAt } from "./drawn-part.ts";

/* For tests: what a part hands to whatever can be pressed, without a browser, and what becomes of it when something comes in meanwhile. */

/** An element with its properties, whichever they are. */
export type Handed = ReactElement<Readonly<Record<string, unknown>>>;

interface Redrawn extends LookedAt {
  /** Parts that a part only passes to: they are opened as if they stood in it. */
  readonly through?: readonly FunctionComponent<never>[];
  /** What the part stands in. */
  readonly around?: (inside: ReactElement) => ReactElement;
  /** Happens once when the part has been drawn, before it is drawn again: what comes in, or what a person does with what stands there. */
  readonly comesIn?: (stands: readonly Handed[]) => void;
}

/** The elements of a part as they stand when it was drawn twice; what it keeps from one drawing to the next is kept. */
export function redrawnPart<P extends object>(
  part: FunctionComponent<P>,
  props: P,
  { through = [], around = (inside) => inside, comesIn, ...looked }: Redrawn,
): readonly Handed[] {
  let stands: Handed[] = [];
  const parts = [part as FunctionComponent<never>, ...through];
  let hasCome = false;
  const draw = (again: boolean) => {
    if (again && !hasCome) {
      hasCome = true;
      comesIn?.(stands);
    }
    stands = elementsIn(opened(createElement(part, props) as Handed, parts));
  };
  drawnPart(() => around(createElement(Twice, { draw })), {}, looked);
  return stands;
}

function Twice({ draw }: { draw: (again: boolean) => void }) {
  const [again, drawAgain] = useState(false);
  if (!again) drawAgain(true);
  draw(again);
  return null;
}

function opened(element: Handed, parts: readonly FunctionComponent<never>[]): unknown {
  const { type, props } = element;
  if (!parts.includes(type as FunctionComponent<never>)) return element;
  const inside = (type as (props: object) => unknown)(props);
  return isValidElement(inside) ? opened(inside as Handed, parts) : inside;
}

/** What the one element that is handed something of this name is handed: a press, a change. */
export function handedTo(elements: readonly Handed[], name: string): (told?: unknown) => unknown {
  const having = elements.filter(({ props }) => typeof props[name] === "function");
  const [one] = having;
  if (!one || having.length > 1) throw new Error(`${having.length} elements are handed ${name}`);
  return one.props[name] as (told?: unknown) => unknown;
}

function elementsIn(node: unknown): Handed[] {
  return Children.toArray(node as never).flatMap((each) =>
    isValidElement(each) ? [each as Handed, ...elementsIn((each as Handed).props.children)] : [],
  );
}
