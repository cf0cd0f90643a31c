import { setTimeout as pause } from "node:timers/promises";

/** Waits until a condition holds, looking every 10 ms; the runner's own limit ends a wait for something that never comes. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(10);
}
