import { describe, expect, test } from "vitest";
import type { Turn } from "#duty/grammar/presence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { absenceSample, type SampleEntry } from "#test/absence-samples.ts";
import { by, outcomeOf } from "#test/given.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import { acceptAbsence, askAbsence, type CoverFacts } from "./ask-absence.ts";
import { comeBack, type EndWithDutyBody, endWithDuty, loseCover, standDown } from "./come-back.ts";
import { comeInstead } from "./man-post.ts";

/* Who may go, cover and come back where more than one leave is in play, or all that is asked for is given. */

const { accepted, asked, at, atOnce, bare, coverTurn, ended, entered, entries, gate, left, lin, ma } = absenceSample;
const { occurrence, returned, rule, shift, stood, turn, wu } = absenceSample;
const fit: CoverFacts = { on: true, away: false, covering: false, stay: 1 };
const asking = (more: object, its: AbsenceRule, cover: CoverFacts | undefined = undefined, returnBy = at("12:00")) =>
  askAbsence({
    ...{ state: entries(), rule: its, circumstances: by(lin, at("11:30")) },
    body: { ...shift, why: "work" as const, returnBy, ...more },
    facts: { occurrence, onDuty: true, covering: false, others: [], there: 1, cover },
  });
const bareToTheEnd: SampleEntry = [{ type: "absence.ended", body: { bareUntil: at("16:00") } }, { at: at("11:45") }];

test("whoever says all that the regulation asks goes", () => {
  const wanted = { required: true, cites: ["LVP-04"] };
  const all: AbsenceRule = { reason: wanted, place: wanted, device: wanted };
  const words = { reason: "巡查", to: "屋面", device: "对讲机" };
  expect(outcomeOf(asking(words, all))).toEqual(["absence.left"]);
});

test("nobody is asked to cover for themselves, and the field that is wrong is named", () => {
  expect(asking({ cover: { ...gate, person: lin } }, {}, fit).refusal).toMatchObject({
    ...{ code: "absence.own-cover", field: "cover" },
  });
});

test("how long somebody may be away after the shift is no rule for one that runs", () => {
  const held = { held: { withinMinutes: 30, cites: ["LVP-07"] } };
  expect(outcomeOf(asking({}, held, undefined, at("16:01")))).toEqual({
    ...{ refused: "absence.return-when", rules: ["ZB-21"] },
  });
});

describe("whoever stands in where somebody has left at once", () => {
  const text = (standInMinutes: number | undefined) => ({
    ...{ regulation: "guards", hash: "4", rules: ["LVP-01"] },
    ...(standInMinutes === undefined ? {} : { standInMinutes }),
  });
  const accepting = (unconfirmed: ReturnType<typeof text>[], ...all: SampleEntry[]) =>
    acceptAbsence({
      ...{ state: entries(...all), rule, body: { ...turn, own: gate }, circumstances: by(wu, at("11:50")) },
      facts: { others: [], there: 0, cover: fit, unconfirmed },
    });

  test("reads afterwards what the text lets them read afterwards, and nothing else", () => {
    const [taken, unread] = entered(accepting([text(60)], atOnce));
    expect(taken?.type).toBe("absence.accepted");
    expect(unread).toEqual({
      type: "absence.accepted-unread",
      body: { by: wu, regulation: "guards", hash: "4", dueAt: at("12:50"), rules: ["LVP-01"] },
    });
    const refused = { refused: "absence.regulation-unconfirmed", rules: ["LVP-01"] };
    expect(outcomeOf(accepting([text(undefined)], atOnce))).toEqual(refused);
    expect(outcomeOf(accepting([text(60), text(undefined)], atOnce))).toEqual(refused);
  });

  test("has read it before where the post is empty since another leave, and somebody only asks", () => {
    const later: SampleEntry = [asked[0], { at: at("11:46"), actor: { person: lin } }];
    expect(outcomeOf(accepting([text(60)], atOnce, bareToTheEnd, later))).toMatchObject({
      refused: "absence.regulation-unconfirmed",
    });
  });
});

describe("whoever comes back", () => {
  const back = (...all: SampleEntry[]) =>
    outcomeOf(
      comeBack({ ...{ state: entries(...all), rule, body: shift, facts: {} }, circumstances: by(lin, at("12:00")) }),
    );

  test("need not say so twice, be it that they have stood in for somebody since", () => {
    expect(back(left, returned)).toEqual([]);
    expect(back(left, returned, stood)).toEqual([]);
  });

  test("has been away: nobody comes back who never left, only asks, or whose leave ended otherwise", () => {
    const notAway = { refused: "absence.not-away", rules: ["ZB-21"] };
    for (const all of [[], [stood], [asked], [left, ended], [left, returned, asked]])
      expect(back(...all)).toEqual(notAway);
  });

  const comes = (post: string, left: readonly Turn[], others: readonly Turn[], ...all: SampleEntry[]) =>
    entered(
      comeInstead({
        ...{ state: entries(...all), rule, body: { turn, post }, facts: { left, otherTurns: others } },
        circumstances: by(lin, at("12:00")),
      }),
    );

  test("is back from a leave of the post to which they have come, and stands in for whoever else is missing there", () => {
    const again = (to: readonly Turn[]) => ({ type: "absence.came-again", body: { to } });
    const other: Turn = { ...shift, person: ma };
    expect(comes("lobby", [], [], atOnce)).toEqual([again([turn])]);
    expect(comes("gate", [], [], atOnce)).toEqual([]);
    expect(comes("lobby", [], [])).toEqual([]);
    expect(comes("lobby", [turn, other], [], atOnce)).toEqual([
      again([turn]),
      { type: "absence.came-instead", body: { of: [other] } },
    ]);
  });
});

test("a cover that goes where others are enough leaves nobody to be called, and says who it was", () => {
  const freed = [{ type: "absence.cover-ended", body: { cover: coverTurn, bare: false } }];
  const state = entries(asked, accepted);
  const circumstances = by(wu, at("11:40"));
  const down = standDown({ state, rule, body: turn, facts: { there: 1, relieved: false }, circumstances });
  expect(entered(down)).toEqual(freed);
  const lost = loseCover({ state, rule, body: { turn, cover: coverTurn }, facts: { there: 1 }, circumstances });
  expect(entered(lost)).toEqual(freed);
});

describe("where a turn ends", () => {
  const end = (how: EndWithDutyBody["how"], all: SampleEntry[], passesAt: Instant | undefined = undefined) =>
    entered(
      endWithDuty({
        ...{ state: entries(...all), rule, body: { turn, how }, circumstances: by(lin, at("11:50")) },
        facts: { there: 0, passesAt, goesOn: false, awayFrom: [], occurrence },
      }),
    );

  test("whoever leaves the company says nothing more, once, and whoever only goes may say it still", () => {
    const over = [{ type: "absence.ended", body: {} }];
    expect(end("company", [atOnce, returned])).toEqual(over);
    expect(end("passed", [atOnce, returned])).toEqual([]);
    expect(end("gone", [atOnce, returned])).toEqual([]);
    expect(end("company", [atOnce, returned, ended])).toEqual([]);
    expect(end("company", [left, returned])).toEqual([]);
  });

  test("a post that they left empty is called about until it passes on, and not where that is now or past", () => {
    const until = (moment: Instant | undefined) => end("gone", [atOnce], moment)[0]?.body;
    expect(until(at("11:51"))).toEqual({ bareUntil: at("11:51") });
    for (const moment of [at("11:50"), at("11:49"), undefined]) expect(until(moment)).toEqual({});
  });

  test("it is that leave which left it empty, not one that was over before", () => {
    const later: SampleEntry = [left[0], { at: at("11:46"), actor: { person: lin } }];
    expect(end("gone", [atOnce, bareToTheEnd, later], at("16:00"))[0]?.body).toEqual({});
    expect(end("gone", [atOnce, bareToTheEnd, stood], at("16:00"))[0]?.body).toMatchObject({
      stoodFor: { ...gate, person: wu },
    });
    expect(end("gone", [atOnce, accepted, bare], at("16:00"))[0]?.body).toEqual({ bareUntil: at("16:00") });
    expect(end("gone", [atOnce, bareToTheEnd, stood], at("16:00"))[0]?.body).not.toHaveProperty("bareUntil");
  });
});
