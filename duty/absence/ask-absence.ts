import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf, secret } from "#duty/grammar/entry.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import { type ShiftName, type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Unconfirmed } from "#duty/grammar/unconfirmed-text.ts";
import { type Absence, askedLeave, bareLeaves, coverNow, openLeave, type Said } from "./absence.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import type { AbsenceEntry, AcceptAbsenceBody, AskAbsenceBody, TellAbsenceBody } from "./absence-shapes.ts";

/* A leave is asked for by whoever goes, and accepted by whoever covers. */

/** Who is at the post that somebody leaves. */
export interface PostFacts {
  /** Others on duty in the same shift, and who of them is away. */
  readonly others: readonly { readonly person: PersonId; readonly away: boolean }[];
  /** How many people other than whoever leaves, and whoever is to cover for them, stand there now, in whichever shift. */
  readonly there: number;
}

/** How whoever covers stands themselves. */
export interface CoverFacts {
  /** Whether they are on duty in the shift that was named. */
  readonly on: boolean;
  readonly away: boolean;
  readonly covering: boolean;
  /** How many others stay where they come from. */
  readonly stay: number;
  /** How many the regulation wants to stay there whoever goes; undefined where it does not say. */
  readonly wants?: AbsenceRule["stay"];
}

export interface AskAbsenceFacts extends PostFacts {
  /** The shift as the site plans it; undefined where there is none. */
  readonly occurrence: ShiftOccurrence | undefined;
  /** Whether the actor is on duty in it. */
  readonly onDuty: boolean;
  /** Whether the actor stands somewhere for somebody who is away. */
  readonly covering: boolean;
  /** How whoever is asked to cover stands; undefined where nobody is. */
  readonly cover: CoverFacts | undefined;
}

/**
 * Somebody wants to leave the post for a while. Where others stay who are enough, they go at once; else whoever is asked to cover must accept
 * first, and until then they stay (ZB-21).
 */
export const askAbsence: Decide<Absence, AskAbsenceBody, AbsenceRule, AskAbsenceFacts, AbsenceEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances: { now, actor },
}) => {
  const { occurrence } = facts;
  if (!facts.onDuty || !occurrence) return refuse("absence.not-on-duty", ["ZB-01"]);
  const isVoid = isVoidAt(state, now);
  if (openLeave(state) && !isVoid) return refuse("absence.asked-already", ["ZB-21"]);
  if (facts.covering) return refuse("absence.covering", ["ZB-06"]);
  const { cover, returnBy } = body;
  const leaving = { post: body.post, date: body.date, shift: body.shift, person: personOf(actor) ?? "" };
  const refused =
    unsaid(body, rule) ??
    whenWrong(returnBy, now, occurrence, rule) ??
    outOfTurn(body, rule, facts) ??
    (cover && facts.cover
      ? (hindersCover(cover, leaving, rule, { ...facts, cover: facts.cover }) ??
        lendsTooMany(cover, leaving, facts.cover))
      : empties(rule, facts));
  if (refused) return refused;
  const said = { occurrence, ...sealedWords(body), returnBy };
  const before: AbsenceEntry[] = isVoid ? [{ type: "absence.lapsed", body: {} }] : [];
  if (cover) return enter(...before, { type: "absence.asked", body: { ...said, cover } });
  return enter(...before, { type: "absence.left", body: { ...said, told: present(facts.others) } });
};

/** Whether somebody has asked to be back by a time that is past, and nobody answered: void, whether the clock has written it down or not. */
function isVoidAt(absence: Absence, now: Instant): boolean {
  const returnBy = askedLeave(absence)?.returnBy;
  return returnBy !== undefined && now >= returnBy;
}

/** Who can be told: whoever is away does not wait for somebody to come back. */
function present(others: PostFacts["others"]): PersonId[] {
  return others.filter(({ away }) => !away).map(({ person }) => person);
}

/** The words of whoever goes, as entries keep them. */
export function sealedWords({ why, reason, to, device }: Omit<AskAbsenceBody | TellAbsenceBody, "returnBy">) {
  const kept = { reason, to, device };
  const words = Object.entries(kept).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, secret("free-text", text)] as const],
  );
  return { why, ...Object.fromEntries(words) };
}

/** What the regulation wants to know before somebody goes. */
function unsaid(body: AskAbsenceBody, { reason, place, device }: AbsenceRule): { refusal: Refusal } | undefined {
  if (reason?.required && body.reason === undefined && body.why !== "meal")
    return refuse("absence.reason-missing", reason.cites, { field: "reason" });
  if (place?.required && body.to === undefined) return refuse("absence.place-missing", place.cites, { field: "to" });
  if (device?.required && body.device === undefined)
    return refuse("absence.device-missing", device.cites, { field: "device" });
  return undefined;
}

/**
 * One comes back later than now, and before the shift is over: what lasts longer is a cover, which the roster arranges. Whoever is held beyond
 * its end waits there for the relief (GPH-09), and goes for as long as the regulation says; where none does, for no longer than the shift lasted.
 */
function whenWrong(
  returnBy: Instant,
  now: Instant,
  { startsAt, endsAt }: Pick<ShiftOccurrence, "startsAt" | "endsAt">,
  { held }: AbsenceRule,
): { refusal: Refusal } | undefined {
  const heldFor = held ? plusMinutes(now, held.withinMinutes) : now + (endsAt - startsAt);
  const latest = now < endsAt ? endsAt : heldFor;
  const fits = returnBy > now && returnBy <= latest;
  const rules = held && now >= endsAt ? held.cites : ["ZB-21"];
  return fits ? undefined : refuse("absence.return-when", rules, { field: "returnBy" });
}

function outOfTurn(
  { why }: Pick<Said, "why">,
  { inTurns }: AbsenceRule,
  { others }: Pick<PostFacts, "others">,
): { refusal: Refusal } | undefined {
  if (why !== "meal" || !inTurns?.required || !others.some(({ away }) => away)) return undefined;
  return refuse("absence.in-turns", inTurns.cites);
}

/** Whether nobody covers where the regulation wants a cover, or too few stay without one. */
function empties({ covered, stay }: AbsenceRule, { there }: PostFacts): { refusal: Refusal } | undefined {
  if (covered?.required) return refuse("absence.cover-missing", covered.cites, { field: "cover" });
  if (stay && there < stay.people) return refuse("absence.cover-missing", stay.cites, { field: "cover" });
  return undefined;
}

export interface AcceptAbsenceFacts extends PostFacts {
  readonly cover: CoverFacts;
  /** Regulations that bind the post and that whoever accepts has not yet confirmed. */
  readonly unconfirmed: readonly Unconfirmed[];
}

/**
 * Whoever was asked accepts to stand at the post, and from this moment does; whoever asked is free to go, and what was asked of them then is
 * asked again. Where somebody has left at once, or should be relieved of covering, anybody on duty may accept (ZB-21, ZB-22).
 */
export const acceptAbsence: Decide<Absence, AcceptAbsenceBody, AbsenceRule, AcceptAbsenceFacts, AbsenceEntry> = ({
  state,
  body: { own, ...leaving },
  rule,
  facts,
  circumstances,
}) => {
  const person = personOf(circumstances.actor) ?? "";
  const leave = openLeave(state);
  if (!leave || isVoidAt(state, circumstances.now)) return refuse("absence.nobody-asks", ["ZB-21"]);
  const waiting = askedLeave(state);
  const asked = waiting?.asked?.cover;
  if (asked && asked.person !== person) return refuse("absence.not-asked", ["ZB-21"]);
  const before = coverNow(leave);
  if (before?.person === person) return enter();
  const cover = { ...own, person };
  // Where somebody has gone already, no head count and no turn keeps anybody from standing in.
  const refused =
    (waiting && outOfTurn(waiting, rule, facts)) ??
    hindersCover(cover, leaving, waiting ? rule : withoutThem(rule, cover, leaving), facts) ??
    (waiting && lendsTooMany(cover, leaving, facts.cover)) ??
    unread(state, facts, leaving.post);
  if (refused) return refused;
  // Whoever covers after somebody has left tells nobody anew where they went.
  const told = asked ? present(facts.others).filter((each) => each !== person) : [];
  const instead = before ? { instead: before } : {};
  return enter(
    { type: "absence.accepted", body: { cover, told, ...instead } },
    ...readAfterwards(facts, { by: person, now: circumstances.now }),
  );
};

/** Who has left has left: a head count does not bar whoever comes from elsewhere, though they are not enough yet (ZB-22). */
function withoutThem(rule: AbsenceRule, cover: ShiftName, leaving: ShiftName): AbsenceRule {
  if (shiftId(cover) === shiftId(leaving)) return rule;
  const { stay: _, ...others } = rule;
  return others;
}

/** Whoever stands at a post has confirmed what binds it; only where nobody stands there they come first and read afterwards (GPH-01, ZB-22). */
function unread(
  state: Absence,
  { unconfirmed }: Pick<AcceptAbsenceFacts, "unconfirmed">,
  post: string,
): { refusal: Refusal } | undefined {
  const isBare = bareLeaves(state).some(({ number }) => number === openLeave(state)?.number);
  const waiting = unconfirmed.find(({ standInMinutes }) => !isBare || standInMinutes === undefined);
  if (!waiting) return undefined;
  const detail = { regulation: waiting.regulation, post };
  return refuse("absence.regulation-unconfirmed", waiting.rules, { detail });
}

function readAfterwards(
  { unconfirmed }: Pick<AcceptAbsenceFacts, "unconfirmed">,
  { by, now }: { readonly by: PersonId; readonly now: Instant },
): AbsenceEntry[] {
  return unconfirmed.flatMap(({ regulation, hash, rules, standInMinutes }): AbsenceEntry[] => {
    if (standInMinutes === undefined) return [];
    const dueAt = plusMinutes(now, standInMinutes);
    return [{ type: "absence.accepted-unread", body: { by, regulation, hash, dueAt, rules } }];
  });
}

/** Why somebody cannot stand there for somebody else: on duty, in one place at a time, leaving no other post empty (ZB-06, ZB-21). */
export function hindersCover(
  cover: Turn,
  leaving: Turn,
  { covered, stay }: AbsenceRule,
  { there, cover: its }: PostFacts & { readonly cover: CoverFacts },
): { refusal: Refusal } | undefined {
  const about = { field: "cover" };
  if (cover.person === leaving.person) return refuse("absence.own-cover", ["ZB-21"], about);
  if (!its.on) return refuse("absence.cover-not-on-duty", [...citesOf(covered), "ZB-21"], about);
  if (its.away || its.covering) return refuse("absence.cover-elsewhere", ["ZB-06"], about);
  if (cover.post !== leaving.post && its.stay === 0) return refuse("absence.leaves-empty", ["ZB-21"], about);
  if (stay && there + 1 < stay.people) return refuse("absence.too-few", stay.cites, about);
  return undefined;
}

/** Why somebody does not go to cover elsewhere in an ordinary leave: fewer would stay than their own post wants, whoever goes from it. */
function lendsTooMany(cover: Turn, leaving: Turn, { stay, wants }: CoverFacts): { refusal: Refusal } | undefined {
  if (!wants || stay >= wants.people || cover.post === leaving.post) return undefined;
  return refuse("absence.lends-too-many", wants.cites, { field: "cover" });
}
