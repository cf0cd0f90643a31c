import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { KEPT_RANGES, rangesNow, rangesText } from "./kept-ranges.ts";
import { ROOT } from "./tree.ts";

/* Writes down between which ends everything lies that is sent; read the change before it lands. Run: node test/tidy/write-ranges.ts */

writeFileSync(join(ROOT, KEPT_RANGES), rangesText(await rangesNow()));
