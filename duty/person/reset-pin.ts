import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import type { AuthorityFacts } from "./join-person.ts";
import type { Person } from "./person.ts";
import type { PersonEntry, ResetPinBody } from "./person-shapes.ts";

/** A forgotten or locked PIN is given up, by somebody else and with a reason; the account asks for a new one (ZB-02). */
export const resetPin: Decide<Person, ResetPinBody, unknown, AuthorityFacts, PersonEntry> = ({
  state,
  body,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("person.not-administrator", ["ZB-02", "ZB-10"]);
  if (personOf(circumstances.actor) === body.person) return refuse("person.own-pin", ["ZB-02"], { field: "person" });
  if (state.phase !== "employed") return refuse("person.not-employed", ["ZB-10"], { field: "person" });
  return enter({ type: "person.pin-reset", body: { reason: secret("free-text", body.reason) } });
};
