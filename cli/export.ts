import { writeFileSync } from "node:fs";
import { writeArchive } from "#server/archive/write-archive.ts";
import { type MasterKey, writeMasterKey } from "#server/keys/master-key.ts";
import { exportLog } from "#server/seal/export-log.ts";
import { anchorsOf } from "#server/seal/inclusion.ts";
import { dataDirFrom, ErrandError, errand, masterKeyAtHand, withDatabase } from "./errand.ts";
import { dataFlag, jsonFlag, verb, WrongArgument } from "./verb.ts";

const flags = {
  anchors: {
    takes: "FILE",
    is: { zh: "把历次封存的摘要另存为新文件", en: "the signed heads into a new file of their own" },
  },
  log: {
    takes: "DIR",
    is: {
      zh: "把各项目封存日志的检查点（C2SP）另存到新文件夹，供外人核验",
      en: "the log of each site as a C2SP checkpoint, into a new folder, for others to verify",
    },
  },
  since: {
    takes: "FILE",
    is: {
      zh: "从前留下的检查点：一并写出日志由它延续的证明",
      en: "a checkpoint kept before: proves as well that the log goes on from it",
    },
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
      is: {
        zh: "存档的新文件；只要 --anchors 或 --log 时可不写",
        en: "the new archive; may be left out with --anchors or --log",
      },
      mayLack: true,
    },
  },
  flags,
  run: ({ archive, anchors: anchorsFile, log, since, "with-key": keyFile, data, json }) =>
    errand(async () => {
      if (archive === undefined && anchorsFile === undefined && log === undefined)
        throw new WrongArgument({
          zh: "缺少 FILE、--anchors FILE 或 --log DIR",
          en: "FILE, --anchors FILE or --log DIR is missing",
        });
      if (since !== undefined && log === undefined)
        throw new WrongArgument({ zh: "--since 须与 --log 同用", en: "--since goes with --log" });
      const dataDir = dataDirFrom(data);
      if (keyFile !== undefined) exportKey(dataDir, keyFile);
      const rows = await withDatabase(dataDir, async (sql) => {
        if (log !== undefined) await exportLog(sql, needKey(dataDir), { folder: log, since });
        if (anchorsFile !== undefined) writeAnchors(anchorsFile, await anchorsOf(sql));
        const tables = archive === undefined ? [] : (await writeArchive(sql, archive)).tables;
        return tables.reduce((sum, table) => sum + table.rows, 0);
      });
      if (json) console.log(JSON.stringify({ archive, anchors: anchorsFile, log, rows }, undefined, 2));
      else if (archive !== undefined)
        console.log(`${rows} rows in ${archive}. Texts in it open only with the master key.`);
      return 0;
    }),
});

function exportKey(dataDir: string, path: string): void {
  writeMasterKey(path, needKey(dataDir));
}

function needKey(dataDir: string): MasterKey {
  const key = masterKeyAtHand(dataDir, undefined);
  if (!key) throw new ErrandError("This installation has no master key yet.");
  return key;
}

/** @throws Error with code EEXIST where the file is there: older heads in it may be all that tells of a journal that was cut off since */
export function writeAnchors(path: string, anchors: readonly object[]): void {
  writeFileSync(path, anchors.map((each) => `${JSON.stringify(each)}\n`).join(""), { flag: "wx" });
}
