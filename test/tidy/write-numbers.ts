import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { KEPT_NUMBERS, numbersNow, numbersText } from "./kept-numbers.ts";
import { ROOT } from "./tree.ts";

/* Writes down the numbers and comparisons of everything that ships; read the change before it lands. Run: node test/tidy/write-numbers.ts */

writeFileSync(join(ROOT, KEPT_NUMBERS), numbersText(numbersNow()));
