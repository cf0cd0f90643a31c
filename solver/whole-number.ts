/** Nine digits: far beyond what any problem needs, and far from where doubles lose whole numbers. */
export const largestWhole = 999_999_999;

const spelling = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * The whole number of 0 to `largestWhole` that a field of a foreign file says, as spreadsheets and programs spell them: `-0`, `+3`, `007`,
 * `1.0`, `1.2e3`, with blanks around. Undefined where it says anything else. Judged by its digits, so nothing is rounded.
 */
export function wholeNumberOf(field: string): number | undefined {
  const [, sign, whole = "", fraction = "", exponent = "0"] = spelling.exec(field.trim()) ?? [];
  if (sign === undefined) return undefined;
  const digits = whole + fraction;
  if (/^0*$/.test(digits)) return 0;
  if (sign === "-") return undefined;
  const end = whole.length + Number(exponent);
  if (end <= 0 || !/^0*$/.test(digits.slice(end))) return undefined;
  const number = Number(digits.slice(0, end).padEnd(end, "0"));
  return number <= largestWhole ? number : undefined;
}
