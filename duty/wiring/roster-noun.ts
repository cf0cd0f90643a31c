import { rosterKind } from "#duty/roster/roster.ts";
import { rosterElement } from "#duty/roster/roster-rule.ts";
import { rosterSentence } from "#duty/roster/roster-sentences.ts";
import { rosterEntries } from "#duty/roster/roster-shapes.ts";
import { awaitActs } from "./await-wiring.ts";
import { noun } from "./noun.ts";
import { awaitReturned } from "./returned-shifts.ts";
import { changeTurns, exchangeTurns, exchangeTurnsBack, unscheduleTurns, vacateTurns } from "./roster-reactions.ts";
import { rosterSchedule } from "./roster-schedule.ts";
import { rosterActs, rosterAsks } from "./roster-wiring.ts";

export const roster = noun({
  name: "roster",
  kind: rosterKind,
  entries: rosterEntries,
  element: rosterElement,
  acts: { ...rosterActs, ...awaitActs },
  asks: rosterAsks,
  sentences: rosterSentence,
  owed: {},
  reacts: {
    "roster.cover-arranged": [exchangeTurns],
    "roster.cover-taken-back": [exchangeTurnsBack],
    "roster.turns-changed": [changeTurns],
    "roster.turns-vacated": [unscheduleTurns],
    "person.duty-ended": [vacateTurns],
    "site.post-established": [awaitReturned],
    "site.calendar-set": [awaitReturned],
    "site.house-bound": [awaitReturned],
    "site.edition-adopted": [awaitReturned],
    "site.adoption-withdrawn": [awaitReturned],
  },
  readable: false,
  shownBy: ["roster", "attendance", "ledger", "overview"],
  schedules: rosterSchedule,
});
