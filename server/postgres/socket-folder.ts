import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "./process-alive.ts";
import type { SystemAccount } from "./run-mode.ts";

/** The path of a Unix socket holds at most 107 bytes, and PostgreSQL adds `/.s.PGSQL.5432.lock`. */
const LONGEST = 80;
const OURS = /^zb-(\d+)-/;

/** A fresh folder that only we can enter, named after this process so that a later start can tell when it is stale. */
export function makeSocketFolder(): string {
  const parent = tmpdir().length <= LONGEST - 20 ? tmpdir() : "/tmp";
  sweepStale(parent);
  return mkdtempSync(join(parent, `zb-${process.pid}-`));
}

/** Before each start of the server: a cleaner of temporary files may have been there. */
export function prepareSocketFolder(folder: string, owner: SystemAccount | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (owner) chownSync(folder, owner.uid, owner.gid);
}

function sweepStale(parent: string): void {
  for (const name of readdirSync(parent)) {
    const maker = Number(OURS.exec(name)?.[1] ?? 0);
    if (!maker || isAlive(maker)) continue;
    const folder = join(parent, name);
    if (mayRemove(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

function mayRemove(folder: string): boolean {
  const us = process.getuid?.();
  return us === 0 || statSync(folder, { throwIfNoEntry: false })?.uid === us;
}
