import { matterKind } from "#duty/matter/matter.ts";
import { matterElement } from "#duty/matter/matter-rule.ts";
import { matterSentence } from "#duty/matter/matter-sentences.ts";
import { matterEntries } from "#duty/matter/matter-shapes.ts";
import { matterActs, matterAsks } from "./matter-wiring.ts";
import { noun } from "./noun.ts";

export const matter = noun({
  name: "matter",
  kind: matterKind,
  entries: matterEntries,
  element: matterElement,
  acts: matterActs,
  asks: matterAsks,
  sentences: matterSentence,
  owed: { "matter.settle": { zh: "办结跟进事项", en: "Settling the matter" } },
  readable: true,
  shownBy: ["matter", "ledger", "handover", "overview"],
});
