import type { Plugin } from "vitest/config";

/** Where every refusal of `duty/` is made. */
const SOURCE = /\/duty\/grammar\/decision\.ts$/;
const MADE = "export function refuse(";

/**
 * Lets the tests hear every refusal that `duty/` gives while they run: the function that makes them is wrapped where it stands, and answers
 * what it always did. Nothing in the product knows of it.
 */
export function hearRefusals(): Plugin {
  return {
    name: "hear-refusals",
    enforce: "pre",
    transform(text, id) {
      if (!SOURCE.test(id)) return undefined;
      if (!text.includes(MADE)) throw new Error(`${id} no longer says ${MADE}; mend test/refusals/wiretap.ts.`);
      return `${text.replace(MADE, "function makeRefusal(")}
export const refuse: typeof makeRefusal = (code, rules, about) => {
  const made = makeRefusal(code, rules, about);
  (globalThis as { hearRefusal?: (refusal: Refusal) => void }).hearRefusal?.(made.refusal);
  return made;
};
`;
    },
  };
}
