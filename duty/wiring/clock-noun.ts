import { clockSentence } from "#duty/clock/clock-sentences.ts";
import { clockEntries } from "#duty/clock/clock-shapes.ts";
import { clockKind } from "#duty/clock/site-clock.ts";
import { clockActs } from "./clock-wiring.ts";
import { noun } from "./noun.ts";

export const clock = noun({
  name: "clock",
  kind: clockKind,
  entries: clockEntries,
  acts: clockActs,
  sentences: clockSentence,
  owed: {},
  readable: true,
  shownBy: ["ledger", "overview"],
});
