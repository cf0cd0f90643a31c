import { logKind } from "#duty/log/log.ts";
import { logElement } from "#duty/log/log-rule.ts";
import { logSentence } from "#duty/log/log-sentences.ts";
import { logEntries } from "#duty/log/log-shapes.ts";
import { logActs, logAsks } from "./log-wiring.ts";
import { noun } from "./noun.ts";

export const log = noun({
  name: "log",
  kind: logKind,
  entries: logEntries,
  element: logElement,
  acts: logActs,
  asks: logAsks,
  sentences: logSentence,
  owed: { "log.countersign": { zh: "签阅日志页", en: "Countersigning the page" } },
  readable: true,
  shownBy: ["log", "handover", "ledger", "overview"],
});
