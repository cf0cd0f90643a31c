import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import { type Absence, bareLeaves, type Leave, takenLeave } from "./absence.ts";
import { standInKey } from "./absence-kind.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import type { AbsenceEntry } from "./absence-shapes.ts";
import { firstCall } from "./leave-at-once.ts";

/* By whichever act somebody comes to a post that was left at once, they stand in there (ZB-22). */

export interface ComeInsteadBody {
  /** Who has come, by their own turn. */
  readonly turn: Turn;
  /** Where they stand now. */
  readonly post: string;
}

export interface ComeInsteadFacts {
  /** Whose leaving at once is why somebody is to stand in at the post. */
  readonly left: readonly Turn[];
  /** Other turns of whoever has come from which they are away. */
  readonly otherTurns: readonly Turn[];
}

/**
 * Follows every coming to a post: whom they stand in for, if anybody is missing there, and from which leave of their own they are back. Whoever was
 * recorded as gone from it, and has signed on again, is back from no leave: they stand in for themselves as anybody would.
 */
export const comeInstead: Decide<Absence, ComeInsteadBody, AbsenceRule, ComeInsteadFacts, AbsenceEntry> = ({
  state,
  body: { turn, post },
  facts: { left, otherTurns },
}) => {
  const own = takenLeave(state) && turn.post === post ? [turn, ...otherTurns] : otherTurns;
  const others = left.filter((whose) => !own.some((each) => turnId(each) === turnId(whose)));
  return enter<AbsenceEntry>(
    ...(own.length > 0 ? [{ type: "absence.came-again", body: { to: own } } as const] : []),
    ...(others.length > 0 ? [{ type: "absence.came-instead", body: { of: others } } as const] : []),
  );
};

export interface ManPostBody {
  /** Whose leaving is why somebody is to stand there. */
  readonly turn: Turn;
  /** Who has come. */
  readonly by: PersonId;
  /** They were there all along, and have said that they heard. */
  readonly heard?: true;
}

export interface ManPostFacts {
  /** How many people other than whoever has come stand at the post. */
  readonly others: number;
}

/**
 * Follows that: the call about an empty post has an end once as many are there as are to stay, the leave of whoever went has not. Where a cover is
 * wanted whoever else is there, and has gone, to have heard is not enough.
 */
export const manPost: Decide<Absence, ManPostBody, AbsenceRule, ManPostFacts, AbsenceEntry> = ({
  state,
  body: { by, heard },
  rule: { stay, covered },
  facts: { others },
}) => {
  const isEnough = others + 1 >= (stay?.people ?? 1);
  const wantsCover = (leave: Leave) => heard === true && covered?.required === true && !leave.atOnce;
  const bare = bareLeaves(state);
  return isEnough && bare.length > 0 && !bare.some(wantsCover)
    ? enter({ type: "absence.post-manned", body: { by } })
    : enter();
};

export interface LayBareBody {
  readonly turn: Turn;
  /** At which end of the shift they are away still. */
  readonly at: "begin" | "end";
}

export interface LayBareFacts {
  /** Others who stand at the post, in whichever shift. */
  readonly there: number;
  /** Whether whoever is away has another turn at the post. */
  readonly goesOn: boolean;
}

/**
 * Follows when the shift begins for which somebody has come who is away, and when it ends. That nobody stood there before it began was for others
 * to mend. Where it ends, nobody else is waited for only if they have come for the next one before. Then somebody is called at once where nobody
 * stands there (ZB-28).
 */
export const layBare: Decide<Absence, LayBareBody, AbsenceRule, LayBareFacts, AbsenceEntry | ObligationEntry> = ({
  state,
  body,
  rule,
  facts: { there, goesOn },
  circumstances: { now },
}) => {
  const leave = takenLeave(state);
  const isNext = body.at === "begin" || goesOn;
  if (!leave || !isNext || there > 0 || leave.bare.some(({ until }) => until === undefined)) return enter();
  return enter<AbsenceEntry | ObligationEntry>(
    { type: "absence.left-bare", body: {} },
    ...firstCall(rule, standInKey(leave.number, leave.bare.length + 1), now),
  );
};
