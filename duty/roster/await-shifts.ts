import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PlannedTurn, Roster } from "./roster.ts";
import type { RosterRule } from "./roster-rule.ts";
import type { RosterEntry } from "./roster-shapes.ts";

/** What a change of the set-up made of a shift: its time to sign on has come, it is owed again, it begins or ends otherwise, or there is none any more. */
type ChangedShift = Pick<PlannedTurn, "date" | "shift"> & { readonly now: "due" | "owed" | "moved" | "gone" };

export interface AwaitBody {
  readonly post: string;
  readonly month: string;
  readonly shifts: readonly ChangedShift[];
}

export interface AwaitFacts {
  /** Turns of these shifts by the plan, what the change made of their shift, and how far they have come. */
  readonly turns: readonly {
    readonly turn: PlannedTurn;
    readonly now: ChangedShift["now"];
    readonly phase: string;
  }[];
}

/**
 * Follows a change of the set-up. Whom the plan has for a shift whose time to sign on has come is waited for from now on (ZB-25), and so is whoever
 * was not waited for any more while it was none. Whoever has not come for a shift that is none now is not waited for; for one that begins or ends at
 * another time they are by its times now, however they came to be due.
 */
export const awaitShifts: Decide<Roster, AwaitBody, RosterRule, AwaitFacts, RosterEntry> = ({ facts: { turns } }) => {
  const added = turns.filter(({ now, phase }) => {
    if (now === "moved") return phase === "expected";
    return now !== "gone" && (phase === "excused" || (now === "due" && phase === "unknown"));
  });
  const dropped = turns.filter(({ now, phase }) => phase === "expected" && (now === "moved" || now === "gone"));
  if (added.length === 0 && dropped.length === 0) return enter();
  const body = { dropped: dropped.map(({ turn }) => turn), added: added.map(({ turn }) => turn) };
  return enter({ type: "roster.turns-changed", body });
};
