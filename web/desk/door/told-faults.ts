import { CommandRefused } from "./ask.ts";
import { screenStateOf } from "./desk-state.ts";

/**
 * What a screen threw and something above it caught. An answer that the house gave, or none at all, is shown there and is no fault of the screen: only
 * what is at fault is told on the console, where those look who mend it.
 */
export function tellCaught(thrown: unknown): void {
  if (thrown instanceof CommandRefused && screenStateOf(thrown.problem) !== "broken") return;
  console.error(thrown);
}
