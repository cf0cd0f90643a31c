import { createWriteStream, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";
import { afterAll, expect, test } from "vitest";
import { backupFormat } from "./backup-cluster.ts";
import { CannotRestore, restoreCluster } from "./restore-cluster.ts";

const folder = mkdtempSync(join(tmpdir(), "zhiban-restore-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A backup as somebody might have made it by hand, with one file of this name beside the label. */
async function backupWith(name: string): Promise<string> {
  const path = join(folder, `${readdirSync(folder).length}.backup`);
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(path));
  const manifest = { format: backupFormat, major: 18, madeAt: "2026-11-21T00:00:00Z" };
  tar.entry({ name: "backup.json" }, JSON.stringify(manifest));
  tar.entry({ name }, "taken over");
  tar.entry({ name: "postgres/backup_label" }, "START WAL LOCATION");
  tar.finalize();
  await written;
  return path;
}

test.each(["../evil", "postgres/../../evil", join(folder, "evil"), "postgres-evil", "postgres/../postgres-evil/evil"])(
  "a backup with the file %s is refused, and nothing of it is left anywhere",
  async (name) => {
    const path = await backupWith(name);
    const home = join(folder, `home-${readdirSync(folder).length}`);
    await expect(restoreCluster(path, home)).rejects.toThrow(new CannotRestore(`${name} leads out of the folder.`));
    expect(readdirSync(home)).toEqual([]);
    for (const above of [folder, tmpdir(), home]) expect(existsSync(join(above, "evil")), above).toBe(false);
  },
);

test("one that stays within its folder is restored", async () => {
  const home = join(folder, "whole");
  await restoreCluster(await backupWith("postgres/base/1"), home);
  expect(readdirSync(join(home, "postgres")).toSorted()).toEqual(["backup_label", "base"]);
});
