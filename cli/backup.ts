import { parseArgs } from "node:util";
import { writeArchive } from "#server/archive/write-archive.ts";
import { backupCluster } from "#server/backup/backup-cluster.ts";
import { dataDirFrom, ErrandError, errand, withDatabase } from "./errand.ts";

/**
 * `backup FILE [--data DIR] [--json]`: a copy of the whole database while it goes on working. The embedded server's files and log as they
 * are; of a server behind `DATABASE_URL`, an archive. The master key is not in it and has to be kept elsewhere.
 */
export function backupCommand(args: readonly string[]): Promise<number> {
  return errand(async () => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: "string" }, json: { type: "boolean", default: false } },
    });
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) throw new ErrandError("usage: backup FILE [--data DIR] [--json]");
    const done = await withDatabase(dataDirFrom(values.data), async (sql, { clusterDir }) => {
      if (clusterDir === undefined) return { kind: "archive", tables: (await writeArchive(sql, path)).tables };
      return { kind: "cluster", ...(await backupCluster(sql, { clusterDir, path, madeAt: new Date() })) };
    });
    if (values.json) console.log(JSON.stringify({ file: path, ...done }, undefined, 2));
    else
      console.log(`Backup in ${path}. Keep the master key (keys/master.key) somewhere else: without it no text opens.`);
    return 0;
  });
}
