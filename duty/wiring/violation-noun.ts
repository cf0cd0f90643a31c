import { violationKind } from "#duty/violation/violation.ts";
import { violationElement } from "#duty/violation/violation-rule.ts";
import { violationSentence } from "#duty/violation/violation-sentences.ts";
import { violationEntries } from "#duty/violation/violation-shapes.ts";
import { noun } from "./noun.ts";
import { attributeAbandonment, violationActs } from "./violation-wiring.ts";

export const violation = noun({
  name: "violation",
  kind: violationKind,
  entries: violationEntries,
  element: violationElement,
  acts: violationActs,
  sentences: violationSentence,
  owed: {},
  reacts: { "attendance.abandoned": [attributeAbandonment] },
  readable: false,
  shownBy: ["overview"],
});
