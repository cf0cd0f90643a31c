import type { Reaction } from "#duty/door/table.ts";
import { changePosts, cutOff, openShift, passOn } from "#duty/wiring/handover-reactions.ts";
import { excuseAbsent } from "#duty/wiring/roster-wiring.ts";
import { attributeAbandonment } from "#duty/wiring/violation-wiring.ts";

/* What follows elsewhere when an entry is written, in the same transaction. A reaction is never refused. */

export const reactions: Readonly<Record<string, readonly Reaction[]>> = {
  "attendance.signed-on": [openShift],
  "attendance.moved": [changePosts],
  "attendance.abandoned": [attributeAbandonment],
  "roster.cover-arranged": [excuseAbsent],
  "handover.prepared": [cutOff],
  "handover.completed": [passOn],
};
