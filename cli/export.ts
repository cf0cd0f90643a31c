import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { writeArchive } from "#server/archive/write-archive.ts";
import { writeMasterKey } from "#server/keys/master-key.ts";
import { anchorsOf } from "#server/seal/inclusion.ts";
import { dataDirFrom, ErrandError, errand, masterKeyAtHand, withDatabase } from "./errand.ts";

/**
 * `export [FILE] [--anchors FILE] [--with-key FILE] [--data DIR] [--json]`: everything of this installation as an archive; only the signed
 * heads, to be kept elsewhere; the master key into a file of its own. No file is ever written over.
 */
export function exportCommand(args: readonly string[]): Promise<number> {
  return errand(async () => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        anchors: { type: "string" },
        "with-key": { type: "string" },
        data: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const [archive, ...rest] = positionals;
    if (rest.length > 0 || (archive === undefined && values.anchors === undefined))
      throw new ErrandError("usage: export FILE [--anchors FILE] [--with-key FILE] [--data DIR] [--json]");
    const dataDir = dataDirFrom(values.data);
    if (values["with-key"] !== undefined) exportKey(dataDir, values["with-key"]);
    const rows = await withDatabase(dataDir, async (sql) => {
      if (values.anchors !== undefined) {
        const anchors = await anchorsOf(sql);
        writeFileSync(values.anchors, anchors.map((each) => `${JSON.stringify(each)}\n`).join(""), { flag: "wx" });
      }
      const tables = archive === undefined ? [] : (await writeArchive(sql, archive)).tables;
      return tables.reduce((sum, table) => sum + table.rows, 0);
    });
    if (values.json) console.log(JSON.stringify({ archive, anchors: values.anchors, rows }, undefined, 2));
    else if (archive !== undefined)
      console.log(`${rows} rows in ${archive}. Texts in it open only with the master key.`);
    return 0;
  });
}

function exportKey(dataDir: string, path: string): void {
  const key = masterKeyAtHand(dataDir, undefined);
  if (!key) throw new ErrandError("This installation has no master key yet.");
  writeMasterKey(path, key);
}
