import { type Composer, house, inForceAt } from "#duty/composition.ts";
import type { RuleId } from "#duty/grammar/decision.ts";
import { isFields } from "#duty/grammar/stricter.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import type { BindingError, Collision } from "#duty/site/binding.ts";
import { type Adoption, adoptionAsOf, type Binding, currentPost, type Post, type Site } from "#duty/site/site.ts";

/** What two editions cannot both have at one post from a day on: named with both citations. */
export function collisionsIn(site: Site, composer: Composer, from: BusinessDate): Collision[] {
  const days = [from, ...site.adoptions.map((each) => each.from).filter((day) => day > from)];
  const found = new Map<string, Collision>();
  for (const post of Object.keys(site.posts)) {
    for (const day of days) {
      const inForce = inForceAt(site, currentPost(site, post), day, site.version);
      for (const noun of Object.keys(composer.directions)) {
        for (const { path, one, other } of composer.compose(noun, inForce).clashes) {
          const collision = { post, part: `${noun}.${path}`, one, other };
          found.set(JSON.stringify(collision), collision);
        }
      }
    }
  }
  return [...found.values()];
}

/** What is wrong with the bindings of a post: words that the edition does not have, and numbers that a site may not set so. */
export function bindingErrorsIn(site: Site, post: Pick<Post, "binds">, composer: Composer): BindingError[] {
  return post.binds.flatMap((binding, index) => {
    const field = `binds.${index}`;
    if (binding.regulation === house) return [{ code: "site.house-binds-anyway", field, name: house, rules: [] }];
    const adoption = adoptionAsOf(site, binding.regulation, lastDay, site.version);
    if (!adoption) return [{ code: "site.edition-not-adopted", field, name: binding.regulation, rules: [] }];
    return [...wordFaults(binding, composer, adoption, field), ...parameterFaults(binding, composer, adoption, field)];
  });
}

const lastDay = "9999-12-31" as BusinessDate;

function wordFaults(binding: Binding, composer: Composer, adoption: Adoption, field: string): BindingError[] {
  const { posts, functions } = composer.textOf(adoption).regulation;
  const unknown: BindingError[] = Object.hasOwn(posts, binding.as)
    ? []
    : [{ code: "site.no-such-abstract-post", field: `${field}.as`, name: binding.as, rules: [] }];
  const unfilled = Object.keys(functions)
    .filter((name) => binding.functions[name] === undefined)
    .map((name) => ({ code: "site.function-unfilled", field: `${field}.functions.${name}`, name, rules: [] }));
  return [...unknown, ...unfilled];
}

/**
 * A number that the text leaves open may be set either way, any other number only towards the stricter side; none beyond what a text
 * itself could say.
 */
function parameterFaults(binding: Binding, composer: Composer, adoption: Adoption, field: string): BindingError[] {
  return Object.entries(binding.parameters).flatMap(([name, value]) => {
    const [noun = "", part = "", inner = ""] = name.split(".");
    const direction = composer.directions[noun]?.properties?.[part]?.properties?.[inner];
    const holder = composer.compose(noun, [{ binding: { ...binding, parameters: {} }, adoption }]).rule[part];
    const own = isFields(holder) ? holder[inner] : undefined;
    const at = `${field}.parameters.${name}`;
    if (!direction || typeof own !== "number") return [{ code: "site.no-such-parameter", field: at, name, rules: [] }];
    const rules = isFields(holder) ? (holder.cites as readonly RuleId[]) : [];
    const { minimum = value, maximum = value } = direction;
    if (value < minimum || value > maximum)
      return [{ code: "site.parameter-out-of-range", field: at, name, rules: [] }];
    const asStrict = direction.stricter === "less" ? value <= own : direction.stricter === "more" && value >= own;
    return asStrict || direction.site === "free" ? [] : [{ code: "site.parameter-looser", field: at, name, rules }];
  });
}
