import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ACT_REFUSALS, ofSentActs, refusalsOfActs, writtenRefusals } from "./refusals-of-acts.ts";
import { ROOT, repository } from "./tree.ts";

/* Writes down with which codes each act may refuse; a test holds the file against the code. Run: node test/tidy/write-act-refusals.ts */

writeFileSync(join(ROOT, ACT_REFUSALS), writtenRefusals(ofSentActs(refusalsOfActs(repository()))));
