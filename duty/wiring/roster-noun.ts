import { rosterKind } from "#duty/roster/roster.ts";
import { rosterElement } from "#duty/roster/roster-rule.ts";
import { rosterSentence } from "#duty/roster/roster-sentences.ts";
import { rosterEntries } from "#duty/roster/roster-shapes.ts";
import { noun } from "./noun.ts";
import { rosterSchedule } from "./roster-schedule.ts";
import { excuseAbsent, rosterActs } from "./roster-wiring.ts";

export const roster = noun({
  name: "roster",
  kind: rosterKind,
  entries: rosterEntries,
  element: rosterElement,
  acts: rosterActs,
  sentences: rosterSentence,
  owed: {},
  reacts: { "roster.cover-arranged": [excuseAbsent] },
  readable: false,
  shownBy: ["attendance", "ledger", "overview"],
  schedules: rosterSchedule,
});
