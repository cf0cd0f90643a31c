import type { PersonId } from "#duty/grammar/entry.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { type Life, shiftNameOf } from "./habit.ts";
import type { RareWay } from "./rare-ways.ts";
import * as say from "./tower-phrases.ts";
import type { ScriptedPart } from "./troupe.ts";
import type { WatchedTurn } from "./watched-turn.ts";

/** Who holds the post after a change, and since when. */
export interface HeldShift {
  readonly person: PersonId;
  readonly since: Instant;
}

/** The relief comes: early as it should be, late, or not at all, and then somebody is put in. */
export function* arrive(life: Life, from: WatchedTurn, outgoing: PersonId, to: WatchedTurn): ScriptedPart<HeldShift> {
  const { chance, isRare } = life;
  if (isRare(from, "cover-twice")) return yield* coveredTwice(life, to);
  if (isRare(from, "cover-taken-back")) return yield* coverTakenBack(life, to);
  if (isRare(from, "cover") || chance.happens(0.01)) return yield* covered(life, to);
  const late = chance.happens(0.06);
  const early = to.post === "squad" ? chance.between(chance.happens(0.9) ? 16 : 8, 28) : chance.between(1, 14);
  const at = plusMinutes(to.startsAt, late ? chance.between(3, 27) : -early);
  if (late && chance.happens(0.4)) {
    const tried = { at: from.endsAt, who: outgoing, act: "attendance.sign-off", body: shiftNameOf(from) } as const;
    if (at > from.endsAt) yield tried;
  }
  const { refusal } = yield { at, who: to.person, act: "attendance.sign-on", body: shiftNameOf(to) };
  // Whoever is kept elsewhere says so, and is covered like somebody who does not come.
  return refusal ? yield* covered(life, to) : { person: to.person, since: at };
}

function* covered(life: Life, to: WatchedTurn): ScriptedPart<HeldShift> {
  const { chance, company } = life;
  const [cover] = company.sparesFor(to.post, to.date);
  const at = plusMinutes(to.startsAt, chance.between(8, 14));
  const person = yield* putIn(life, to, { absent: to.person, cover, at, rare: "cover" });
  const comesAt = plusMinutes(at, chance.between(15, 28));
  yield { at: comesAt, who: person, act: "attendance.sign-on", body: shiftNameOf(to) };
  return { person, since: comesAt };
}

/** Who was put in first does not come either. */
function* coveredTwice(life: Life, to: WatchedTurn): ScriptedPart<HeldShift> {
  const { chance, company } = life;
  const [first, second] = company.sparesFor(to.post, to.date);
  const at = plusMinutes(to.startsAt, -chance.between(20, 40));
  const none = yield* putIn(life, to, { absent: to.person, cover: first, at });
  const again = plusMinutes(to.startsAt, chance.between(4, 9));
  const person = yield* putIn(life, to, { absent: none, cover: second, at: again, rare: "cover-twice" });
  const comesAt = plusMinutes(again, chance.between(10, 25));
  yield { at: comesAt, who: person, act: "attendance.sign-on", body: shiftNameOf(to) };
  return { person, since: comesAt };
}

/** Somebody is put in, and then whoever had let them know that they would not come does come. */
function* coverTakenBack(life: Life, to: WatchedTurn): ScriptedPart<HeldShift> {
  const { chance, company } = life;
  const [cover] = company.sparesFor(to.post, to.date);
  const at = plusMinutes(to.startsAt, -chance.between(25, 50));
  const put = yield* putIn(life, to, { absent: to.person, cover, at });
  const backAt = plusMinutes(at, chance.between(6, 12));
  const { post, date, shift, person } = to;
  if (put !== person) {
    const body = { post, date, shift, cover: put, reason: chance.pick(say.comesAfterAll) };
    const who = company.leaderFor("squad", backAt);
    const { refusal } = yield { at: backAt, who, act: "roster.take-back-cover", body, rare: "cover-taken-back" };
    if (!refusal) company.exchange(to, person);
  }
  const comesAt = plusMinutes(backAt, chance.between(5, 10));
  yield { at: comesAt, who: person, act: "attendance.sign-on", body: shiftNameOf(to) };
  return { person, since: comesAt };
}

interface Cover {
  readonly absent: PersonId;
  readonly cover: PersonId | undefined;
  readonly at: Instant;
  readonly rare?: RareWay;
}

/** Whoever leads puts somebody into a shift; answers whose it is then. */
export function* putIn(life: Life, to: WatchedTurn, { absent, cover, at, rare }: Cover): ScriptedPart<PersonId> {
  const { chance, company } = life;
  if (cover === undefined) return absent;
  const body = { ...shiftNameOf(to), absent, cover, reason: chance.pick(say.absences) };
  const who = company.leaderFor("squad", at);
  const { refusal } = yield { at, who, act: "roster.arrange-cover", body, ...(rare ? { rare } : {}) };
  if (refusal) return absent;
  company.exchange(to, cover);
  return cover;
}
