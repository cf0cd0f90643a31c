import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { Person } from "./person.ts";
import type { JoinBody, PersonEntry } from "./person-shapes.ts";

export interface AuthorityFacts {
  /** Whether the actor is the installation itself, or holds a function that may do this. */
  readonly authorised: boolean;
}

/** Somebody joins the organisation. Who has left may come back. */
export const joinPerson: Decide<Person, JoinBody, unknown, AuthorityFacts, PersonEntry> = ({ state, body, facts }) => {
  if (!facts.authorised) return refuse("person.not-administrator", ["ZB-10"]);
  if (state.phase === "employed") return refuse("person.already-employed", ["ZB-10"], { field: "person" });
  return enter({
    type: "person.joined",
    body: {
      name: secret("name", body.name),
      staffNumber: body.staffNumber,
      ...(body.phone === undefined ? {} : { phone: secret("phone", body.phone) }),
    },
  });
};
