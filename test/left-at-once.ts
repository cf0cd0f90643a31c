import type { Attendance } from "#duty/attendance/attendance.ts";
import type { Command, Outcome, Touched } from "#duty/door/table.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";

/* Truth 10 read plainly: an emergency waits for nothing, somebody is called in the same moment, and why is owed afterwards, whatever follows. */

export type EmergencyPremise = "owes why they left at once";

export function noEmergencyPremises(): Record<EmergencyPremise, number> {
  return { "owes why they left at once": 0 };
}

/** Why somebody may be refused all the same: they are not on duty, or have not shown who they are. */
const mayRefuse: readonly string[] = ["absence.not-on-duty", "account.pin-required", "absence.regulation-unconfirmed"];

/** What is against it in what somebody did who left at once. */
export function keptFromLeaving({ act }: Pick<Command, "act">, { refusal, touched }: Outcome): string[] {
  if (act !== "absence.leave-at-once") return [];
  if (refusal) return mayRefuse.includes(refusal.code) ? [] : [`leaving at once was refused: ${refusal.code}`];
  return touched.flatMap((each) => [
    ...(isCalled(each) ? [] : [`${each.key.id} was left at once and nobody called`]),
    ...uncalledColleagues(each).map((person) => `${each.key.id} was left at once and ${person} beside them not called`),
  ]);
}

/** Who stood beside whoever left, as the leaving itself tells, and was not called by name in the same moment. */
function uncalledColleagues({ key, entries }: Touched): readonly string[] {
  if (key.noun !== "absence") return [];
  const told = entries.flatMap(({ type, body }) =>
    type === "absence.left-at-once" ? (body as { readonly told: readonly string[] }).told : [],
  );
  const calls = entries.flatMap(({ type, body }) =>
    type === "obligation.escalated" ? [(body as { readonly key: string }).key] : [],
  );
  return told.filter((person) => !calls.some((call) => call.startsWith("hear/") && call.endsWith(`/${person}`)));
}

function isCalled({ key, entries }: Touched): boolean {
  const left = entries.some(({ type }) => type === "absence.left-at-once");
  return key.noun !== "absence" || !left || entries.some(({ type }) => type === "obligation.escalated");
}

/**
 * In words, whoever has left at once, has not said why and does not owe it any more: only a superior's account that they left for good, and leaving
 * the company, takes its place.
 */
export function unowedReasons(world: World, premises: Record<EmergencyPremise, number>): string[] {
  return [...world.streams.values()].flatMap(({ key, entries, obligations }) => {
    if (key.noun !== "absence") return [];
    const left = entries.filter(({ type }) => type === "absence.left-at-once");
    const owed = obligations.filter(({ what }) => what === "absence.tell");
    premises["owes why they left at once"] += owed.filter(
      ({ metAt, endedAt }) => metAt === undefined && endedAt === undefined,
    ).length;
    const ended = owed.filter(({ metAt, endedAt }) => metAt === undefined && endedAt !== undefined);
    return [
      ...(owed.length === left.length
        ? []
        : [`${key.id} left at once ${left.length} times and owes why ${owed.length} times`]),
      ...(ended.length === 0 || isGoneForGood(world, key.id)
        ? []
        : [`${key.id} never said why they left at once, and need not`]),
    ];
  });
}

/** Whether a superior has said of somebody that they left for good, or they left the company, whatever came after. */
function isGoneForGood(world: World, turn: string): boolean {
  const stream = world.streams.get(`${towerSite}:attendance/${turn}`);
  const { phase } = (stream?.state ?? { phase: "unknown" }) as Attendance;
  const said = stream?.entries.some(({ type }) => type === "attendance.abandoned" || type === "attendance.departed");
  return phase !== "unknown" && said === true;
}
