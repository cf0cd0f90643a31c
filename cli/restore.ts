import { restoreCluster } from "#server/backup/restore-cluster.ts";
import { readWitnesses } from "#server/verify/read-witnesses.ts";
import { dataDirFrom, errand, masterKeyAtHand, withDatabase } from "./errand.ts";
import { loadInto } from "./import.ts";
import { dataFlag, jsonFlag, verb } from "./verb.ts";
import { printVerification, statusOfLoaded, verifyWhole, witnessFlags } from "./verify.ts";

/**
 * Puts a backup back where no database is, lets it catch up, and verifies it. With receipts or anchors it says what came after the backup
 * and is lost.
 */
export const restoreVerb = verb({
  does: { zh: "把备份恢复到没有数据库的地方并核验", en: "puts a backup back where no database is, and verifies it" },
  operands: { path: { says: "FILE", is: { zh: "backup 写出的备份", en: "a backup that backup has written" } } },
  flags: { ...witnessFlags, data: dataFlag, json: jsonFlag },
  run: ({ path, receipts, anchors, checkpoint, key, data, json }) =>
    errand(async () => {
      const dataDir = dataDirFrom(data);
      const witnesses = readWitnesses({ receipts, anchors, checkpoint });
      const master = masterKeyAtHand(dataDir, key);
      const isEmbedded = !process.env.DATABASE_URL;
      if (isEmbedded) await restoreCluster(path, dataDir);
      const verification = await withDatabase(dataDir, async (sql, { place }) => {
        if (!isEmbedded) await loadInto(sql, place, path);
        return await verifyWhole(sql, { master, witnesses });
      });
      if (json) console.log(JSON.stringify(verification, undefined, 2));
      else printVerification(verification);
      if (!master)
        console.error("There is no master key here: put it at keys/master.key in the data folder before starting.");
      return statusOfLoaded(verification);
    }),
});
