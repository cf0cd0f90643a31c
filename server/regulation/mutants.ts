import type { RuleId } from "#duty/grammar/decision.ts";
import { directionNamed, nameOfRung, numberNamed, openIn } from "#duty/grammar/open-number.ts";
import { type Direction, isFields } from "#duty/grammar/stricter.ts";
import { type AdoptedText, adoptedShape } from "#duty/regulation.ts";
import { house } from "#duty/wiring/composition.ts";
import { editionErrors } from "./edition-errors.ts";
import { type ElementOf, elementsOf, type Mechanism, mechanismsOf, type Path } from "./mechanisms.ts";
import { type Mapping, wordHere } from "./stage-words.ts";

/** One thing changed that the cases must notice, with the edition still a valid one. */
export interface Mutant {
  /** Where, as people find it. */
  readonly place: string;
  readonly change: string;
  /** Each of these must be missed: an expectation that bears it must be the first to fail. None: anything that fails will do. */
  readonly rules: readonly RuleId[];
  readonly adopted?: AdoptedText;
  /** Whether it is noticed where a site sets itself up by it, and not by what anybody does afterwards. */
  readonly atSetUp?: boolean;
  /** How a site that binds the edition got its words wrong. */
  readonly mapping?: Mapping;
  /** A refusal or an answer of the code, lost: see `lost-code.ts`. */
  readonly lost?: string;
  /** A number of the site that is not followed: `handover.punctual.graceMinutes`. */
  readonly unheard?: string;
  /**
   * A part is gone as a whole: what it enforces must be seen not to happen any more. Of one that asks for something that is a refusal or a value
   * that nobody sent; of a ladder and nothing else, which can refuse nobody, it may be a call.
   */
  readonly leavesOut?: LeftOut | undefined;
}

type LeftOut = "a demand" | "a ladder";

/**
 * Every way in which an edition could silently carry a rule out otherwise: each part left out, each of its parameters changed, cited by another
 * rule, closed where it leaves a number open, deaf to what a site sets there; each element left out, and speaking of other posts; each word of
 * it mapped to another.
 */
export function mutantsOf(adopted: AdoptedText): Mutant[] {
  const mechanisms = mechanismsOf(adopted);
  // The house binds by itself, in the site's own words.
  const isBound = adopted.regulation.id !== house;
  const changes = [
    ...mechanisms.flatMap((each) => [...partChanges(each, adopted), ...citationChanges(each, adopted)]),
    ...elementsOf(adopted).flatMap((each) => elementChanges(each, adopted)),
    ...(isBound ? wordChanges(adopted) : []),
  ];
  return [
    ...changes.flatMap(({ place, told, rules, path, to, atSetUp = false, leavesOut }) => {
      const read = adoptedShape.safeParse(changed(adopted, ["regulation", ...path], to));
      if (!read.success || editionErrors(read.data).length > 0) return [];
      return [{ place, change: told, rules, atSetUp, leavesOut, adopted: read.data }];
    }),
    ...(isBound ? [...mappingMutants(adopted), ...mechanisms.flatMap(unheardNumbers)] : []),
  ];
}

interface Change {
  readonly path: Path;
  /** Undefined: left out. */
  readonly to: unknown;
}

interface PlacedChange extends Change {
  readonly place: string;
  readonly told: string;
  readonly rules: readonly RuleId[];
  readonly atSetUp?: boolean;
  readonly leavesOut?: LeftOut;
}

function partChanges({ name, cites, path, part, direction }: Mechanism, { regulation }: AdoptedText): PlacedChange[] {
  const words = Object.keys(regulation.functions);
  const open = openIn(part);
  const closed = open.flatMap((each, index): Change[] =>
    canLoosen(part, direction, each) ? [{ path: open.length > 1 ? ["open", index] : ["open"], to: undefined }] : [],
  );
  const about = { place: name, rules: cites, path };
  return [
    { ...about, told: "left out", to: undefined, leavesOut: leftOut(part) },
    ...[...changesOf(direction, part, [], words), ...closed].map((each) => ({
      ...about,
      atSetUp: closed.includes(each),
      told: toldOf(each),
      to: opened(changed(part, each.path, each.to) as Mechanism["part"], part),
    })),
  ];
}

function leftOut(part: Mechanism["part"]): LeftOut {
  const asks = Object.values(part).some((each) => typeof each === "boolean");
  return part.ladder !== undefined && !asks ? "a ladder" : "a demand";
}

/** A changed part with what it leaves open called as it is now: a rung that is gone leaves nothing open, one that calls another leaves that open. */
function opened(part: Mechanism["part"], before: Mechanism["part"]): Mechanism["part"] {
  const { open, ...rest } = part;
  if (!Array.isArray(open)) return part;
  const rungs = (its: Mechanism["part"]) => (Array.isArray(its.ladder) ? (its.ladder as { call: string }[]) : []);
  const names = openIn(part).flatMap((name) => {
    if (numberNamed(part, name) !== undefined) return [name];
    const at = rungs(before).findIndex(({ call }) => nameOfRung(call) === name);
    const now = rungs(part).length === rungs(before).length ? rungs(part)[at] : undefined;
    return now ? [nameOfRung(now.call)] : [];
  });
  return names.length === 0 ? rest : { ...rest, open: [...new Set(names)] };
}

/** Whether a site could set the number less strictly at all. */
function canLoosen(part: Mechanism["part"], direction: Direction, name: string): boolean {
  const { stricter, minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = directionNamed(direction, name);
  const value = numberNamed(part, name) ?? 0;
  return stricter === "more" ? value > minimum : stricter === "less" && value < maximum;
}

/** Each number that the text leaves open, where a site sets its own and it is not followed: it must be played with another than the text's. */
function unheardNumbers({ name, kind, cites, part }: Mechanism): Mutant[] {
  return openIn(part).map((number) => ({
    ...{ place: name, change: `the site's own ${number} is not followed` },
    ...{ rules: cites, unheard: `${kind}.${number}` },
  }));
}

/** Each citation given to another rule: what the rule is cited for must be seen under its own name. */
function citationChanges({ name, cites, path }: Mechanism, { rules }: AdoptedText): PlacedChange[] {
  const stranger = rules.find(({ id }) => !cites.includes(id))?.id;
  return cites.map((rule, index) => {
    const to = cites.length > 1 ? undefined : stranger;
    const change = { path: ["cites", index], to };
    return { path: [...path, ...change.path], to, place: name, told: toldOf(change), rules: [rule] };
  });
}

function elementChanges({ name, path, post, parts, alone }: ElementOf, { regulation }: AdoptedText): PlacedChange[] {
  const kinds = Object.keys(regulation.posts);
  const posts = kinds.length > 1 ? ["any", ...kinds].filter((each) => each !== post) : [];
  const about = { place: name, rules: [...new Set(parts.flatMap(({ cites }) => cites))] };
  return [
    { ...about, path: alone ? path.slice(0, 1) : path, to: undefined, told: "left out" },
    ...posts.map((to) => ({ ...about, path: [...path, "post"], to, told: `post → ${to}` })),
  ];
}

/** Words that no element needs: an edition without them is another one all the same, since sites bind by them. */
function wordChanges({ regulation }: AdoptedText): PlacedChange[] {
  return (["posts", "functions"] as const).flatMap((kind) =>
    Object.keys(regulation[kind]).map((word) => ({
      ...{ place: `${kind}.${word}`, told: "left out", rules: [] },
      ...{ path: [kind, word], to: undefined },
    })),
  );
}

function mappingMutants(adopted: AdoptedText): Mutant[] {
  const { posts, functions } = adopted.regulation;
  const words = Object.keys(functions);
  const right = Object.fromEntries(words.map((each) => [each, wordHere(each)]));
  const elements = elementsOf(adopted);
  const wrongFunctions = words.flatMap((word) => {
    const parts = mechanismsOf(adopted).filter(({ part, direction }) => namesFunction(direction, part, word));
    const rules = [...new Set(parts.flatMap(({ cites }) => cites))];
    return words
      .filter((each) => each !== word && rules.length > 0)
      .map((other): Mutant => {
        const mapping = { as: (kind: string) => kind, functions: { ...right, [word]: wordHere(other) } };
        return { place: `functions.${word}`, change: `taken for ${other}`, rules, mapping };
      });
  });
  const kinds = Object.keys(posts);
  const wrongPosts = kinds.flatMap((kind) => {
    const own = elements.filter(({ post }) => post === kind).flatMap(({ parts }) => parts);
    const rules = [...new Set(own.flatMap(({ cites }) => cites))];
    return kinds
      .filter((each) => each !== kind && rules.length > 0)
      .map((other): Mutant => {
        const mapping = { as: (its: string) => (its === kind ? other : its), functions: right };
        return { place: `posts.${kind}`, change: `bound as ${other}`, rules, mapping };
      });
  });
  return [...wrongFunctions, ...wrongPosts];
}

function namesFunction(direction: Direction, value: unknown, word: string): boolean {
  if (typeof value === "string") return direction.names === "function" && value === word;
  if (Array.isArray(value)) return value.some((each) => namesFunction(direction.items ?? {}, each, word));
  if (!isFields(value)) return false;
  return Object.entries(value).some(([name, each]) => namesFunction(direction.properties?.[name] ?? {}, each, word));
}

function toldOf({ path, to }: Change): string {
  return `${path.join(".")} ${to === undefined ? "left out" : `→ ${JSON.stringify(to)}`}`;
}

/** The parameters under a node, each changed in every way. Texts are not parameters; a list loses its items one by one. */
function changesOf(direction: Direction, value: unknown, path: Path, functions: readonly string[]): Change[] {
  if (typeof value === "number") return [value - 1, value + 1].map((to) => ({ path, to }));
  if (typeof value === "boolean") return [{ path, to: !value }];
  if (typeof value === "string") return othersThan(value, direction, functions).map((to) => ({ path, to }));
  if (Array.isArray(value)) {
    if (value.every(isText)) return [];
    return value.flatMap((each, index) => [
      { path: [...path, index], to: undefined },
      ...changesOf(direction.items ?? {}, each, [...path, index], functions),
    ]);
  }
  if (!isFields(value)) return [];
  return Object.entries(value)
    .filter(([name]) => !["cites", "open", "key"].includes(name))
    .flatMap(([name, each]) => changesOf(direction.properties?.[name] ?? {}, each, [...path, name], functions));
}

function othersThan(value: string, direction: Direction, functions: readonly string[]): readonly string[] {
  const choices = direction.names === "function" ? functions : (direction.enum ?? []);
  return choices.filter((each) => each !== value);
}

/** A text in both languages that carries no key: it is shown, and nothing hangs on it. */
function isText(value: unknown): boolean {
  return isFields(value) && Object.keys(value).toSorted().join() === "en,zh";
}

/** A copy with one place changed; undefined takes it out, from a list or from a map. */
function changed(value: unknown, [step, ...rest]: Path, to: unknown): unknown {
  if (step === undefined) return to;
  if (Array.isArray(value)) {
    if (rest.length === 0 && to === undefined) return value.filter((_, index) => index !== step);
    return value.map((each, index) => (index === step ? changed(each, rest, to) : each));
  }
  const { [step]: before, ...others } = value as Record<string, unknown>;
  return rest.length === 0 && to === undefined ? others : { ...others, [step]: changed(before, rest, to) };
}
