import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PlannedTurn, Roster } from "./roster.ts";
import type { RosterRule } from "./roster-rule.ts";
import type { RosterEntry } from "./roster-shapes.ts";

export interface AwaitBody {
  readonly post: string;
  readonly month: string;
  readonly shifts: readonly Pick<PlannedTurn, "date" | "shift">[];
}

export interface AwaitFacts {
  /** Turns of these shifts by the plan of which nothing has been recorded. */
  readonly unknown: readonly PlannedTurn[];
}

/** Follows a change of the set-up that brings shifts whose time to sign on has come: whom the plan has for them is waited for from now on (ZB-25). */
export const awaitShifts: Decide<Roster, AwaitBody, RosterRule, AwaitFacts, RosterEntry> = ({ facts: { unknown } }) =>
  unknown.length === 0 ? enter() : enter({ type: "roster.turns-changed", body: { dropped: [], added: [...unknown] } });
