import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { AuthorityFacts } from "./join-person.ts";
import { type StayingFacts, takesLast } from "./last-administrator.ts";
import type { Person } from "./person.ts";
import type { LeaveBody, PersonEntry } from "./person-shapes.ts";

/** Somebody leaves the organisation: every function ends with it, and sign-in is cut. */
export const leavePerson: Decide<Person, LeaveBody, unknown, AuthorityFacts & StayingFacts, PersonEntry> = ({
  state,
  body,
  facts,
}) => {
  if (!facts.authorised) return refuse("person.not-administrator", ["ZB-10"]);
  if (state.phase !== "employed") return refuse("person.not-employed", ["ZB-10"], { field: "person" });
  if (takesLast(state, facts)) return refuse("person.last-administrator", ["ZB-10"], { field: "stays" });
  return enter({ type: "person.left", body: { reason: secret("free-text", body.reason) } });
};
