import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { AuthorityFacts } from "./join-person.ts";
import { holds, type Person } from "./person.ts";
import type { GrantFunctionBody, PersonEntry } from "./person-shapes.ts";

/** A function is given for a site, or for one post of it. */
export const grantFunction: Decide<Person, GrantFunctionBody, unknown, AuthorityFacts, PersonEntry> = ({
  state,
  body: { person: _, ...holding },
  facts,
}) => {
  if (!facts.authorised) return refuse("person.not-administrator", ["ZB-10"]);
  if (state.phase !== "employed") return refuse("person.not-employed", ["ZB-10"], { field: "person" });
  if (holds(state, holding)) return enter();
  return enter({ type: "person.function-granted", body: holding });
};
