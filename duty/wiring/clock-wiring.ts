import { confirmJumpBody } from "#duty/clock/clock-shapes.ts";
import { confirmClock } from "#duty/clock/confirm-clock.ts";
import { jumpClock, recordGap, resumeClock } from "#duty/clock/jump-clock.ts";
import { clockId, clockKind } from "#duty/clock/site-clock.ts";
import { actorMay } from "./authority.ts";
import { act, type CommandAct } from "./wiring.ts";

const byClock = { kind: clockKind, mode: "exclusive", id: () => clockId, facts: () => ({}) } as const;

export const clockActs = {
  "clock.jump": act({ ...byClock, decide: jumpClock }),
  "clock.resume": act({ ...byClock, decide: resumeClock }),
  "clock.record-gap": act({ ...byClock, decide: recordGap }),
  "clock.confirm": act({
    kind: clockKind,
    mode: "exclusive",
    proof: "pin",
    shape: confirmJumpBody,
    id: () => clockId,
    facts: (about) => ({ authorised: actorMay([], about) }),
    decide: confirmClock,
  }),
} satisfies Record<string, CommandAct>;
