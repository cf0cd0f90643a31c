import { writeFileSync } from "node:fs";
import { writeArchive } from "#server/archive/write-archive.ts";
import { writeMasterKey } from "#server/keys/master-key.ts";
import { anchorsOf } from "#server/seal/inclusion.ts";
import { dataDirFrom, ErrandError, errand, masterKeyAtHand, withDatabase } from "./errand.ts";
import { dataFlag, jsonFlag, verb, WrongArgument } from "./verb.ts";

const flags = {
  anchors: {
    takes: "FILE",
    is: { zh: "把历次封存的摘要另存为新文件", en: "the signed heads into a new file of their own" },
  },
  "with-key": { takes: "FILE", is: { zh: "把主密钥另存为新文件", en: "the master key into a new file of its own" } },
  data: dataFlag,
  json: jsonFlag,
} as const;

/**
 * Everything of this installation as an archive; only the signed heads, to be kept elsewhere; the master key into a file of its own. No
 * file is ever written over.
 */
export const exportVerb = verb({
  does: { zh: "全部内容导出为存档", en: "everything of this installation as an archive" },
  operands: {
    archive: {
      says: "FILE",
      is: { zh: "存档的新文件；只要 --anchors 时可不写", en: "the new archive; may be left out with --anchors" },
      mayLack: true,
    },
  },
  flags,
  run: ({ archive, anchors: anchorsFile, "with-key": keyFile, data, json }) =>
    errand(async () => {
      if (archive === undefined && anchorsFile === undefined)
        throw new WrongArgument({ zh: "缺少 FILE 或 --anchors FILE", en: "FILE or --anchors FILE is missing" });
      const dataDir = dataDirFrom(data);
      if (keyFile !== undefined) exportKey(dataDir, keyFile);
      const rows = await withDatabase(dataDir, async (sql) => {
        if (anchorsFile !== undefined) writeAnchors(anchorsFile, await anchorsOf(sql));
        const tables = archive === undefined ? [] : (await writeArchive(sql, archive)).tables;
        return tables.reduce((sum, table) => sum + table.rows, 0);
      });
      if (json) console.log(JSON.stringify({ archive, anchors: anchorsFile, rows }, undefined, 2));
      else if (archive !== undefined)
        console.log(`${rows} rows in ${archive}. Texts in it open only with the master key.`);
      return 0;
    }),
});

function exportKey(dataDir: string, path: string): void {
  const key = masterKeyAtHand(dataDir, undefined);
  if (!key) throw new ErrandError("This installation has no master key yet.");
  writeMasterKey(path, key);
}

/** @throws Error with code EEXIST where the file is there: older heads in it may be all that tells of a journal that was cut off since */
export function writeAnchors(path: string, anchors: readonly object[]): void {
  writeFileSync(path, anchors.map((each) => `${JSON.stringify(each)}\n`).join(""), { flag: "wx" });
}
