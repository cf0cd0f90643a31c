import { personKind } from "#duty/person/person.ts";
import { personElement } from "#duty/person/person-rule.ts";
import { personSentence } from "#duty/person/person-sentences.ts";
import { personEntries } from "#duty/person/person-shapes.ts";
import { personAsks } from "./help-wiring.ts";
import { noun } from "./noun.ts";
import { endDutyEverywhere, leaverActs } from "./person-reactions.ts";
import { personActs } from "./person-wiring.ts";

export const person = noun({
  name: "person",
  kind: personKind,
  entries: personEntries,
  element: personElement,
  acts: { ...personActs, ...leaverActs },
  asks: personAsks,
  sentences: personSentence,
  owed: {},
  reacts: { "person.left": [endDutyEverywhere] },
  readable: false,
  shownBy: ["session", "site", "matter", "overview"],
});
