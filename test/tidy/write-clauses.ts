import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { clausesNow, clausesText, KEPT_CLAUSES } from "./kept-clauses.ts";
import { ROOT } from "./tree.ts";

/* Writes down what bounds every statement; read the change before it lands. Run: node test/tidy/write-clauses.ts */

writeFileSync(join(ROOT, KEPT_CLAUSES), clausesText(clausesNow()));
