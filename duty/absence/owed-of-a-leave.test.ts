import fc from "fast-check";
import { expect, test } from "vitest";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { absenceSample, type SampleEntry } from "#test/absence-samples.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { absenceKind } from "./absence-kind.ts";
import type { AbsenceRule } from "./absence-rule.ts";

/* All that a leave makes people owe, word for word: under which rules, from when, whom a call is about, and who is called. */

const {
  accepted,
  asked,
  at,
  atOnce,
  bare,
  coverTurn,
  entries,
  left,
  lin,
  ma,
  occurrence,
  returned,
  rule,
  stood,
  told,
} = absenceSample;
const { wu, xu, shift, id } = absenceSample;
const covered: AbsenceRule = { ...rule, covered: { required: true, cites: ["LVP-05"] } as AbsenceRule["covered"] };
const owed = (all: readonly SampleEntry[], its = covered) => absenceKind.owes(entries(...all), its);
const only = (key: string, all: readonly SampleEntry[], its = covered) =>
  owed(all, its).find((each) => each.key === key);
const dayAfter = plusMinutes(occurrence.endsAt, 24 * 60);
const lobby = { post: "lobby", ladder: [] };

test("whoever is asked to cover owes an answer until somebody would be back, by the rules of covers and of the house", () => {
  const answer = {
    ...{ key: "accept/1", what: "absence.accept", ...lobby, person: wu, rules: ["LVP-05", "ZB-21"] },
    ...{ opensAt: at("11:30"), dueAt: at("12:00") },
  };
  expect(owed([asked])).toEqual([answer]);
  expect(only("accept/1", [asked, accepted])).toEqual({ ...answer, metAt: at("11:31") });
  expect(only("accept/1", [asked], rule)?.rules).toEqual(["ZB-21"]);
});

test("whoever left owes the return, the cover the post until they are let go, and each colleague that they have heard", () => {
  const [, back, cover, hear, other, ...more] = owed([asked, accepted]);
  expect(back).toEqual({
    ...{ key: "return/1", what: "absence.return", post: "lobby", person: lin, opensAt: at("11:31") },
    ...{ dueAt: at("12:15"), rules: ["ZB-23"], ladder: [{ afterMinutes: 5, call: "lead" }] },
  });
  expect(cover).toEqual({
    ...{ key: "cover/1/1", what: "absence.cover", ...lobby, person: wu, opensAt: at("11:31"), dueAt: dayAfter },
    rules: ["LVP-05", "ZB-21"],
  });
  const heard = (person: string) => ({
    ...{ key: `hear/1/${person}`, what: "absence.hear", ...lobby, person, opensAt: at("11:31"), dueAt: at("11:41") },
    rules: ["LVP-07"],
  });
  expect([hear, other]).toEqual([heard(ma), heard(xu)]);
  expect(more).toEqual([]);
  expect(owed([left], {})).toEqual([
    {
      key: "return/1",
      what: "absence.return",
      ...lobby,
      person: lin,
      opensAt: at("11:30"),
      dueAt: at("12:00"),
      rules: [],
    },
  ]);
});

test("that somebody stands in is owed by the post and about whoever went, called at once and again as often", () => {
  const standIn = {
    ...{ key: "stand-in/1/1", what: "absence.stand-in", post: "lobby", detail: { about: lin }, opensAt: at("11:30") },
    ...{ dueAt: at("11:35"), rules: ["ZB-22"], ladder: rule.emergency?.ladder, againAfter: 5 },
  };
  expect(only("stand-in/1/1", [atOnce])).toEqual(standIn);
  expect(only("stand-in/1/1", [atOnce, accepted])).toEqual({ ...standIn, metAt: at("11:31") });
  expect(only("stand-in/1/2", [atOnce, accepted, bare])).toMatchObject({
    ...{ key: "stand-in/1/2", opensAt: at("11:35"), dueAt: at("11:40"), detail: { about: `${lin} ${wu}` } },
  });
  expect(only("stand-in/1/1", [atOnce], { ...covered, emergency: undefined })).toBeUndefined();
});

test("why somebody left at once is theirs to say, and calls nobody where the empty post has called already", () => {
  const saying = {
    ...{ key: "tell/1", what: "absence.tell", ...lobby, person: lin, opensAt: at("11:30"), dueAt: at("12:30") },
    rules: ["ZB-22"],
  };
  expect(only("tell/1", [atOnce])).toEqual(saying);
  expect(only("tell/1", [atOnce, told()])).toEqual({ ...saying, metAt: at("11:40") });
  expect(only("tell/1", [left])).toBeUndefined();
  const there: SampleEntry = [{ type: "absence.post-manned", body: { by: ma } }, { at: at("11:30") }];
  // Whoever follows stood there already: nobody has heard of it by a call about an empty post.
  expect(only("tell/1", [atOnce, there])?.ladder).toEqual([{ afterMinutes: 0, call: "leader" }]);
  const later: SampleEntry = [there[0], { at: at("11:34") }];
  expect(only("tell/1", [atOnce, later])?.ladder).toEqual([]);
});

test("who says only after they were due until when they will be away is awaited from then on once more", () => {
  const late: SampleEntry = [
    { type: "absence.told", body: { why: "other", reason: absenceSample.text("还没好"), returnBy: at("18:00") } },
    { at: at("17:00"), actor: { person: lin } },
  ];
  const returns = owed([atOnce, late]).filter(({ what }) => what === "absence.return");
  expect(returns.map(({ key, opensAt, dueAt, ladder, rules }) => [key, opensAt, dueAt, ladder.length, rules])).toEqual([
    ["return/1", at("11:30"), at("16:00"), 1, ["ZB-23"]],
    ["return/1/after-all", at("17:00"), at("18:15"), 1, ["ZB-23"]],
  ]);
  const inTime: SampleEntry = [late[0], { at: at("15:59"), actor: { person: lin } }];
  expect(owed([atOnce, inTime]).filter(({ what }) => what === "absence.return")).toHaveLength(1);
});

test("who stands elsewhere owes it to their own post, by the house", () => {
  expect(owed([stood])).toEqual([
    {
      ...{ key: "lend/1", what: "absence.lend", ...lobby, person: lin, opensAt: at("11:31"), dueAt: dayAfter },
      rules: ["ZB-21"],
    },
  ]);
});

/** The same entry so many minutes later; the shift stays where it was. */
function later([entry, under]: SampleEntry, minutes: number): SampleEntry {
  const { returnBy, ...body } = entry.body as { returnBy?: Instant };
  const then = returnBy === undefined ? {} : { returnBy: plusMinutes(returnBy, minutes) };
  return [{ ...entry, body: { ...body, ...then } } as SampleEntry[0], { ...under, at: plusMinutes(under.at, minutes) }];
}

test("nothing is due before it comes to be, however long somebody was held over before they went", () => {
  const ways = [[asked, accepted], [left], [atOnce, accepted, bare], [atOnce, told(at("12:30"))], [stood]];
  fc.assert(
    fc.property(fc.constantFrom(...ways), fc.integer({ min: 0, max: 3 * 24 * 60 }), (way, minutes) => {
      const late = owed(way.map((each) => later(each, minutes)));
      expect(late).not.toEqual([]);
      expect(late.filter(({ opensAt, dueAt }) => (opensAt ?? dueAt) > dueAt)).toEqual([]);
    }),
    { seed: freshSeed() },
  );
});

test("only what says that somebody heard is asked about before it is missed", () => {
  const asks = (key: string) => absenceKind.beforeMissing?.(id, key);
  expect(asks(`hear/2/${ma}`)).toEqual({
    act: "absence.spare-hearing",
    body: { turn: { ...shift, person: lin }, number: 2, person: ma },
  });
  for (const key of ["return/1", "stand-in/1/1", "tell/1", "hear/2", "accept/1", "cover/1/1", `${coverTurn.post}/2/x`])
    expect(asks(key), key).toBeUndefined();
});

test("it wakes once for each end of the shift that somebody is away into or past, and not for an end that they left after", () => {
  const wakes = (time: string, ...all: SampleEntry[]) =>
    absenceKind.wake?.(entries(...all), covered, at(time)).map(({ type }) => type);
  const early: SampleEntry = [atOnce[0], { at: at("07:50"), actor: { person: lin } }];
  const begins: SampleEntry = [atOnce[0], { at: at("08:00"), actor: { person: lin } }];
  expect(absenceKind.wakesAt?.(entries(early), covered)).toBe(at("08:00"));
  expect(wakes("08:00", early)).toEqual(["absence.shift-begun"]);
  expect(absenceKind.wakesAt?.(entries(begins), covered)).toBe(at("16:00"));
  expect(wakes("16:00", begins)).toEqual(["absence.still-away"]);
  const atTheEnd: SampleEntry = [atOnce[0], { at: at("16:00"), actor: { person: lin } }];
  expect(wakes("17:00", atTheEnd)).toEqual([]);
  expect(wakes("17:00", begins, returned)).toEqual([]);
  expect(wakes("17:00")).toEqual([]);
});
