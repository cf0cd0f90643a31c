import { endFunction } from "#duty/person/end-function.ts";
import { grantFunction } from "#duty/person/grant-function.ts";
import { joinPerson } from "#duty/person/join-person.ts";
import { leavePerson } from "#duty/person/leave-person.ts";
import { personKind } from "#duty/person/person.ts";
import { endFunctionBody, grantFunctionBody, joinBody, leaveBody, resetPinBody } from "#duty/person/person-shapes.ts";
import { resetPin } from "#duty/person/reset-pin.ts";
import { actorMay } from "./authority.ts";
import { type About, act, type CommandAct } from "./wiring.ts";

/** People are kept at the head office, so these commands are sent to its site; administrators of the head office give them. */
function byAdministrator(about: Pick<About<unknown, unknown, unknown>, "siteId" | "circumstances">) {
  return { authorised: actorMay([], { ...about, site: { headOffice: about.siteId } }) };
}

const own = {
  kind: personKind,
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
