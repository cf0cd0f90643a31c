import { attendanceKind } from "#duty/attendance/attendance.ts";
import * as shapes from "#duty/attendance/attendance-shapes.ts";
import { recordAbandonment } from "#duty/attendance/record-abandonment.ts";
import { recordSignOff } from "#duty/attendance/record-sign-off.ts";
import type { Question } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { begunShift, shiftAfter } from "#duty/site/site.ts";
import { actorsFunctions } from "./authority.ts";
import { deedsAtPost } from "./deeds-at-post.ts";
import { postLeft } from "./post-left.ts";
import * as questions from "./questions.ts";
import { relievedAt } from "./who-keeps.ts";
import { act, actorOf, type CommandAct, turnTold } from "./wiring.ts";

/** What others record of how somebody left a post. */
export const recordingActs = {
  "attendance.record-sign-off": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.recordSignOffBody,
    waits: "for-author",
    id: turnTold,
    facts: (about) => {
      const { body, state, site, siteId, circumstances } = about;
      const party = questions.partiesOf(siteId, body);
      return {
        ...postLeft({ site, siteId }, body, { state, person: body.person, now: circumstances.now }),
        functions: actorsFunctions(about, body.post),
        covering: questions.coveringAt(siteId, body.person),
        deeds: deedsAtPost(about, body),
        nextOnAt: questions.nextOnAt(about, body),
        tookOver: { ...party, answer: (reader) => party.answer(reader).incoming === actorOf(circumstances.actor) },
        handedOverAt: {
          ...party,
          answer: (reader) => {
            const { outgoing, completedAt } = party.answer(reader);
            return outgoing === body.person ? completedAt : undefined;
          },
        },
      };
    },
    decide: recordSignOff,
  }),
  "attendance.record-abandonment": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.recordAbandonmentBody,
    waits: "for-author",
    id: turnTold,
    facts: (about) => {
      const { body, site, siteId, circumstances } = about;
      const party = questions.partiesOf(siteId, body);
      return {
        functions: actorsFunctions(about, body.post),
        relievedAt: relievedAt(about, body, circumstances.now),
        takenOverAt: questions.takenOverAt(siteId, body),
        signedOver: { ...party, answer: (reader) => party.answer(reader).outgoing === body.person },
        isFollowed: isFollowed({ site, siteId }, body),
        nextOnAt: questions.nextOnAt(about, body),
        deeds: deedsAtPost(about, body),
      };
    },
    decide: recordAbandonment,
  }),
} satisfies Record<string, CommandAct>;

/** Whether the shift that follows one has handed over as well. */
function isFollowed({ site, siteId }: questions.At, shift: ShiftName): Question<boolean> {
  const own = begunShift(site, shift);
  const next = own && shiftAfter(site, own);
  if (!next) return questions.known(false);
  const phase = questions.phaseOfHandover(siteId, next);
  return { ...phase, answer: (reader) => phase.answer(reader) === "completed" };
}
