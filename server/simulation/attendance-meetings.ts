import type { Attendance } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { hindersSignOff, type SignOffFacts } from "#duty/attendance/sign-off.ts";
import type { PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { type Turn, turnId, turnNamed } from "#duty/grammar/presence.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { isClosedTooSoon } from "#duty/handover/handover-parties.ts";
import { editionsToConfirm } from "#duty/wiring/notice-wiring.ts";
import { factsSeen } from "./facts-seen.ts";
import { handoverSeen } from "./handover-seen.ts";
import {
  anyWords,
  type FilledForm,
  firstAccepted,
  holdersAt,
  type Meeting,
  type Saying,
  type Sight,
  siteSeen,
} from "./meeting.ts";
import type { StageAnswer } from "./stage.ts";
import { takersOf } from "./takers-of.ts";

/** How everything is met that a turn makes somebody owe. */
export const attendanceMeetings = {
  "attendance.sign-on": comes,
  "attendance.relief": comes,
  "attendance.briefing": briefs,
  "attendance.sign-off": goes,
  "attendance.stay": goes,
} satisfies Record<string, Meeting>;

type Forms = Generator<FilledForm, void, StageAnswer>;

function* comes(sight: Sight, { stream }: LedgerLine): Forms {
  yield* comeOnDuty(sight, stream.site, turnNamed(stream.id));
}

/** Somebody signs on, and confirms what binds the post where it wants to be confirmed first. */
export function* comeOnDuty(sight: Sight, siteId: SiteId, { person: who, ...shift }: Turn): Forms {
  const turn = { site: siteId, noun: "attendance", id: turnId({ person: who, ...shift }) };
  if (sight.state<Attendance>(turn).phase === "on") return;
  const { refusal } = yield { who, act: "attendance.sign-on", body: shift };
  // Whoever has left another post inside its shift says what they did there.
  if (refusal?.code === "attendance.record-missing") {
    yield { who, act: "attendance.sign-on", body: { ...shift, record: anyWords("keyPoints") } };
    return;
  }
  if (refusal?.code !== "attendance.regulation-unconfirmed") return;
  yield* confirmAll(sight, siteId, shift, who);
  yield { who, act: "attendance.sign-on", body: shift };
}

/** Somebody confirms whatever binds a post on the day of a shift. */
export function* confirmAll(sight: Sight, siteId: SiteId, { post, date }: ShiftName, who: PersonId): Forms {
  for (const { regulation, hash } of editionsToConfirm(siteSeen(sight, siteId), post, date)) {
    yield { who, act: "notice.confirm", body: { regulation, hash } };
  }
}

function* briefs(sight: Sight, { stream }: LedgerLine, say: Saying): Forms {
  const { person: who, ...shift } = turnNamed(stream.id);
  const { site } = stream;
  if (sight.state<Attendance>(stream).phase !== "on") yield* comeOnDuty(sight, site, { ...shift, person: who });
  const attendees = takersOf(sight, site, shift)
    .filter((each) => each !== who)
    .slice(0, 3);
  yield { who, act: "attendance.brief", body: { ...shift, attendees, keyPoints: say("keyPoints") } };
}

/** A turn as the screen of whoever holds it shows it. */
function turnSeen(sight: Sight, { site, id }: StreamKey): { rule: AttendanceRule; facts: SignOffFacts } {
  const { person, ...shift } = turnNamed(id);
  const asked = { ask: "attendance.turn", site, body: { ...shift, person }, actor: { person } };
  return factsSeen(sight, asked) as unknown as { rule: AttendanceRule; facts: SignOffFacts };
}

/**
 * They go once the post has passed on, or whoever relieved them or leads there records that they have gone. What was closed alone before somebody
 * came is taken back first, and is owed again.
 */
function* goes(sight: Sight, { stream }: LedgerLine, say: Saying): Forms {
  const { person, ...shift } = turnNamed(stream.id);
  const { site } = stream;
  const handedOver = sight.state<Handover>({ site, noun: "handover", id: shiftId(shift) });
  const relieved = handedOver.phase === "completed" ? handedOver.incoming : undefined;
  const state = sight.state<Attendance>(stream);
  const { facts } = handoverSeen({ sight, stream, shift });
  if (isClosedTooSoon(handedOver, facts) && facts.outgoing !== undefined) {
    yield { who: facts.outgoing, act: "handover.reopen", body: { ...shift, reason: say("reopenings") } };
    return;
  }
  if (state.phase !== "on") return;
  const { occurrence } = state;
  const turn = turnSeen(sight, stream);
  if (hindersSignOff({ ...turn, occurrence, now: sight.now })) return;
  const by = turn.rule.recordSignOff?.by;
  const others = [...(relieved === undefined ? [] : [relieved]), ...holdersAt(sight, { site, post: shift.post }, by)];
  // They were there until the post had passed on, whatever the clock said when they made for the door.
  const passedAt = handedOver.phase === "completed" ? handedOver.completedAt : occurrence.endsAt;
  const at = Math.min(sight.now, Math.max(occurrence.endsAt, state.freedAt ?? 0, passedAt, state.onAt));
  const body = { ...shift, person, at, reason: say("forgottenSignOffs") };
  yield* firstAccepted([
    { who: person, act: "attendance.sign-off", body: shift },
    ...others
      .filter((each) => each !== person)
      .map((who): FilledForm => ({ who, act: "attendance.record-sign-off", body })),
  ]);
}
