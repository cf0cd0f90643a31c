import { personOf, type Recorded } from "#duty/grammar/entry.ts";
import type { Begun, HandoverDeed } from "./handover.ts";
import type { HandoverEntry } from "./handover-shapes.ts";

/** Which entries are made by whoever is at the post, and what they tell that was done there. */
const deedOf: { readonly [T in HandoverEntry["type"]]?: HandoverDeed["what"] } = {
  "handover.prepared": "prepared",
  "handover.amended": "prepared",
  "handover.records-read": "checked",
  "handover.counted": "checked",
  "handover.books-taken": "checked",
  "handover.matter-taken": "checked",
  "handover.problem-raised": "checked",
  "handover.problem-confirmed": "checked",
  "handover.signed": "signed",
  "handover.fault-found": "found",
};

/** A hand-over with what an entry tells that was done for it at the post. */
export function withDeed<H extends Begun>(handover: H, { type, at, actor }: Recorded<HandoverEntry>): H {
  const what = deedOf[type];
  const by = personOf(actor);
  return what === undefined || by === undefined
    ? handover
    : { ...handover, deeds: [...(handover.deeds ?? []), { by, at, what }] };
}
