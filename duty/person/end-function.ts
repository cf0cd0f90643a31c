import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { AuthorityFacts } from "./join-person.ts";
import { type StayingFacts, takesLast } from "./last-administrator.ts";
import { holds, type Person } from "./person.ts";
import type { EndFunctionBody, PersonEntry } from "./person-shapes.ts";

/** A function ends; the reason is kept with it. */
export const endFunction: Decide<Person, EndFunctionBody, unknown, AuthorityFacts & StayingFacts, PersonEntry> = ({
  state,
  body: { person: _, reason, stays: __, ...holding },
  facts,
}) => {
  if (!facts.authorised) return refuse("person.not-administrator", ["ZB-10"]);
  if (!holds(state, holding)) return refuse("person.function-not-held", ["ZB-10"], { field: "function" });
  if (takesLast(state, facts, [holding])) return refuse("person.last-administrator", ["ZB-10"], { field: "stays" });
  return enter({ type: "person.function-ended", body: { ...holding, reason: secret("free-text", reason) } });
};
