import type { Refusal } from "#duty/grammar/decision.ts";

type Detail = NonNullable<Refusal["detail"]>;

/** What hinders, one line a kind: three things that are not counted are one thing to do, and each is named once. */
export function gatheredHindrances(all: readonly Refusal[]): Refusal[] {
  return Object.values(Object.groupBy(all, ({ code }) => code)).flatMap((alike = []) => {
    const [first, ...others] = alike;
    if (!first || others.length === 0) return first ?? [];
    const detail = mergedDetail(alike.map(({ detail = {} }) => detail));
    return { ...first, rules: [...new Set(alike.flatMap(({ rules }) => rules))], detail };
  });
}

function mergedDetail(details: readonly Detail[]): Detail {
  const names = [...new Set(details.flatMap((each) => Object.keys(each)))];
  return Object.fromEntries(
    names.map((name) => [name, [...new Set(details.flatMap((each) => each[name] ?? []).map(String))]]),
  );
}
