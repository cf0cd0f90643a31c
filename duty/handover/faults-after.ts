import { personOf, type Recorded } from "#duty/grammar/entry.ts";
import type { HandoverFault } from "./handover.ts";
import type { HandoverEntry } from "./handover-shapes.ts";

type OfFault = Recorded<
  Extract<HandoverEntry, { type: "handover.fault-found" | "handover.kit-fault-found" | "handover.fault-acknowledged" }>
>;

/** Whether it tells of a fault that was found, which goes on after the hand-over. */
export function isOfFault(entry: Recorded<HandoverEntry>): entry is OfFault {
  return ["handover.fault-found", "handover.kit-fault-found", "handover.fault-acknowledged"].includes(entry.type);
}

/** The faults of a hand-over once this one was found or heard of. */
export function faultsAfter(faults: readonly HandoverFault[], entry: OfFault): readonly HandoverFault[] {
  if (entry.type === "handover.kit-fault-found") {
    const { fault: key, by: foundBy, of, ...kit } = entry.body;
    return [...faults, { key, text: undefined, kit, photos: [], foundBy, foundAt: entry.at, of }];
  }
  if (entry.type === "handover.fault-found") {
    const { fault: key, text, photos, of = [] } = entry.body;
    return [...faults, { key, text, photos, foundBy: personOf(entry.actor), foundAt: entry.at, of }];
  }
  const acknowledged = { by: personOf(entry.actor), at: entry.at };
  return faults.map((each) => (each.key === entry.body.fault ? { ...each, acknowledged } : each));
}
