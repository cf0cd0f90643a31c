import { manningKind } from "#duty/manning/manning.ts";
import { manningCarried, manningElement } from "#duty/manning/manning-rule.ts";
import { manningSentence } from "#duty/manning/manning-sentences.ts";
import { manningEntries } from "#duty/manning/manning-shapes.ts";
import {
  emptyByGoing,
  fillByArrival,
  leaveByAbandonment,
  leaveByDeparture,
  manningActs,
  reckonCalendar,
  reckonCover,
  reckonMonth,
  reckonPost,
} from "./manning-wiring.ts";
import { noun } from "./noun.ts";

export const manning = noun({
  name: "manning",
  kind: manningKind,
  entries: manningEntries,
  element: manningElement,
  acts: manningActs,
  sentences: manningSentence,
  owed: { "manning.publish": { zh: "排上值守的人", en: "Finding somebody for the shift" } },
  reacts: {
    "roster.published": [reckonMonth],
    "site.post-established": [reckonPost],
    "site.calendar-set": [reckonCalendar],
    "attendance.signed-on": [fillByArrival],
    "attendance.abandoned": [leaveByAbandonment, emptyByGoing],
    "attendance.departed": [leaveByDeparture],
    "attendance.sign-off-recorded": [emptyByGoing],
    "roster.turns-vacated": [reckonMonth],
    "roster.cover-arranged": [reckonCover],
    "roster.cover-taken-back": [reckonCover],
  },
  carried: manningCarried,
  readable: true,
  shownBy: ["ledger", "attendance", "overview"],
});
