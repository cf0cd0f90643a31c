/* What the bodies of acts have in common, for the tables of what each act takes. */

export const uuid = "00000000-0000-4000-8000-000000000001";
export const other = "00000000-0000-4000-8000-000000000002";
export const hash = "0f".repeat(32);
export const someShift = { post: "gate", date: "2026-11-21", shift: "day" };
export const someMoment = 1_763_700_000_000;
export const chars = (count: number) => "字".repeat(count);
export const many = <T>(count: number, one: (n: number) => T) => Array.from({ length: count }, (_, n) => one(n));

export interface TakenBody {
  readonly body: Readonly<Record<string, unknown>>;
  /** Keys that may be missing. */
  readonly optional?: readonly string[];
  /** What one key may still be: the edge of what is taken. */
  readonly edges?: readonly (readonly [key: string, value: unknown])[];
  /** What one key may not be. */
  readonly beyond?: readonly (readonly [key: string, value: unknown])[];
}

/** A text of so many characters at most, never empty, never half a character. */
export const upTo = (key: string, longest: number): Pick<Required<TakenBody>, "edges" | "beyond"> => ({
  edges: [[key, chars(longest)]],
  beyond: [
    [key, chars(longest + 1)],
    [key, " "],
    [key, "a\0b"],
    [key, "\ud800"],
  ],
});
export const ofShift: Required<TakenBody>["beyond"] = [
  ["post", "Gate"],
  ["date", "2026-02-30"],
  ["shift", "day/night"],
];
export const joined = (...parts: readonly (TakenBody["edges"] | undefined)[]) => parts.flatMap((each) => each ?? []);
