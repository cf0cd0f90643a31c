import { join } from "node:path";
import { type PublishedText, published, readPacks } from "#server/regulation/published.ts";

/**
 * The house without its bound of what one person writes: for a building in which each of a few people writes as fast as a machine can, since
 * that is what is measured there, or broken.
 */
export function houseWithoutBounds(): PublishedText {
  const house = readPacks(join(import.meta.dirname, "..", "regulations")).published.find(
    ({ id }) => id === "zhiban-house",
  );
  if (!house) throw new Error("the house regulation is missing");
  const { regulation, rules } = house.adopted;
  const { log = [], matter = [] } = regulation;
  const unbounded = { ...regulation, log: log.map(withoutBound), matter: matter.map(withoutBound) };
  return published({ regulation: unbounded, rules });
}

function withoutBound<E extends { readonly perPerson?: unknown }>({ perPerson: _bound, ...rest }: E) {
  return rest;
}
