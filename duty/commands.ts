import { attendanceActs } from "#duty/wiring/attendance-wiring.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";

/* Everything that can be done. How each act is tied to the facts it rests on stands in `wiring/`, a file per noun. */

export const acts = { ...attendanceActs } satisfies Record<string, CommandAct>;
