import { obligationEntries } from "#duty/grammar/obligation.ts";
import { obligationSentence } from "#duty/grammar/sentence.ts";
import { ledgerActs } from "./ledger-wiring.ts";
import { noun } from "./noun.ts";

/** Being missed, called and acknowledged: entries that stand in streams of every noun. */
export const ledger = noun({
  name: "ledger",
  entries: obligationEntries,
  acts: ledgerActs,
  sentences: obligationSentence,
  owed: {},
  readable: false,
  shownBy: ["ledger", "overview"],
});
