import { type CommandVerdict, unreachable } from "./heard.ts";
import type { Item } from "./item.ts";

/* In which order several items are tried. */

/** One try of an item; undefined where it was under way already. */
type TryItem = (item: Item) => Promise<CommandVerdict | undefined>;

/** One after the other, as they were written. */
export async function inTurn(items: readonly Item[], tryItem: TryItem): Promise<void> {
  for (const each of items) await tryItem(each);
}

/** Requests of one round beside each other. */
const atOnce = 4;

export async function besideEachOther(items: readonly Item[], tryItem: TryItem): Promise<void> {
  const row = [...items];
  const work = async () => {
    for (let next = row.shift(); next; next = row.shift()) await tryItem(next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/**
 * One after the other as long as somebody hears them, then all that are left at once: whoever waits for the end of it waits for two answers that do not
 * come and not for each.
 */
export async function inTurnWhileHeard(items: readonly Item[], tryItem: TryItem): Promise<void> {
  const row = [...items];
  for (let next = row.shift(); next; next = row.shift()) {
    const verdict = await tryItem(next);
    const isUnheard = verdict?.says === "undecided" && verdict.problem.code === unreachable.code;
    if (isUnheard) return void (await Promise.all(row.map(tryItem)));
  }
}
