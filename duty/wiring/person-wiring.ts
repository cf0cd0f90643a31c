import type { Actor, SiteId } from "#duty/grammar/entry.ts";
import { endFunction } from "#duty/person/end-function.ts";
import { grantFunction } from "#duty/person/grant-function.ts";
import { joinPerson } from "#duty/person/join-person.ts";
import { leavePerson } from "#duty/person/leave-person.ts";
import { personKind } from "#duty/person/person.ts";
import { endFunctionBody, grantFunctionBody, joinBody, leaveBody, resetPinBody } from "#duty/person/person-shapes.ts";
import { resetPin } from "#duty/person/reset-pin.ts";
import { mayActAs } from "./authority.ts";
import { act, type CommandAct } from "./wiring.ts";

/** People are kept at the head office, so these commands are sent to its site; administrators of the head office give them. */
function byAdministrator({ siteId, circumstances }: { siteId: SiteId; circumstances: { actor: Actor } }) {
  return { authorised: mayActAs([], { actor: circumstances.actor, headOffice: siteId, site: siteId }) };
}

const own = {
  noun: personKind,
  mode: "exclusive",
  id: ({ body }: { body: { person: string } }) => body.person,
} as const;

export const personActs = {
  "person.join": act({ ...own, shape: joinBody, facts: byAdministrator, decide: joinPerson }),
  "person.grant-function": act({ ...own, shape: grantFunctionBody, facts: byAdministrator, decide: grantFunction }),
  "person.end-function": act({ ...own, shape: endFunctionBody, facts: byAdministrator, decide: endFunction }),
  "person.reset-pin": act({ ...own, shape: resetPinBody, facts: byAdministrator, decide: resetPin }),
  "person.leave": act({ ...own, shape: leaveBody, facts: byAdministrator, decide: leavePerson }),
} satisfies Record<string, CommandAct>;
