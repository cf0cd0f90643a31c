import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FILLED_TEXTS, filledTexts, writtenTexts } from "./filled-texts.ts";
import { ROOT, repository } from "./tree.ts";

/* Writes down what every text says that is filled with several things; read the change before it lands. Run: node test/tidy/write-filled-texts.ts */

writeFileSync(join(ROOT, FILLED_TEXTS), writtenTexts(filledTexts(repository())));
