import type { ReactNode } from "react";

/*
 * What a dialog asks before an act is sent, as data: `ActFields.tsx` draws it, `ActDialog.tsx` keeps what was filled in. Names of fields are
 * the names under which the draft is kept.
 */

interface Conditional {
  /** Whether it is asked at all, by what stands in the other fields; without it always. */
  isAsked?(values: Values): boolean;
}

interface Named extends Conditional {
  readonly label: string;
}

/** Words. `required`: the sentence that says so while they are missing. */
interface AskedText extends Named {
  readonly kind: "text";
  /** How many characters the act takes; without it as many as of any text. */
  readonly most?: number;
  readonly note?: string;
  readonly required?: string;
  readonly begins?: string;
}

/** One of a few. */
interface AskedChoice<K extends string = string> extends Named {
  readonly kind: "choice";
  readonly options: readonly { readonly key: K; readonly name: string }[];
  /** What the chosen one means, under the choices. */
  note?(chosen: K): ReactNode;
  /** Whether the label stands above as a heading, and is not only read out. */
  readonly headed?: boolean;
  readonly required?: string;
  readonly begins?: K;
}

/** Any of a list. */
interface AskedSeveral extends Named {
  readonly kind: "several";
  readonly options: readonly { readonly key: string; readonly name: string }[];
}

/** A time that is over, as minutes ago. */
interface AskedAgo extends Named {
  readonly kind: "ago";
  readonly mostMinutes: number;
  readonly begins?: number;
  /** Which moment that is. */
  note?(minutes: number): ReactNode;
}

interface AskedPhotos extends Conditional {
  readonly kind: "photos";
}

export type AskedField = AskedText | AskedChoice | AskedSeveral | AskedAgo | AskedPhotos;

export type AskedFields = Readonly<Record<string, AskedField>>;

type ValueOf<F extends AskedField> = F extends { kind: "choice"; options: readonly { readonly key: infer K }[] }
  ? K
  : F extends { kind: "text" }
    ? string
    : F extends { kind: "ago" }
      ? number
      : readonly string[];

/** What was filled in, words without the blanks around them. */
export type Given<F extends AskedFields> = { readonly [N in keyof F]: ValueOf<F[N]> };

export type Values = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * What stands in the fields: a draft as far as it is one, else what the field begins with. An earlier release kept the words of a dialog with
 * a single field bare.
 */
export function valuesIn(fields: AskedFields, draft: unknown): Values {
  const names = Object.keys(fields);
  const kept =
    typeof draft === "string" ? { [names.find((each) => fields[each]?.kind === "text") ?? ""]: draft } : draft;
  const known: Readonly<Record<string, unknown>> = isRecord(kept) ? kept : {};
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueIn(field, known[name])]));
}

function valueIn(field: AskedField, kept: unknown): string | number | readonly string[] {
  switch (field.kind) {
    case "text":
      return typeof kept === "string" ? kept : (field.begins ?? "");
    case "choice": {
      const key = typeof kept === "number" ? String(kept) : kept;
      return typeof key === "string" && field.options.some((each) => each.key === key) ? key : (field.begins ?? "");
    }
    case "ago":
      return Math.min(typeof kept === "number" ? kept : (field.begins ?? 0), field.mostMinutes);
    case "several":
    case "photos":
      return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  }
}

/** What is asked for as long as these values stand there. */
export function askedIn(fields: AskedFields, values: Values): AskedFields {
  return Object.fromEntries(Object.entries(fields).filter(([, { isAsked }]) => isAsked?.(values) ?? true));
}

/** Why it cannot be sent like this, as sentences. */
export function missingIn(fields: AskedFields, values: Values): string[] {
  return Object.entries(askedIn(fields, values)).flatMap(([name, field]) => {
    if (field.kind !== "text" && field.kind !== "choice") return [];
    return field.required !== undefined && String(values[name]).trim() === "" ? [field.required] : [];
  });
}

export function givenIn<F extends AskedFields>(values: Values): Given<F> {
  const trimmed = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? value.trim() : value,
  ]);
  return Object.fromEntries(trimmed) as Given<F>;
}

/** Words that were given; what was left empty is left out, so that the rule can say what is missing. */
export function unlessEmpty<W extends Readonly<Record<string, string>>>(
  words: W,
): { readonly [N in keyof W]?: string } {
  return Object.fromEntries(Object.entries(words).filter(([, text]) => text !== "")) as Partial<W>;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
