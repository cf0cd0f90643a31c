import type { SecretKind } from "#duty/grammar/entry.ts";

/** What stands for a text that may not be shown at all. */
export const hidden = "＊＊＊";

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/**
 * How much of a text is shown to those who may know that it is there: the family name (`王＊＊`), the first three and last
 * four digits of a telephone (`138****5678`, GB/T 35273 §7.2 display restriction), nothing of free text.
 */
export function mask(kind: SecretKind, text: string): string {
  switch (kind) {
    case "name":
      return maskName(text);
    case "phone":
      return maskPhone(text);
    case "free-text":
      return hidden;
  }
}

/** Chinese names keep the family name, others their first letter; the number of stars tells no length beyond two. */
function maskName(name: string): string {
  const letters = [...graphemes.segment(name.trim())].map(({ segment }) => segment);
  const [first = ""] = letters;
  if (letters.length <= 1) return "＊";
  return first + (letters.length === 2 ? "＊" : "＊＊");
}

function maskPhone(phone: string): string {
  const digits = phone.replace(/[^0-9]/g, "");
  if (digits.length < 8) return "****";
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
