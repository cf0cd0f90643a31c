import { heldUnder } from "#duty/grammar/held-under.ts";
import type { EstablishPostBody } from "#duty/site/site-shapes.ts";
import { declared } from "./declared.ts";

/** The first place in what a post carries that its noun does not understand. */
export function carriedWrong({
  carries = {},
  shifts,
}: Pick<EstablishPostBody, "carries" | "shifts">): string | undefined {
  const { carried } = declared();
  // What is carried of a shift is of one that the post has.
  const isOfAnother = ({ shift }: Readonly<Record<string, unknown>>) =>
    shift !== undefined && !shifts.some(({ key }) => key === shift);
  for (const [noun, list] of Object.entries(carries)) {
    const shape = heldUnder(carried, noun);
    if (!shape) return `carries.${noun}`;
    const wrong = list.findIndex((each) => !shape.safeParse(each).success || isOfAnother(each));
    if (wrong >= 0) return `carries.${noun}.${wrong}`;
  }
  return undefined;
}
