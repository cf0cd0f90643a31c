import type { NounValue } from "#duty/wiring/noun.ts";
import { isTest, type Tree } from "./tree.ts";

/** A noun's value as somebody may have left it: each part may be missing. */
export type PartlyNoun = { readonly name: string } & { readonly [P in keyof NounValue]?: NounValue[P] | undefined };

/** Entries of the ledger may stand in streams of every noun; the grammar of obligations writes them. */
const KERNEL = "ledger";

function inGrammar(name: string, path: string): boolean {
  return name === KERNEL && path === "duty/grammar/obligation.ts";
}

/**
 * What a noun's value lacks of what its own files say: an entry that is written and has no shape, an act that nobody can do, something
 * owed without a name. Whoever forgets a part of a new noun reads it here.
 */
export function lacking(value: PartlyNoun, tree: Tree): string[] {
  const { name } = value;
  const own = [...tree].filter(
    ([path]) => (path.startsWith(`duty/${name}/`) || inGrammar(name, path)) && !isTest(path),
  );
  const wiring = [...tree].filter(([path]) => path.startsWith("duty/wiring/") && !isTest(path));
  const text = own.map(([, source]) => source).join("\n");
  const wired = wiring.map(([, source]) => source).join("\n");
  const schedule = tree.get(`duty/wiring/${name}-schedule.ts`);
  return [
    ...withoutKind(value),
    ...namedIn(text, /\btype: "([a-z-]+\.[a-z-]+)"/g)
      .filter(
        (type) => (name === KERNEL || !type.startsWith("obligation.")) && !Object.hasOwn(value.entries ?? {}, type),
      )
      .map((type) => `${name}: ${type} is written and has no shape`),
    ...namedIn(text, /\bwhat: "([a-z-]+\.[a-z-]+)"/g)
      .filter((what) => !Object.hasOwn(value.owed ?? {}, what))
      .map((what) => `${name}: ${what} is owed and has no name`),
    ...namedIn(wired, /^ {2}"([a-z-]+\.[a-z-]+)": (?:act\(|\{)/gm)
      .filter((act) => act.startsWith(`${name}.`) && !Object.hasOwn(value.acts ?? {}, act))
      .map((act) => `${name}: ${act} is tied to its facts and cannot be done`),
    ...namedIn(wired, /^ {2}"([a-z-]+\.[a-z-]+)": asksOf\(/gm)
      .filter((ask) => ask.startsWith(`${name}.`) && !Object.hasOwn(value.asks ?? {}, ask))
      .map((ask) => `${name}: ${ask} is tied to its facts and cannot be asked`),
    ...(schedule !== undefined && !value.schedules ? [`${name}: it plans, and its value has no schedule`] : []),
    ...(/export const \w+Element\b/.test(text) && !value.element
      ? [`${name}: a regulation may speak of it, and its value has no element`]
      : []),
    ...(/export const \w+Carried\b/.test(text) && !value.carried
      ? [`${name}: posts may carry something for it, and its value does not say what`]
      : []),
    ...(/export const \w+Presence\b/.test(text) && !value.presence
      ? [`${name}: its obligations tell who is there, and its value does not say how`]
      : []),
    ...(/export const \w+Upcasts\b/.test(text) && !value.upcasts
      ? [`${name}: types of its entries have successors, and its value does not say how they read`]
      : []),
    ...unheard(value, wiring),
    ...unspoken(value),
  ];
}

/** Reactions in the noun's own files of the wiring that its value does not name: nothing would ever follow. */
function unheard({ name, reacts }: PartlyNoun, wiring: readonly (readonly [string, string])[]): string[] {
  const heard = new Set(Object.values(reacts ?? {}).flatMap((each) => each.map((reaction) => reaction.name)));
  const own = wiring.filter(([path]) => path.startsWith(`duty/wiring/${name}-`)).map(([, source]) => source);
  return namedIn(own.join("\n"), /export const (\w+): Reaction\b/g)
    .filter((reaction) => !heard.has(reaction))
    .map((reaction) => `${name}: ${reaction} is written and follows nothing`);
}

function withoutKind({ name, kind, entries }: PartlyNoun): string[] {
  if (name === KERNEL) return [];
  if (!kind) return [`${name}: its streams have no kind`];
  return Object.keys(entries ?? {}).length === 0 ? [`${name}: nothing can be entered in its streams`] : [];
}

function unspoken({ name, sentences, readable, shownBy }: PartlyNoun): string[] {
  return [
    ...(sentences ? [] : [`${name}: nobody says how its entries read`]),
    ...(readable === undefined ? [`${name}: nobody says who may read its streams`] : []),
    ...(shownBy && shownBy.length > 0 ? [] : [`${name}: no screen is asked again when it has changed`]),
  ];
}

function namedIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))];
}
