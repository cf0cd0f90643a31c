import type { LedgerLine } from "#duty/grammar/question.ts";
import { shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { isOutOfDate } from "#duty/handover/changed-since.ts";
import { formsAsked } from "#duty/handover/forms-asked.ts";
import type { Side } from "#duty/handover/handover.ts";
import { alreadySigned, incomingOf, isAlone, outgoingOf, reliefsToName } from "#duty/handover/handover-parties.ts";
import { hindrances } from "#duty/handover/hindrances.ts";
import { wantsLateReason } from "#duty/handover/late-side.ts";
import { isUnreleased } from "#duty/handover/passing-matters.ts";
import { comeOnDuty } from "./attendance-meetings.ts";
import { type AtHandover, type Forms, handoverSeen, isTooEarly } from "./handover-seen.ts";
import { releaseForms } from "./matter-meetings.ts";
import { type FilledForm, firstAccepted, holdersAt, type Meeting, type Saying, type Sight } from "./meeting.ts";
import { takeUp } from "./take-up-meeting.ts";
import { isThere, whatIsLeft } from "./what-is-left.ts";

/** How everything is met that a hand-over makes somebody owe. */
export const handoverMeetings = {
  "handover.complete": handOver,
  "handover.close-records": closeRecords,
  "handover.take-up": takeUp,
  "handover.acknowledge-fault": acknowledge,
} satisfies Record<string, Meeting>;

function* closeRecords(sight: Sight, { stream }: LedgerLine, say: Saying): Forms {
  if (isTooEarly(sight, stream)) return;
  yield* writesUp({ sight, stream, shift: shiftNamed(stream.id), say });
}

function* handOver(sight: Sight, { stream }: LedgerLine, say: Saying): Forms {
  if (isTooEarly(sight, stream)) return;
  const at = { sight, stream, shift: shiftNamed(stream.id), say };
  yield* writesUp(at);
  yield* takesOver(at);
  for (const side of ["incoming", "outgoing", "incoming"] as const) yield* signs(at, side);
}

/** Whoever hands over writes up the shift, and brings the form up to date where something has changed since. */
function* writesUp(at: AtHandover): Forms {
  const { state, facts } = handoverSeen(at);
  if (state.phase === "unknown") return;
  const who = outgoingOf(state, facts);
  if (who === undefined || facts.away.includes(who)) return;
  const { preparation } = state;
  const reliefs = reliefsToName(facts, who);
  const kept = reliefs.find(({ person }) => person === preparation?.relief);
  const successor = kept ?? reliefs.find(({ onDuty }) => onDuty) ?? reliefs[0];
  const relief = successor?.person;
  const reasons = facts.matters.map(({ id: matter }) => ({ matter, reason: at.say("notes") }));
  const named = { ...at.shift, ...(relief === undefined ? {} : { relief }), reasons };
  if (state.phase === "prepared" && isOutOfDate({ state, facts })) {
    yield* releases(at);
    // The page is cut for those who come next by the plan: where those are others now, it goes on first.
    if ((successor?.page ?? facts.next) === preparation?.next) yield { who, act: "handover.amend", body: named };
    else yield { who, act: "handover.reopen", body: { ...at.shift, reason: at.say("reopenings") } };
  }
  if (state.phase !== "open") return;
  yield* releases(at);
  const nothingPending = facts.matters.length === 0;
  const body = { ...named, summary: at.say("summaries"), done: at.say("done"), nothingPending };
  yield { who, act: "handover.prepare", body };
}

/** Whoever may is asked to let important matters pass. */
function* releases(at: AtHandover): Forms {
  const { rule, facts } = handoverSeen(at);
  for (const { id } of facts.matters.filter((each) => isUnreleased(each, rule)))
    yield* firstAccepted(releaseForms(at.sight, { site: at.stream.site, noun: "matter", id }, at.say));
}

/** The relief comes, and looks at, counts and takes whatever there is; problems are confirmed by both. */
function* takesOver(at: AtHandover): Forms {
  const { state } = handoverSeen(at);
  if (state.phase !== "prepared" || isAlone(state) || alreadySigned(state)) return;
  const relief = state.preparation.relief;
  const { next } = state.preparation;
  if (relief !== undefined && next !== undefined && !isThere(handoverSeen(at), relief))
    yield* comeOnDuty(at.sight, at.stream.site, { ...shiftNamed(next), person: relief });
  yield* whatIsLeft(at, handoverSeen(at).state);
}

/** A side signs once nothing stands between it and its signature but, where it is late, the reason. */
function* signs(at: AtHandover, side: Side): Forms {
  const { state, rule, facts } = handoverSeen(at);
  if (state.phase !== "prepared" || state.signatures.some((each) => each.side === side)) return;
  const who = side === "outgoing" ? outgoingOf(state, facts) : incomingOf(state, facts);
  if (who === undefined || (side === "incoming" ? !isThere({ state, rule, facts }, who) : facts.away.includes(who)))
    return;
  const signing = { state, rule, facts, now: at.sight.now };
  if (state.signatures.some(({ person }) => person === who)) return;
  if (hindrances({ ...signing, side, signer: who, lateReason: true }).length > 0) return;
  const late = wantsLateReason(signing, side) ? { lateReason: at.say("lateReasons") } : {};
  const forms = formsAsked(rule).map(({ form }) => form);
  yield { who, act: "handover.sign", body: { ...at.shift, forms, ...late }, seen: at.stream };
}

function* acknowledge(sight: Sight, { stream, obligation }: LedgerLine, say: Saying): Forms {
  const { post, date, shift } = shiftNamed(stream.id);
  const body = { post, date, shift, fault: obligation.key.slice("fault-".length), note: say("answersToFaults") };
  const called = obligation.ladder.map(({ call }) => call);
  const about = `${obligation.detail?.about ?? ""}`;
  yield* firstAccepted(
    holdersAt(sight, { site: stream.site, post }, called)
      .filter((who) => !about.includes(who))
      .map((who): FilledForm => ({ who, act: "handover.acknowledge-fault", body })),
  );
}
