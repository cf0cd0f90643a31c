import type { Attendance } from "#duty/attendance/attendance.ts";
import type { SiteId } from "#duty/grammar/entry.ts";
import { type Turn, turnNamed } from "#duty/grammar/presence.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import { editionsToConfirm } from "#duty/wiring/notice-wiring.ts";
import {
  anyWords,
  type FilledForm,
  firstAccepted,
  holdersAt,
  type Meeting,
  type Sight,
  siteSeen,
  turnsAtPost,
} from "./meeting.ts";
import type { StageAnswer } from "./stage.ts";

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
  const site = siteSeen(sight, siteId);
  const { refusal } = yield { who, act: "attendance.sign-on", body: shift };
  if (refusal?.code !== "attendance.regulation-unconfirmed") return;
  for (const { regulation, hash } of editionsToConfirm(site, shift.post, shift.date)) {
    yield { who, act: "notice.confirm", body: { regulation, hash } };
  }
  yield { who, act: "attendance.sign-on", body: shift };
}

function* briefs(sight: Sight, { stream }: LedgerLine): Forms {
  const { person: who, ...shift } = turnNamed(stream.id);
  if (sight.state<Attendance>(stream).phase !== "on") yield* comeOnDuty(sight, stream.site, { ...shift, person: who });
  const attendees = holdersAt(sight, { site: stream.site, post: shift.post }).filter((each) => each !== who);
  yield { who, act: "attendance.brief", body: { ...shift, attendees: attendees.slice(0, 3), keyPoints: anyWords } };
}

/** They go, or whoever is at the post or leads there records that they have gone. */
function* goes(sight: Sight, { stream }: LedgerLine): Forms {
  const { person, ...shift } = turnNamed(stream.id);
  const others = [
    ...turnsAtPost(sight, stream.site, shift.post).map((turn) => turn.person),
    ...holdersAt(sight, { site: stream.site, post: shift.post }),
  ];
  const body = { ...shift, person, at: sight.now, reason: anyWords };
  yield* firstAccepted([
    { who: person, act: "attendance.sign-off", body: shift },
    ...others
      .filter((each) => each !== person)
      .map((who): FilledForm => ({ who, act: "attendance.record-sign-off", body })),
  ]);
}
