import { parseArgs } from "node:util";
import { restoreCluster } from "#server/backup/restore-cluster.ts";
import { readWitnesses } from "#server/verify/read-witnesses.ts";
import { dataDirFrom, ErrandError, errand, masterKeyAtHand, withDatabase } from "./errand.ts";
import { loadInto } from "./import.ts";
import { printVerification, statusOf, verifyDatabase } from "./verify.ts";

/**
 * `restore FILE [--data DIR] [--receipts FILE] [--anchors FILE] [--key FILE] [--json]`: puts a backup back where no database is, lets it
 * catch up, and verifies it. With receipts or anchors it says what came after the backup and is lost.
 */
export function restoreCommand(args: readonly string[]): Promise<number> {
  return errand(async () => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: "string" },
        receipts: { type: "string" },
        anchors: { type: "string" },
        key: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) throw new ErrandError("usage: restore FILE [--data DIR] [--json]");
    const dataDir = dataDirFrom(values.data);
    const witnesses = readWitnesses(values);
    const master = masterKeyAtHand(dataDir, values.key);
    const isEmbedded = !process.env.DATABASE_URL;
    if (isEmbedded) await restoreCluster(path, dataDir);
    const verification = await withDatabase(dataDir, async (sql) => {
      if (!isEmbedded) await loadInto(sql, path);
      return await verifyDatabase(sql, { master, witnesses });
    });
    if (values.json) console.log(JSON.stringify(verification, undefined, 2));
    else printVerification(verification);
    if (!master)
      console.error("There is no master key here: put it at keys/master.key in the data folder before starting.");
    return verification.outcome === "nothing" ? 0 : statusOf(verification);
  });
}
