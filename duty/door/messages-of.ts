import { type Recorded, streamName } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import type { Message, Touched } from "./table.ts";

/**
 * The calls that leave the house since rungs were entered.
 * @throws Error where a stream escalated what it does not owe
 */
export function messagesOf({ key, entries, obligations, escalations }: Touched): Message[] {
  return entries.flatMap((entry) => {
    if (entry.type !== "obligation.escalated") return [];
    const {
      key: owed,
      call,
      rung,
    } = (entry as Recorded<Extract<ObligationEntry, { type: "obligation.escalated" }>>).body;
    const obligation = obligations.find((each) => each.key === owed);
    if (!obligation) throw new Error(`${streamName(key)} escalated ${owed}, which it does not owe`);
    // Called anew is another call, and whoever was called before is told again.
    const { rounds = 0 } = heldUnder(escalations, owed) ?? {};
    const again = rounds === 0 ? "" : `/${rounds + 1}`;
    return [{ key: `${key.site}:${streamName(key)}#${owed}#${rung}${again}`, stream: key, call, obligation, rung }];
  });
}
