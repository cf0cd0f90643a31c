import type { LifeChance } from "./chance.ts";
import type { Saying } from "./meeting.ts";
import * as phrases from "./tower-phrases.ts";

const { lines: _lines, matters: _matters, ...sayings } = phrases;

/** Words as chance finds them. */
export function saying(chance: LifeChance): Saying {
  return (about) => chance.pick(sayings[about]);
}
