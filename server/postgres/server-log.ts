import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from "node:fs";

const LARGEST = 10 * 1024 * 1024;
const MOST_TOLD = 8192;

/** Keeps one older `server.log` when the current one has passed 10 MiB. Called before a start, never while one runs. */
export function rotateServerLog(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST) renameSync(path, `${path}.1`);
}

/** Where the log ends now; what a start adds begins here. */
export function endOfLog(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** What was written to the log since `from`, at most the last 8 KiB. */
export function logSince(path: string, from: number): string {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const begin = Math.max(from, size - MOST_TOLD);
    const bytes = Buffer.alloc(Math.max(0, size - begin));
    readSync(file, bytes, 0, bytes.length, begin);
    return bytes.toString("utf8");
  } finally {
    closeSync(file);
  }
}
