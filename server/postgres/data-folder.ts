import { mkdirSync, mkdtempSync, rmdirSync, type Stats, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { PostgresCannotStart } from "./postgres-cannot-start.ts";

/**
 * Makes the data folder if there is none, and sees that something can be written in it before anything is started there.
 * @throws PostgresCannotStart where it is no folder, or nothing can be written
 */
export function makeDataFolder(home: string): void {
  try {
    makeWithThoseAbove(home);
    // Named as a cluster that grows, so that one that was left is swept away.
    rmdirSync(mkdtempSync(join(home, `postgres.new-${process.pid}-`)));
  } catch (error) {
    throw folderTrouble(home, error);
  }
}

/**
 * One after the other, and not by `recursive`: where the system lets nobody make a folder, as in /proc, Node 24 tries that for ever.
 * Others may pass through, not look: in one mode PostgreSQL is another user. What lies inside is closed by itself.
 */
function makeWithThoseAbove(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(folder);
  if (above !== folder) makeWithThoseAbove(above);
  try {
    mkdirSync(folder, { mode: 0o711 });
  } catch (error) {
    // Another program may have been quicker; a file is another matter.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** What went wrong with the data folder or a file in it, as the person at the terminal can mend it; else what was thrown, as it is. */
export function folderTrouble(home: string, thrown: unknown, us = process.getuid?.()): unknown {
  const { code, path } = thrown as NodeJS.ErrnoException;
  // A program of ours that may not be run is no matter of the data folder. What finds no room often does not say where.
  if (path !== undefined && !path.startsWith(home) && !home.startsWith(path)) return thrown;
  const instead = "name another folder with --data or DATA_DIR.";
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return noRoomIn(home, { cause: thrown });
    case "EEXIST":
    case "ENOTDIR":
      return new PostgresCannotStart(
        "folder-is-file",
        `The data folder ${home} is a file, or lies in one: ${instead}`,
        {
          cause: thrown,
        },
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOENT": {
      const owner = ownerOf(home);
      if (code !== "EROFS" && owner && us && owner.uid !== us) return notOurs(home, owner);
      const message = `Nothing can be written in the data folder ${home} (${code}): let the user who starts Zhiban write there, or ${instead}`;
      return new PostgresCannotStart("folder-not-writable", message, { cause: thrown });
    }
    default:
      return thrown;
  }
}

/** How PostgreSQL and its tools say that a disk is full (`strerror` of ENOSPC and EDQUOT). */
export function tellsNoRoom(said: string): boolean {
  return /No space left on device|Disk quota exceeded/.test(said);
}

export function noRoomIn(home: string, options?: ErrorOptions): PostgresCannotStart {
  const message = `The disk of the data folder ${home} is full: make room and start again; what was recorded is not lost.`;
  return new PostgresCannotStart("no-room", message, options);
}

export function notOurs(folder: string, { uid }: Pick<Stats, "uid">): PostgresCannotStart {
  const message = `The data folder ${folder} belongs to user number ${uid}, not to the one who started Zhiban: start it as that user, or set DATA_DIR to another folder.`;
  return new PostgresCannotStart("folder-not-ours", message);
}

function ownerOf(home: string): Stats | undefined {
  try {
    return statSync(home);
  } catch {
    return undefined; // none there, or in a folder into which we may not look
  }
}
