import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Matter } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry } from "./matter-shapes.ts";

export interface TakeMatterOverBody {
  /** Whole id of the matter's stream. */
  readonly matter: string;
  readonly handover: string;
  readonly by: PersonId;
}

/** Follows a completed hand-over: from now on the matter is held, by name, by who took the post over. */
export const takeMatterOver: Decide<Matter, TakeMatterOverBody, MatterRule, Record<string, never>, MatterEntry> = ({
  state,
  body: { handover, by },
}) => (state.phase === "open" ? enter({ type: "matter.taken", body: { handover, by } }) : enter());
