import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import * as shapes from "#duty/attendance/attendance-shapes.ts";
import { briefAttendance } from "#duty/attendance/brief-attendance.ts";
import { signOn } from "#duty/attendance/sign-on.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { coveringAt, isAway, presences } from "#duty/wiring/questions.ts";
import { mayBeHere, takingShift } from "./at-this-site.ts";
import { signOffFacts } from "./leaving-wiring.ts";
import { signOnFacts } from "./sign-on-facts.ts";
import { type About, act, actorOf, asksOf, type CommandAct, ownTurn, turnTold } from "./wiring.ts";

export const attendanceActs = {
  "attendance.sign-on": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.signOnBody,
    waits: "for-author",
    id: ownTurn,
    facts: signOnFacts,
    decide: signOn,
  }),
  "attendance.brief": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.briefBody,
    waits: "for-author",
    id: ownTurn,
    facts: (about) => ({
      here: mayBeHere(about, about.body.attendees, about.body.date),
      taking: takingShift(about, about.body, "elsewhere"),
      beside: takingShift(about, about.body, "beside"),
      others: othersInShift(about, about.body),
      gone: goneFromPosts(about),
      away: isAwayOfOwn(about),
    }),
    decide: briefAttendance,
  }),
} satisfies Record<string, CommandAct>;

export const attendanceAsks = {
  /** A turn with everything on which signing on and off rest. */
  "attendance.turn": asksOf({
    kind: attendanceKind,
    id: turnTold,
    facts: (about: About<Turn, Attendance, AttendanceRule>) => ({ ...signOnFacts(about), ...signOffFacts(about) }),
  }),
};

type Acting = Pick<About<unknown, unknown, unknown>, "siteId" | "circumstances">;

/** Whether whoever acts has left a post of theirs, and is not kept at another one that they cover. */
function isAwayOfOwn({ siteId, circumstances }: Acting): Question<boolean> {
  const person = actorOf(circumstances.actor);
  const [away, covering] = [isAway(siteId, person), coveringAt(siteId, person)];
  return {
    ledger: [...(away.ledger ?? []), ...(covering.ledger ?? [])],
    answer: (reader) => away.answer(reader) && covering.answer(reader) === undefined,
  };
}

/** Who is away from a post of the site for a while, and is kept at no other one that they cover. */
function goneFromPosts({ site, siteId }: Pick<About<unknown, unknown, unknown>, "site" | "siteId">) {
  const posts = Object.keys(site.posts).map((post) => presences({ site: siteId, post }));
  return {
    ledger: posts.flatMap(({ ledger = [] }) => ledger),
    answer: (reader) => {
      const all = posts.flatMap((each) => each.answer(reader));
      const covering = all.filter(({ as }) => as === "covering").map(({ turn }) => turn.person);
      return all.flatMap(({ as, turn }) => (as === "away" && !covering.includes(turn.person) ? [turn.person] : []));
    },
  } satisfies Question<readonly PersonId[]>;
}

/** Who else is on duty in a shift. */
function othersInShift({ siteId, circumstances }: Acting, shift: ShiftName): Question<readonly PersonId[]> {
  const there = presences({ site: siteId, post: shift.post });
  const asking = actorOf(circumstances.actor);
  return {
    ...there,
    answer: (reader) => {
      const inShift = there
        .answer(reader)
        .filter(({ turn, as }) => as === "on-duty" && shiftId(turn) === shiftId(shift));
      return inShift.map(({ turn }) => turn.person).filter((each) => each !== asking);
    },
  };
}
