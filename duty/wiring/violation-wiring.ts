import type { Attendance } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import type { Reaction } from "#duty/door/table.ts";
import { begunShift, currentPost, type Site } from "#duty/site/site.ts";
import { attributeViolation } from "#duty/violation/attribute-violation.ts";
import { recordViolation } from "#duty/violation/record-violation.ts";
import { violationKind } from "#duty/violation/violation.ts";
import { recordBody } from "#duty/violation/violation-shapes.ts";
import { inForceAt } from "#duty/wiring/composition.ts";
import { known } from "#duty/wiring/questions.ts";
import { wasHereThen } from "./at-this-site.ts";
import { actorMay } from "./authority.ts";
import { composer } from "./composer.ts";
import { hasComeIn, wasOfShift } from "./who-stood-there.ts";
import { act, type CommandAct } from "./wiring.ts";

const own = {
  kind: violationKind,
  mode: "exclusive",
  id: ({ body, command }: { body: { person: string }; command: string }) => `${body.person}/${command}`,
} as const;

export const violationActs = {
  "violation.record": act({
    ...own,
    shape: recordBody,
    waits: "for-author",
    facts: (about) => {
      const { site, rule } = about;
      const { post, date } = about.body;
      const inForce = inForceAt(site, currentPost(site, post), date, site.version);
      return {
        authorised: actorMay(rule.record?.by ?? [], about, post),
        personKnown: wasHereThen(about, about.body),
        occurrence: known(begunShift(site, about.body)),
        hasCome: hasComeIn(about, about.body),
        isOfShift: wasOfShift(about, about.body),
        inForce: known(inForce.flatMap(({ adoption }) => composer.textOf(adoption).rules.map(({ id }) => id))),
      };
    },
    decide: recordViolation,
  }),
  "violation.attribute": act({ ...own, facts: () => ({}), decide: attributeViolation }),
} satisfies Record<string, CommandAct>;

/** Leaving before the relief is held against whoever left, where a regulation in force says so (GPH-10). */
export const attributeAbandonment: Reaction = (_, { key, state, setup }) => {
  const attendance = state as Attendance;
  if (attendance.phase === "unknown") return [];
  const { occurrence, person } = attendance;
  const rule = composer.ruleFor("attendance", setup as Site, key.id, occurrence.under) as AttendanceRule;
  if (!rule.abandonment?.violation) return [];
  const { post, date, shift } = occurrence;
  return [{ act: "violation.attribute", body: { person, post, date, shift, rules: rule.abandonment.cites } }];
};
