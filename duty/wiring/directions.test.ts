import { expect, test } from "vitest";
import { directions } from "#duty/nouns.ts";

/** As much of a direction as tells which of two words is the stricter. */
interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly stricter?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
}

function told(node: Node, path: string): string[] {
  if (node.properties) return Object.entries(node.properties).flatMap(([name, each]) => told(each, `${path}.${name}`));
  const { stricter, minimum, maximum, minItems } = node;
  if (stricter === undefined && minimum === undefined) return [];
  const range = minimum === undefined ? [] : [`${minimum} to ${maximum}`];
  return [
    [`${path}: stricter ${stricter}`, ...range, ...(minItems === undefined ? [] : [`at least ${minItems}`])].join(", "),
  ];
}

/* What a regulation may say, number by number: which way is stricter where two of them bind one post, and within which range. A noun adds its lines here. */
test("every number, ladder and list of functions has its direction and its range", () => {
  expect(Object.entries(directions).flatMap(([noun, node]) => told(node as Node, noun))).toEqual([
    "person.help.order: stricter fewer, at least 1",
    "roster.publish.by: stricter fewer, at least 1",
    "roster.cover.by: stricter fewer, at least 1",
    "manning.manned.daysBefore: stricter more, 0 to 14",
    "manning.manned.withinMinutes: stricter less, 1 to 240",
    "manning.manned.ladder: stricter earlier",
    "attendance.opens.minutes: stricter less, 1 to 1440",
    "attendance.early.minutes: stricter more, 0 to 120",
    "attendance.putIn.withinMinutes: stricter less, 1 to 240",
    "attendance.untilRelieved.ladder: stricter earlier",
    "attendance.signOff.withinMinutes: stricter less, 1 to 240",
    "attendance.signOff.latestMinutes: stricter less, 1 to 2880",
    "attendance.signOff.ladder: stricter earlier",
    "attendance.recordSignOff.by: stricter fewer, at least 1",
    "attendance.abandonment.by: stricter fewer, at least 1",
    "absence.stay.people: stricter more, 1 to 50",
    "absence.held.withinMinutes: stricter less, 1 to 600",
    "absence.coDuty.withinMinutes: stricter less, 1 to 120",
    "absence.back.withinMinutes: stricter less, 0 to 600",
    "absence.back.ladder: stricter earlier",
    "absence.emergency.withinMinutes: stricter less, 1 to 120",
    "absence.emergency.tellMinutes: stricter less, 1 to 1440",
    "absence.emergency.ladder: stricter earlier",
    "notice.confirm.standInMinutes: stricter less, 1 to 1440",
    "violation.record.by: stricter fewer, at least 1",
    "handover.window.minutesBefore: stricter less, 5 to 480",
    "handover.records.minutesBefore: stricter more, 0 to 480",
    "handover.workForm.signatures: stricter more, 1 to 2",
    "handover.propertyForm.signatures: stricter more, 1 to 2",
    "handover.punctual.graceMinutes: stricter less, 1 to 120",
    "handover.punctual.ladder: stricter earlier",
    "handover.passes.withinMinutes: stricter less, 1 to 120",
    "handover.foundAfterwards.withinMinutes: stricter less, 0 to 1440",
    "handover.foundAfterwards.answerMinutes: stricter less, 1 to 1440",
    "handover.foundAfterwards.ladder: stricter earlier",
    "handover.standIn.by: stricter fewer, at least 1",
    "log.perPerson.linesPerPage: stricter less, 1 to 1000",
    "log.countersigned.by: stricter fewer, at least 1",
    "log.countersigned.withinMinutes: stricter less, 1 to 100000",
    "log.countersigned.ladder: stricter earlier",
    "matter.ordinary.ladder: stricter earlier",
    "matter.important.ladder: stricter earlier",
    "matter.continuing.ladder: stricter earlier",
    "matter.release.by: stricter fewer, at least 1",
    "matter.perPerson.notesPerDay: stricter less, 1 to 100",
    "matter.perPerson.openAtOnce: stricter less, 1 to 100",
    "matter.kit.withinMinutes: stricter less, 1 to 44640",
    "matter.kit.by: stricter fewer, at least 1",
    "matter.kit.ladder: stricter earlier",
  ]);
});
