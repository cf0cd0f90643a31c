import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { signOnDueAt, signOnOpensAt } from "#duty/attendance/coming-due.ts";
import { keyName } from "#duty/door/working-set.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import { prepareOpensAt } from "#duty/handover/prepare-window.ts";
import { acts } from "#duty/nouns.ts";
import type { Site } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";
import type { World } from "#duty/world.ts";
import { meetingOf } from "#server/simulation/habits.ts";
import { anyWords } from "#server/simulation/meeting.ts";
import { towerSite } from "#server/simulation/tower.ts";

/* People at a post who do everything at the first moment at which it is allowed, and what they miss all the same. */

/** Moments at which something of a shift becomes possible or is due. */
function momentsOf(site: Site, shift: ShiftOccurrence): readonly Instant[] {
  const { startsAt, endsAt } = shift;
  const coming = composer.ruleFor("attendance", site, turnId({ ...shift, person: "" }), shift.under) as AttendanceRule;
  const handing = composer.ruleFor("handover", site, shiftId(shift), shift.under) as HandoverRule;
  const { signOff } = coming;
  return [
    signOnOpensAt(shift, coming) ?? startsAt,
    signOnDueAt(shift, coming),
    startsAt,
    prepareOpensAt(shift, handing) ?? startsAt,
    plusMinutes(endsAt, -(handing.records?.minutesBefore ?? 0)),
    endsAt,
    plusMinutes(endsAt, handing.punctual?.graceMinutes ?? 0),
    plusMinutes(endsAt, signOff?.withinMinutes ?? 0),
  ];
}

let sent = 0;

/** Whatever is outstanding at a post, save that a plan names somebody, is met as far as it can be now, until nothing more can. */
function meetAll(world: World, post: string): void {
  for (let again = true, times = 0; again && times < 8; times += 1) {
    again = false;
    for (const owed of world.outstanding({ site: towerSite, post })) {
      if (owed.stream.noun === "manning") continue;
      const forms = meetingOf(owed.obligation.what)(world, owed, anyWords);
      for (let next = forms.next(); !next.done; ) {
        const { who, act, body, seen } = next.value;
        const head = seen && world.streams.get(keyName(seen))?.head;
        sent += 1;
        const outcome = world.execute({
          ...{ id: `00000000-0000-4000-9000-${String(sent).padStart(12, "0")}`, site: towerSite, act },
          ...{
            body: acts[act].shape?.parse(body),
            actor: { person: who },
            proof: "pin",
            ...(head ? { seen: head } : {}),
          },
        });
        again ||= !outcome.refusal && outcome.touched.length > 0;
        next = forms.next(outcome);
      }
    }
  }
}

/** Lives through the first of these shifts of a post, so many, and tells what was missed at it. */
export function missedByIdealCrew(
  world: World,
  site: Site,
  { shifts, lived }: { readonly shifts: readonly ShiftOccurrence[]; readonly lived: number },
): readonly string[] {
  const [first] = shifts;
  const last = shifts[lived - 1];
  if (!first || !last) return [];
  const until = Math.max(...momentsOf(site, last));
  const ofAll = shifts.flatMap((each) => momentsOf(site, each));
  const moments = new Set(ofAll.filter((each) => each >= world.now && each <= until));
  for (const moment of [...moments].toSorted((one, other) => one - other)) {
    world.moveTo(moment);
    meetAll(world, first.post);
  }
  return [...world.streams.values()].flatMap(({ key, entries }) =>
    key.noun !== "manning" && key.id.startsWith(`${first.post}/`)
      ? entries.flatMap(({ type, body }) =>
          type === "obligation.missed" ? [`${key.noun}/${key.id} ${(body as { key: string }).key}`] : [],
        )
      : [],
  );
}
