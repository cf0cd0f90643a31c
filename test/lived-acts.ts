import type { ActId } from "#duty/acts.ts";
import type { Outcome } from "#duty/door/table.ts";
import { acts } from "#duty/nouns.ts";

/* Which acts happen in the random lives of the twins: all that people may send, but for those that stand here with a reason. */

/** What never happens in a random life, and why. A name that is no act does not compile. */
export const leftOut: Readonly<Partial<Record<ActId, string>>> = {
  "site.establish": "the tower stands before the first step",
  "site.adopt-edition": "its texts are whole regulations, and the same hand adopts all of them before the first step",
  "site.withdraw-adoption": "one withdrawal leaves the rest of the life without the rules that it is to try",
  "person.grant-function": "people are of the head office; their lives have no post and no clock",
  "person.end-function": "who leads is who may call, cover and release: without them the rest is refused",
  "person.reset-pin": "the code itself is kept outside the journal",
  "person.reset-password": "what opens the account next is kept outside the journal",
  "clock.confirm": "the clock of a life is moved and never jumps",
  "redaction.order": "what is erased in the database stands in no memory",
};

/** What takes people from their posts or hand-overs back: lives in which it happens as often as anything else come to little. */
const upsetting: ReadonlySet<ActId> = new Set([
  "absence.leave-at-once",
  "attendance.move",
  "attendance.record-abandonment",
  "attendance.sign-off",
  "handover.amend",
  "handover.reopen",
  "handover.stand-in",
  "roster.arrange-cover",
  "roster.publish",
  "roster.take-back-cover",
]);

/** What happens in scenes at a change of shifts alone, and why nowhere else. */
export const onlyInScenes: Readonly<Partial<Record<ActId, string>>> = {
  "site.establish-post": "a post anew changes the shifts that every later step is about",
  "site.bind-house": "the people of the tower hold functions by the words of the house",
  "site.set-calendar": "every post of the tower owes all of its shifts every day",
};

const lived: readonly ActId[] = Object.entries(acts)
  .filter(([, { shape }]) => shape !== undefined)
  .map(([act]) => act as ActId)
  .filter((act) => leftOut[act] === undefined && onlyInScenes[act] === undefined);

/** How often an act comes among the others: who leaves the company upsets a life most of all. */
function oftenOf(act: ActId): number {
  if (act === "person.leave") return 2;
  if (act === "person.join") return 10;
  return upsetting.has(act) ? 4 : 20;
}

/** Every act of a life, what upsets it seldom. */
export const livedActs: readonly ActId[] = lived.flatMap((act) => Array.from({ length: oftenOf(act) }, () => act));

/** How often each act was tried and how often it was done, and how often each refusal was met. */
export interface LivedCounts {
  readonly acts: Map<ActId, { tried: number; done: number }>;
  readonly refused: Map<string, number>;
}

export function noLives(): LivedCounts {
  return { acts: new Map(lived.map((act) => [act, { tried: 0, done: 0 }])), refused: new Map() };
}

/** @throws Error where an act is counted that lives know nothing of */
export function countLived({ acts: counted, refused }: LivedCounts, act: string, outcome: Outcome): void {
  if (onlyInScenes[act as ActId] && !counted.has(act as ActId)) counted.set(act as ActId, { tried: 0, done: 0 });
  const counts = counted.get(act as ActId);
  if (!counts) throw new Error(`${act} is no act of a life`);
  const { refusal, touched } = outcome;
  counts.tried += 1;
  if (!refusal && touched.length > 0) counts.done += 1;
  if (refusal) refused.set(refusal.code, (refused.get(refusal.code) ?? 0) + 1);
}

/** What several lives came to. */
export function togetherLived(lives: readonly LivedCounts[]): LivedCounts {
  const all = noLives();
  for (const each of lives) {
    for (const [act, { tried, done }] of each.acts) {
      const counts = all.acts.get(act) ?? { tried: 0, done: 0 };
      all.acts.set(act, { tried: counts.tried + tried, done: counts.done + done });
    }
    for (const [code, times] of each.refused) all.refused.set(code, (all.refused.get(code) ?? 0) + times);
  }
  return all;
}

/** Acts that were never tried, and those that were never done. */
export function unlived(lives: LivedCounts): { untried: readonly ActId[]; undone: readonly ActId[] } {
  const where = (which: "tried" | "done") =>
    [...lives.acts].flatMap(([act, counts]) => (counts[which] === 0 ? [act] : []));
  return { untried: where("tried"), undone: where("done") };
}

/** A line for each act, for people to read. */
export function livedLines(lives: LivedCounts): readonly string[] {
  return [...lives.acts].map(([act, { tried, done }]) => `${act}: ${tried} tried, ${done} done`);
}
