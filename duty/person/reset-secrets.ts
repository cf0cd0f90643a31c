import type { Decide } from "#duty/grammar/act.ts";
import { enter, type RuleId, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import { orderCites } from "./may-help.ts";
import type { Person } from "./person.ts";
import type { PersonEntry, ResetBody } from "./person-shapes.ts";

export interface HelpFacts {
  /** Whether the actor is the installation itself, or stands high enough to help this person (`mayHelp`). */
  readonly mayHelp: boolean;
  /** Rules that say so at the sites where the two hold anything. */
  readonly orderedBy: readonly RuleId[];
}

type Reset = Decide<Person, ResetBody, unknown, HelpFacts, PersonEntry>;

/** A forgotten or locked PIN is given up, by somebody else and with a reason; the account asks for a new one (ZB-02). */
export const resetPin: Reset = (about) => {
  if (isOwn(about)) return refuse("person.own-pin", ["ZB-02"], { field: "person" });
  const reason = secret("free-text", about.body.reason);
  return refusalOfHelp(about) ?? enter({ type: "person.pin-reset", body: { reason } });
};

/**
 * A forgotten password is given up, by somebody else and with a reason. What opens the account next is drawn outside the journal and stands
 * nowhere in it. The PIN goes with the password: whoever knows the one may choose the other (ZB-02).
 */
export const resetPassword: Reset = (about) => {
  if (isOwn(about)) return refuse("person.own-password", ["ZB-02"], { field: "person" });
  const reason = secret("free-text", about.body.reason);
  return refusalOfHelp(about) ?? enter({ type: "person.password-reset", body: { reason } });
};

type About = Parameters<Reset>[0];

function isOwn({ body, circumstances }: About): boolean {
  return personOf(circumstances.actor) === body.person;
}

function refusalOfHelp({ state, facts }: About): ReturnType<typeof refuse> | undefined {
  if (!facts.mayHelp) return refuse("person.may-not-help", orderCites(facts.orderedBy), { field: "person" });
  if (state.phase !== "employed") return refuse("person.not-employed", ["ZB-10"], { field: "person" });
  return undefined;
}
