import type { AttendanceEntry } from "#duty/attendance/attendance-shapes.ts";
import type { Reaction } from "#duty/door/table.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import type { DutyEndedBody } from "#duty/person/person-shapes.ts";

/** Whoever has left the company while on duty is not any more. */
export const departFromDuty: Reaction = (entry, { key }) => {
  const { on } = entry.body as DutyEndedBody;
  return on.map((shift) => ({ act: "attendance.depart", body: { ...shift, person: key.id } }));
};

/** The line-up of a shift is held for all who stand in it. */
export const lineUpOthers: Reaction = (entry, { key }) => {
  const { people } = entry.body as Extract<AttendanceEntry, { type: "attendance.briefed-others" }>["body"];
  const { person: by, ...shift } = turnNamed(key.id);
  return people.map((person) => ({ act: "attendance.line-up", body: { ...shift, person, by } }));
};
