import { readFileSync } from "node:fs";

/**
 * Whether a process with that number runs. One that we may not signal runs too; one that has ended and that nobody has
 * collected (as under a container's first process that is no init) does not.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
}

/** Whether a process has ended but still holds its number. */
export function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // `<pid> (<name>) <state> …`, and the name may hold anything
    return "ZX".includes(stat.charAt(stat.lastIndexOf(")") + 2));
  } catch {
    return false; // it was collected while we looked
  }
}
