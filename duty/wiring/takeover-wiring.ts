import { countKit } from "#duty/handover/count-kit.ts";
import * as shapes from "#duty/handover/handover-shapes.ts";
import { confirmProblem, raiseProblem } from "#duty/handover/raise-problem.ts";
import { readRecords } from "#duty/handover/read-records.ts";
import { takeBooks } from "#duty/handover/take-books.ts";
import { takeMatter } from "#duty/handover/take-matter.ts";
import { handoverFacts } from "./handover-facts.ts";
import { ofHandover } from "./handover-wiring.ts";
import { act, type CommandAct } from "./wiring.ts";

const own = { ...ofHandover, facts: handoverFacts } as const;

/** What is checked and said between preparing a hand-over and signing it. */
export const takeoverActs = {
  "handover.read-records": act({ ...own, shape: shapes.readRecordsBody, waits: "for-author", decide: readRecords }),
  "handover.count": act({ ...own, shape: shapes.countBody, waits: "for-author", decide: countKit }),
  "handover.take-books": act({ ...own, shape: shapes.takeBooksBody, waits: "for-author", decide: takeBooks }),
  "handover.raise-problem": act({ ...own, shape: shapes.raiseProblemBody, waits: "for-author", decide: raiseProblem }),
  "handover.confirm-problem": act({
    ...own,
    shape: shapes.confirmProblemBody,
    waits: "for-author",
    decide: confirmProblem,
  }),
  "handover.take-matter": act({ ...own, shape: shapes.takeMatterBody, waits: "for-author", decide: takeMatter }),
} satisfies Record<string, CommandAct>;
