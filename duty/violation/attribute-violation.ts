import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { RecordedViolation, Violation } from "./violation.ts";
import type { ViolationRule } from "./violation-rule.ts";
import type { ViolationEntry } from "./violation-shapes.ts";

/** What the reaction says; the account of it stands where it was told. */
export type AttributeBody = Omit<RecordedViolation, "kind" | "account">;

/** A breach that follows from another entry by itself: whoever left the post answers for it (GPH-10). */
export const attributeViolation: Decide<
  Violation,
  AttributeBody,
  ViolationRule,
  Record<string, never>,
  ViolationEntry
> = ({ state, body }) => {
  if (state.phase === "recorded") return enter();
  return enter({ type: "violation.recorded", body: { ...body, kind: "abandonment" } });
};
