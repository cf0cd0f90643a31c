import type { Decide } from "#duty/grammar/act.ts";
import type { Cited } from "#duty/grammar/cited.ts";
import { enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, MoveBody } from "./attendance-shapes.ts";
import { type ExchangeFacts, exchangePosts } from "./exchange-posts.ts";
import { emptiesPost, leavesTooFew, type PostLeft, type StayWanted } from "./leaving-post.ts";
import { type SignOnFacts, unreadAt } from "./sign-on.ts";

/** What binds the post moved to asks of the actor as of whoever signs on there. */
export interface MoveFacts extends PostLeft, Pick<SignOnFacts, "unconfirmed"> {
  /**
   * Who may stand at the post moved to, where a text keeps it for the holder of a function: whether the actor holds it or is due there, and which rules ask
   * for it; undefined where any guard of the site may.
   */
  readonly keptFor: (Cited & { readonly functions: readonly string[]; readonly mayStand: boolean }) | undefined;
  /** Whether the post moved to has the same shift. */
  readonly shiftThere: boolean;
  /** Page on which lines of the post are written now; undefined where there is none. */
  readonly page: string | undefined;
  /** Post at which the actor stands for somebody who is away; undefined where none. */
  readonly covering: string | undefined;
  /** Whether the actor has left the post for a while: who leaves it for good comes back first, so that nobody covers for somebody who has gone. */
  readonly away: boolean;
  /** Whether the actor is on duty at the post in another shift too, and so stays there. */
  readonly staysOn: boolean;
  readonly stay: StayWanted;
  /** How the one stands with whom the actor wants to exchange posts; undefined where they name nobody. */
  readonly exchange: ExchangeFacts | undefined;
}

/**
 * A person changes posts inside the shift, to none that is kept for somebody else (ZB-05), leaving somebody at the old one (ZB-24) and its work
 * record behind (GPH-02). Where two exchange, whoever comes is who is left there: the first says so and stays until the other has said so too.
 */
export const moveAttendance: Decide<Attendance, MoveBody, AttendanceRule, MoveFacts, AttendanceEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase !== "on") return refuse("attendance.not-on-duty", ["ZB-01"]);
  if (body.to === state.occurrence.post || !facts.shiftThere)
    return refuse("attendance.no-such-post", ["ZB-01"], { field: "to" });
  if (circumstances.now >= state.occurrence.endsAt) return refuse("attendance.shift-over", ["ZB-01"]);
  if (facts.covering !== undefined)
    return refuse("attendance.covering", ["ZB-06"], { detail: { post: facts.covering } });
  if (facts.away) return refuse("attendance.away", ["ZB-06"]);
  if (facts.staysOn) {
    const { post } = state.occurrence;
    return refuse("attendance.other-shift", ["ZB-06"], { detail: { post } });
  }
  const { keptFor } = facts;
  if (keptFor && !keptFor.mayStand)
    return refuse("attendance.not-rostered", keptFor.cites, { field: "to", detail: { functions: keptFor.functions } });
  const unread = unreadAt(facts, body.to);
  if (unread) return unread;
  const { exchangeWith } = body;
  const empties = exchangeWith === undefined ? emptiesOrTooFew(state, rule, facts, circumstances.now) : undefined;
  if (empties) return empties;
  const { postChange } = rule;
  if (postChange?.record && body.record === undefined)
    return refuse("attendance.record-missing", postChange.cites, { field: "record" });
  const { exchange, page: writtenOn } = facts;
  if (exchangeWith !== undefined && exchange)
    return exchangePosts(state, { ...body, exchangeWith }, { ...exchange, page: writtenOn });
  const record = body.record === undefined ? {} : { record: secret("free-text", body.record) };
  const page = writtenOn === undefined ? {} : { page: writtenOn };
  return enter({ type: "attendance.moved", body: { to: body.to, ...record, ...page } });
};

/** Why nobody else, or too few, would be at the post; undefined where enough are. */
function emptiesOrTooFew(
  { occurrence: { endsAt } }: Extract<Attendance, { phase: "on" }>,
  rule: AttendanceRule,
  facts: MoveFacts,
  now: Instant,
): { refusal: Refusal } | undefined {
  return emptiesPost(facts, rule, { endsAt, now }) ?? leavesTooFew(facts);
}
