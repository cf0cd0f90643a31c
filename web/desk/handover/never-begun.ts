import { type BusinessDate, type Instant, shiftSpan, type ZoneName } from "#duty/grammar/time.ts";
import type { OnDuty } from "#server/attendance/attendance-answer.ts";
import type { SitePlan } from "#server/site/site-answer.ts";
import type { ShiftId } from "../site/shift-id.ts";

/** When a shift ends by the plan of its post; undefined where the post has no such shift. */
export function plannedEnd({ posts, zone }: Pick<SitePlan, "posts" | "zone">, at: ShiftId): Instant | undefined {
  const shift = posts.find(({ key }) => key === at.post)?.shifts.find(({ key }) => key === at.shift);
  if (!shift) return undefined;
  return shiftSpan(at.date as BusinessDate, shift, zone as ZoneName).endsAt;
}

/** Whether somebody has the post in another shift than this one: then they can say what it left in disorder. */
export function hasPostAfter(
  on: readonly Pick<OnDuty, "person" | "date" | "shift">[],
  person: string,
  at: ShiftId,
): boolean {
  return on.some((each) => each.person === person && !(each.date === at.date && each.shift === at.shift));
}
