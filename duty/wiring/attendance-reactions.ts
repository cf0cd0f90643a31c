import type { Reaction } from "#duty/door/table.ts";
import type { DutyEndedBody } from "#duty/person/person-shapes.ts";

/** Whoever has left the company while on duty is not any more. */
export const departFromDuty: Reaction = (entry, { key }) => {
  const { on } = entry.body as DutyEndedBody;
  return on.map((shift) => ({ act: "attendance.depart", body: { ...shift, person: key.id } }));
};
