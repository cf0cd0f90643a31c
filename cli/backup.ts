import { writeArchive } from "#server/archive/write-archive.ts";
import { backupCluster } from "#server/backup/backup-cluster.ts";
import { dataDirFrom, errand, withDatabase } from "./errand.ts";
import { dataFlag, jsonFlag, verb } from "./verb.ts";

/**
 * A copy of the whole database while it goes on working. The embedded server's files and log as they are; of a server behind
 * `DATABASE_URL`, an archive. The master key is not in it and has to be kept elsewhere.
 */
export const backupVerb = verb({
  does: {
    zh: "运行中备份整个数据库（不含主密钥）",
    en: "a copy of the whole database while it works, without the master key",
  },
  operands: { path: { says: "FILE", is: { zh: "写到哪个新文件", en: "the new file to write" } } },
  flags: { data: dataFlag, json: jsonFlag },
  run: ({ path, data, json }) =>
    errand(async () => {
      const done = await withDatabase(dataDirFrom(data), async (sql, { clusterDir }) => {
        if (clusterDir === undefined) return { kind: "archive", tables: (await writeArchive(sql, path)).tables };
        return { kind: "cluster", ...(await backupCluster(sql, { clusterDir, path, madeAt: new Date() })) };
      });
      if (json) console.log(JSON.stringify({ file: path, ...done }, undefined, 2));
      else
        console.log(
          `Backup in ${path}. Keep the master key (keys/master.key) somewhere else: without it no text opens.`,
        );
      return 0;
    }),
});
