import { redactionKind } from "#duty/redaction/redaction.ts";
import { redactionSentence } from "#duty/redaction/redaction-sentences.ts";
import { redactionEntries } from "#duty/redaction/redaction-shapes.ts";
import { noun } from "./noun.ts";
import { redactionActs } from "./redaction-wiring.ts";

export const redaction = noun({
  name: "redaction",
  kind: redactionKind,
  entries: redactionEntries,
  acts: redactionActs,
  sentences: redactionSentence,
  owed: {},
  readable: false,
  shownBy: ["redaction"],
});
