import { expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import type { LedgerLine, LedgerPage, Question, Reader } from "#duty/grammar/question.ts";
import "#duty/nouns.ts";
import { siteKind } from "#duty/site/site.ts";
import { lin, storyOccurrence, wu, zhao } from "#test/handover-story.ts";
import { colleaguesAt, coveringAt, elsewhereThan, hasOtherTurn, isAway, relievingAt, turnAt } from "./questions.ts";
import { keeping } from "./shift-left.ts";
import { goesOnBeyond, keepersAt, othersThere } from "./who-keeps.ts";
import { othersAtPost, othersStanding } from "./who-stays.ts";

/* Each question of who is where counts some of those who are on duty, away and covering, in one shift or in another, and nobody else. */

const { date, shift } = storyOccurrence;
const site = "tower";
const own = { post: "lobby", date, shift };
const asking = { ...own, person: lin };

const people = { they: lin, another: wu };
const whats = { "on duty": "attendance.sign-off", away: "absence.return", covering: "absence.cover" };

interface Somebody {
  readonly who: keyof typeof people;
  readonly is: keyof typeof whats;
  readonly post: "lobby" | "gate";
  readonly of: "own" | "later";
}

const everybody: readonly Somebody[] = (["they", "another"] as const).flatMap((who) =>
  (["on duty", "away", "covering"] as const).flatMap((is) =>
    (["lobby", "gate"] as const).flatMap((post) =>
      (["own", "later"] as const).map((of): Somebody => ({ who, is, post, of })),
    ),
  ),
);

/** What the ledger holds of somebody; whoever covers stands there for a third. */
function lineOf({ who, is, post, of }: Somebody): LedgerLine {
  const person = people[who];
  const turn = { post, date, shift: of === "own" ? shift : "later", person: is === "covering" ? zhao : person };
  const stream = { site, noun: is === "on duty" ? "attendance" : "absence", id: turnId(turn) };
  const owed = { opensAt: storyOccurrence.startsAt, dueAt: storyOccurrence.endsAt, rules: [], ladder: [] };
  // Whoever is away owes their return at the post itself, whoever covers owes it to go on.
  const key = is === "on duty" ? "sign-off" : is === "away" ? "return/1" : "cover/1";
  return { stream, obligation: { ...owed, key, what: whats[is], post, person } };
}

/** Only what stands on the pages that were named is told. */
function answerOf<A>({ ledger = [], answer }: Question<A>, lines: readonly LedgerLine[]): A {
  const isOn = (page: LedgerPage, { obligation }: LedgerLine) =>
    page.post === undefined ? obligation.person === page.person : obligation.post === page.post;
  const outstanding = (page: LedgerPage) => lines.filter((each) => isOn(page, each));
  expect(ledger).not.toEqual([]);
  return answer({ outstanding } as unknown as Reader);
}

/** Those of whom a question says something when nobody else is anywhere. */
function countedBy(question: Question<unknown>): string[] {
  const none = answerOf(question, []);
  return everybody.flatMap((each) => {
    const told = JSON.stringify(answerOf(question, [lineOf(each)])) !== JSON.stringify(none);
    return told ? [`${each.who} ${each.is} at the ${each.post}, ${each.of} shift`] : [];
  });
}

test.each<readonly [string, Question<unknown>, readonly string[]]>([
  [
    "another post where they are",
    elsewhereThan(site, "lobby", lin),
    both("they on duty at the gate", "they covering at the gate"),
  ],
  [
    "those who stand there in the shift besides them",
    othersThere(site, own, { person: lin, now: storyOccurrence.startsAt }),
    ["another on duty at the lobby, own shift", "another covering at the lobby, own shift"],
  ],
  [
    "whether the post goes on beyond their shift",
    goesOnBeyond(site, asking, storyOccurrence.startsAt),
    ["they on duty", "they covering", "another on duty", "another covering"].map(
      (each) => `${each} at the lobby, later shift`,
    ),
  ],
  [
    "those who relieve them at once",
    relievingAt({ site: siteKind.begin("setup"), siteId: site }, asking, storyOccurrence.startsAt),
    ["another on duty at the lobby, later shift"],
  ],
  [
    "in which shift they are there",
    turnAt(site, "lobby", lin),
    both("they on duty at the lobby", "they covering at the lobby"),
  ],
  [
    "who else is at the post",
    colleaguesAt(site, ["lobby"], lin),
    both("another on duty at the lobby", "another covering at the lobby"),
  ],
  ["whether they have another turn there", hasOtherTurn(site, [asking]), ["they on duty at the lobby, later shift"]],
  ["whether they are away", isAway(site, lin), both("they away at the lobby", "they away at the gate")],
  ["where they cover", coveringAt(site, lin), both("they covering at the lobby", "they covering at the gate")],
  [
    "those who keep it when they go, in whichever shift",
    keeping(
      { site: siteKind.begin("setup"), siteId: site },
      { left: asking, without: [lin] },
      storyOccurrence.startsAt,
    ),
    both("another on duty at the lobby", "another covering at the lobby"),
  ],
])("%s: of each who may be somewhere these count and no others", (_, question, counted) => {
  expect(countedBy(question).toSorted()).toEqual(counted.toSorted());
});

function both(...those: readonly string[]): string[] {
  return those.flatMap((each) => ["own", "later"].map((of) => `${each}, ${of} shift`));
}

/** Whether a question tells of somebody on duty at the lobby whose time to sign off has come, and was missed or not. */
function tellsOf(question: Question<unknown>, of: Somebody["of"], missedAt: number | undefined): boolean {
  const line = lineOf({ who: "another", is: "on duty", post: "lobby", of });
  const stream = () => ({ state: { phase: "prepared" }, escalations: { "sign-off": { missedAt } } });
  const [one, none] = [[line], []].map((lines) =>
    question.answer({ stream, outstanding: () => lines } as unknown as Reader),
  );
  return JSON.stringify(one) !== JSON.stringify(none);
}

const now = storyOccurrence.endsAt;
const there = { site: siteKind.begin("setup"), siteId: site };

test.each<readonly [string, Question<unknown>, Somebody["of"]]>([
  ["those who keep a post", keepersAt({ site, post: "lobby" }, now), "own"],
  ["those who stand there in the shift besides them", othersThere(site, own, { person: lin, now }), "own"],
  ["whether the post goes on beyond their shift", goesOnBeyond(site, asking, now), "later"],
  ["those who keep it when they go for a while", keeping(there, { left: asking, without: [lin] }, now), "later"],
  ["those who stand there once a turn has ended", othersAtPost(site, asking, { how: "passed", now }), "later"],
  ["those besides whoever has come", othersStanding(site, { turn: asking, by: lin }, now), "later"],
])(
  "%s: whoever might go and has missed their sign-off is not counted, and until that was missed they are",
  (_, question, of) => {
    expect(tellsOf(question, of, undefined)).toBe(true);
    expect(tellsOf(question, of, now)).toBe(false);
  },
);
