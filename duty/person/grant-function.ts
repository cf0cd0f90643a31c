import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { AuthorityFacts } from "./join-person.ts";
import { holds, type Person } from "./person.ts";
import type { GrantFunctionBody, PersonEntry } from "./person-shapes.ts";

export interface GrantFacts extends AuthorityFacts {
  /** Whether the site is one of the organisation, be it the head office itself. */
  readonly siteExists: boolean;
}

/** A function is given for a site of the organisation, or for one post of it. */
export const grantFunction: Decide<Person, GrantFunctionBody, unknown, GrantFacts, PersonEntry> = ({
  state,
  body: { person: _, ...holding },
  facts,
}) => {
  if (!facts.authorised) return refuse("person.not-administrator", ["ZB-10"]);
  if (state.phase !== "employed") return refuse("person.not-employed", ["ZB-10"], { field: "person" });
  if (!facts.siteExists) return refuse("person.no-such-site", ["ZB-10"], { field: "site" });
  if (holds(state, holding)) return enter();
  return enter({ type: "person.function-granted", body: holding });
};
