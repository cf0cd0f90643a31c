import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { TEXTS_READ, textsToRead, writtenTexts } from "./texts-read.ts";
import { ROOT, repository } from "./tree.ts";

/* Writes down what every text says; read the change before it lands. Run: node test/tidy/write-texts-read.ts */

writeFileSync(join(ROOT, TEXTS_READ), writtenTexts(textsToRead(repository())));
