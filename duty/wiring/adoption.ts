import type { RuleId } from "#duty/grammar/decision.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import { type Direction, isFields } from "#duty/grammar/stricter.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { administrator } from "#duty/person/last-administrator.ts";
import type { BindingError, Collision } from "#duty/site/binding.ts";
import {
  type Adoption,
  adoptionAsOf,
  type Binding,
  currentPost,
  type Post,
  type Site,
  standingAdoptions,
  type Terms,
} from "#duty/site/site.ts";
import { builtInRules } from "#duty/wiring/built-in-rules.ts";
import {
  type Composer,
  citesIn,
  house,
  houseBinding,
  type InForce,
  inForceAt,
  type Text,
} from "#duty/wiring/composition.ts";

/** What two editions cannot both have at one post from a day on: named with both citations. */
export function collisionsIn(site: Site, composer: Composer, from: BusinessDate): Collision[] {
  const found = boundFrom(site, from).flatMap(({ post, inForce }) =>
    Object.keys(composer.directions).flatMap((noun) =>
      composer
        .compose(noun, inForce)
        .clashes.map(({ path, one, other }): Collision => ({ post, part: `${noun}.${path}`, one, other })),
    ),
  );
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

/** What binds each post from a day on, each time that it changes. */
export function boundFrom(site: Site, from: BusinessDate): { readonly post: string; readonly inForce: InForce[] }[] {
  const later = standingAdoptions(site).flatMap((each) => (each.from > from ? [each.from] : []));
  return Object.keys(site.posts).flatMap((post) =>
    [from, ...later].map((day) => ({ post, inForce: inForceAt(site, currentPost(site, post), day, site.version) })),
  );
}

/** What is wrong with the bindings of a post: words that the edition does not have, and numbers that a site may not set so. */
export function bindingErrorsIn(site: Site, post: Pick<Post, "binds">, composer: Composer): BindingError[] {
  return post.binds.flatMap((binding, index) => {
    const field = `binds.${index}`;
    if (binding.regulation === house) return [{ code: "site.house-binds-anyway", field, name: house, rules: [] }];
    const adoption = adoptionAsOf(site, binding.regulation, lastDay, site.version);
    if (!adoption) return [{ code: "site.edition-not-adopted", field, name: binding.regulation, rules: [] }];
    return [
      ...wordFaults(binding, composer, adoption, field),
      ...parameterFaults(binding, composer, adoption, `${field}.parameters`),
    ];
  });
}

/** The same of the house: the site has a word for each of its functions, save the platform's own. */
export function houseErrorsIn(site: Site, terms: Terms, composer: Composer): BindingError[] {
  const adoption = adoptionAsOf(site, house, lastDay, site.version);
  if (!adoption) return [{ code: "site.edition-not-adopted", field: "functions", name: house, rules: [] }];
  const { functions } = composer.textOf(adoption).regulation;
  const words = Object.keys(functions).filter((name) => name !== administrator);
  const stray: BindingError[] = Object.keys(terms.functions)
    .filter((name) => !words.includes(name))
    .map((name) => ({ code: "site.no-such-function", field: `functions.${name}`, name, rules: [] }));
  return [
    ...stray,
    ...unfilled(words, terms, "functions"),
    ...parameterFaults(houseBinding(terms), composer, adoption, "parameters"),
  ];
}

const lastDay = "9999-12-31" as BusinessDate;

function wordFaults(binding: Binding, composer: Composer, adoption: Adoption, field: string): BindingError[] {
  const { posts, functions } = composer.textOf(adoption).regulation;
  const unknown: BindingError[] = Object.hasOwn(posts, binding.as)
    ? []
    : [{ code: "site.no-such-abstract-post", field: `${field}.as`, name: binding.as, rules: [] }];
  return [...unknown, ...unfilled(Object.keys(functions), binding, `${field}.functions`)];
}

function unfilled(words: readonly string[], { functions }: Terms, field: string): BindingError[] {
  return words
    .filter((name) => heldUnder(functions, name) === undefined)
    .map((name) => ({ code: "site.function-unfilled", field: `${field}.${name}`, name, rules: [] }));
}

/**
 * A number that the text leaves open may be set either way, any other number only towards the stricter side; none beyond what a text
 * itself could say.
 */
function parameterFaults(binding: Binding, composer: Composer, adoption: Adoption, field: string): BindingError[] {
  return Object.entries(binding.parameters).flatMap(([name, value]): BindingError[] => {
    const own = composer.ownNumber({ binding, adoption }, name);
    const at = { field: `${field}.${name}`, name };
    if (!own) return [{ code: "site.no-such-parameter", ...at, rules: [] }];
    const { stricter, minimum = value, maximum = value } = own.direction;
    if (value < minimum || value > maximum) return [{ code: "site.parameter-out-of-range", ...at, rules: [] }];
    const asStrict = stricter === "less" ? value <= own.value : stricter === "more" && value >= own.value;
    return asStrict || own.open ? [] : [{ code: "site.parameter-looser", ...at, rules: own.cites }];
  });
}

/**
 * Rules of a text that nothing carries out as far as this release knows, in the order of the text: no element that it has words for cites
 * them, what cites them asks for nothing, or the text itself says that they wait for a later release. Of these nobody may be promised anything.
 */
export function uncarriedRules(
  { regulation, rules }: Text,
  directions: Readonly<Record<string, Direction>>,
): readonly RuleId[] {
  const carried = new Set(regulation.id === house ? builtInRules : []);
  for (const [noun, { properties = {} }] of Object.entries(directions)) {
    for (const element of (regulation[noun] ?? []) as readonly Readonly<Record<string, unknown>>[]) {
      for (const [name, part] of Object.entries(element)) {
        if (!Object.hasOwn(properties, name) || !asksForSomething(part)) continue;
        for (const id of citesIn(part)) carried.add(id);
      }
    }
  }
  return rules.filter(({ id, pending }) => pending !== undefined || !carried.has(id)).map(({ id }) => id);
}

/** Not so where every yes or no of a part is no and it gives no number either: a ladder that nobody ever climbs carries nothing. */
function asksForSomething(part: unknown): boolean {
  const values = isFields(part) ? Object.values(part) : [];
  const switches = values.filter((each) => typeof each === "boolean");
  return switches.length === 0 || switches.includes(true) || values.some((each) => typeof each === "number");
}
