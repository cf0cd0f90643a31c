import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import * as shapes from "#duty/attendance/attendance-shapes.ts";
import { moveAttendance } from "#duty/attendance/move-attendance.ts";
import { recordAbandonment } from "#duty/attendance/record-abandonment.ts";
import { recordSignOff } from "#duty/attendance/record-sign-off.ts";
import { type SignOffFacts, signOff } from "#duty/attendance/sign-off.ts";
import type { Question, Questions } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { occurrenceOf, shiftAfter } from "#duty/site/site.ts";
import { actorsFunctions } from "./authority.ts";
import { exchangeFacts } from "./exchange-wiring.ts";
import { unconfirmedBy } from "./notice-wiring.ts";
import { postLeft, stillRelieved } from "./post-left.ts";
import * as questions from "./questions.ts";
import { type About, act, actorOf, type CommandAct, ownTurn, turnTold } from "./wiring.ts";

/** The ways in which somebody leaves a post for good. */
export const leavingActs = {
  "attendance.move": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.moveBody,
    id: ownTurn,
    facts: ({ body, state, site, siteId, circumstances: { actor, now, under } }) => ({
      ...postLeft({ site, siteId }, body, state, actorOf(actor)),
      ...stillRelieved({ site, siteId }, body, now),
      shiftThere: questions.known(occurrenceOf(site, { ...body, post: body.to }) !== undefined),
      page: questions.pageFor(siteId, body),
      covering: questions.coveringAt(siteId, actorOf(actor)),
      away: questions.isAway(siteId, actorOf(actor)),
      stay: questions.known(questions.stayWanted({ site, siteId, circumstances: { under } }, body)),
      staysOn: questions.hasOtherTurn(siteId, [{ ...body, person: actorOf(actor) }]),
      unconfirmed: unconfirmedBy({ site, siteId }, { ...body, post: body.to }, actorOf(actor)),
      exchange: exchangeFacts({ site, siteId }, body, now),
    }),
    decide: moveAttendance,
  }),
  "attendance.sign-off": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.signOffBody,
    id: ownTurn,
    facts: signOffFacts,
    decide: signOff,
  }),
  "attendance.record-sign-off": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.recordSignOffBody,
    id: turnTold,
    facts: (about) => {
      const { body, state, site, siteId, circumstances } = about;
      const party = questions.partiesOf(siteId, body);
      return {
        ...postLeft({ site, siteId }, body, state, body.person),
        functions: actorsFunctions(about, body.post),
        covering: questions.coveringAt(siteId, body.person),
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
    id: turnTold,
    facts: (about) => {
      const { body, site, siteId, circumstances } = about;
      const party = questions.partiesOf(siteId, body);
      return {
        functions: actorsFunctions(about, body.post),
        relievedAt: questions.relievedAt(about, body, circumstances.now),
        takenOverAt: questions.takenOverAt(siteId, body),
        signedOver: { ...party, answer: (reader) => party.answer(reader).outgoing === body.person },
        isFollowed: isFollowed({ site, siteId }, body),
        nextOnAt: questions.nextOnAt(about, body),
      };
    },
    decide: recordAbandonment,
  }),
} satisfies Record<string, CommandAct>;

/** Whether the shift that follows one has handed over as well. */
function isFollowed({ site, siteId }: questions.At, shift: ShiftName): Question<boolean> {
  const own = occurrenceOf(site, shift);
  const next = own && shiftAfter(site, own);
  if (!next) return questions.known(false);
  const phase = questions.phaseOfHandover(siteId, next);
  return { ...phase, answer: (reader) => phase.answer(reader) === "completed" };
}

/** What signing off rests on. */
export function signOffFacts({
  body,
  state,
  site,
  siteId,
  circumstances: { actor, now },
}: About<ShiftName, Attendance, unknown>): Questions<SignOffFacts> {
  const person = actorOf(actor);
  const due = questions.whoIsDue(siteId, body);
  return {
    ...postLeft({ site, siteId }, body, state, person),
    ...stillRelieved({ site, siteId }, body, now),
    covering: questions.coveringAt(siteId, person),
    covered: {
      ...due,
      answer: (reader) => !hasMovedIn(state) && !due.answer(reader).some((each) => each.person === person),
    },
  };
}

/** Who has come from another post inside the shift stands in that post's roster. */
function hasMovedIn(state: Attendance): boolean {
  return state.phase === "on" && state.from !== undefined;
}
