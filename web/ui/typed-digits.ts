import { pinDigits } from "#duty/grammar/limits.ts";

/** What stands in the field of a PIN after something was typed or pasted, and the PIN once it is whole: then the field is empty again. */
export function pinTyped(text: string): { readonly left: string; readonly whole: string | undefined } {
  const digits = digitsOf(text, pinDigits);
  return digits.length === pinDigits ? { left: "", whole: digits } : { left: digits, whole: undefined };
}

/** The number that was typed into a small field, no more than `most`; undefined where there is none. */
export function numberTyped(text: string, most: number): number | undefined {
  const digits = digitsOf(text, 4);
  return digits === "" ? undefined : keptWithin(Number(digits), most);
}

/** From nothing to `most`. */
export function keptWithin(number: number, most: number): number {
  return Math.min(most, Math.max(0, number));
}

function digitsOf(text: string, most: number): string {
  return text.replace(/\D/g, "").slice(0, most);
}
