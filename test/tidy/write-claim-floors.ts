import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLAIM_FLOORS, type Floors, nextFloors } from "./claim-floors.ts";
import { claimMeasures } from "./claim-measure.ts";
import { ROOT, repository } from "./tree.ts";

/* Writes down what files of tests claim more than before, and of the files that are named what they claim now. Run: node test/tidy/write-claim-floors.ts [path…] */

const written = JSON.parse(readFileSync(join(ROOT, CLAIM_FLOORS), "utf8")) as Floors;
const next = nextFloors(claimMeasures(repository()), written, process.argv.slice(2));
writeFileSync(join(ROOT, CLAIM_FLOORS), `${JSON.stringify(next, null, 2)}\n`);
