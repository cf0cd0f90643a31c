import { siteKind } from "#duty/site/site.ts";
import { siteSentence } from "#duty/site/site-sentences.ts";
import { siteEntries } from "#duty/site/site-shapes.ts";
import { noun } from "./noun.ts";
import { siteSchedule } from "./site-schedule.ts";
import { siteActs } from "./site-wiring.ts";

export const site = noun({
  name: "site",
  kind: siteKind,
  entries: siteEntries,
  acts: siteActs,
  sentences: siteSentence,
  owed: {},
  readable: false,
  shownBy: ["site", "overview"],
  schedules: siteSchedule,
});
