import { manyPacks } from "../changed-pack.ts";

/*
 * `node test/drill/copy-packs.ts FOLDER RULES` fills a folder with copies of packs under other names, for measuring:
 * `/usr/bin/time -v node cli/main.ts regulations coverage --regulations FOLDER`.
 */

const [folder, rules] = process.argv.slice(2);
if (folder === undefined || !Number.isSafeInteger(Number(rules))) {
  console.error("usage: node test/drill/copy-packs.ts FOLDER RULES");
  process.exitCode = 2;
} else console.log(`${manyPacks(folder, Number(rules))} packs in ${folder}`);
