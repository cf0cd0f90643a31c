import { expect, test } from "vitest";
import { type BusinessDate, type Instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type AwaitFacts, awaitShifts } from "./await-shifts.ts";
import { type PublishFacts, publishRoster } from "./publish-roster.ts";
import { type Assignment, everDueFor, type Roster, rosterKind } from "./roster.ts";
import type { RosterEntry } from "./roster-shapes.ts";
import { vacateRoster } from "./vacate-roster.ts";

/* Somebody who was in the plan and is not any more: who leads then, which covers go with them, who was ever due, and what of it stays in what is over. */

const [chief, lin, wu, sun] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const date = "2026-12-01" as BusinessDate;
const at = (time: string): Instant => instantOf(`${date}T${time}:00+08:00`);
const late = { post: "gate", date, shift: "late", under: 3, startsAt: at("16:00"), endsAt: at("23:00") };
const early = { post: "gate", date, shift: "early", under: 3, startsAt: at("08:00"), endsAt: at("16:00") };
const turn = (person: string, leading = true, shift = "late"): Assignment => ({ date, shift, person, leading });
const reason = { sealed: "s", kind: "free-text" as const };

const until = instantOf("2026-11-28T10:00:00+08:00");
const told = (entry: RosterEntry): readonly [RosterEntry, Under] => [entry, { at: until, actor: { person: chief } }];
const published = (...assignments: Assignment[]) => told({ type: "roster.published", body: { under: 3, assignments } });
const covered = (absent: string, cover: string, shift = "late") =>
  told({ type: "roster.cover-arranged", body: { date, shift, absent, cover, reason } });
const vacated = (person: string, shift = "late") =>
  told({ type: "roster.turns-vacated", body: { turns: [{ date, shift, person }] } });
const roster = (...entries: ReturnType<typeof told>[]): Roster => given(rosterKind, "gate/2026-12", entries);
const led = ({ assignments }: Roster) =>
  assignments.map(({ shift, person, leading }) => `${shift} ${person.at(-1)}${leading ? " leads" : ""}`);

test("where the leader goes, one who is left in that shift leads, and nobody else", () => {
  const plan = [turn(lin), turn(wu, false), turn(sun, false), turn(wu, true, "early")];
  expect(led(roster(published(...plan), vacated(lin)))).toEqual(["late 3 leads", "late 4", "early 3 leads"]);
  expect(led(roster(published(...plan), vacated(wu)))).toEqual(["late 2 leads", "late 4", "early 3 leads"]);
  expect(led(roster(published(...plan), vacated(chief)))).toEqual(led(roster(published(...plan))));
  const ledLast = [turn(wu, false), turn(lin), turn(sun, false)];
  expect(led(roster(published(...ledLast), vacated(sun)))).toEqual(["late 3", "late 2 leads"]);
  const twoLed = [turn(lin), turn(wu), turn(sun, false)];
  expect(led(roster(published(...twoLed), vacated(lin)))).toEqual(["late 3 leads", "late 4"]);
});

test("of covers those alone go in which they covered, in that shift", () => {
  const plan = [turn(lin), turn(chief, false), turn(lin, true, "early")];
  const covers = [covered(lin, wu), covered(chief, sun), covered(lin, wu, "early")];
  const left = (...entries: ReturnType<typeof told>[]) =>
    roster(published(...plan), ...covers, ...entries).covers.map(({ shift, cover }) => `${shift} ${cover.at(-1)}`);
  expect(left()).toEqual(["late 3", "late 4", "early 3"]);
  expect(left(vacated(wu))).toEqual(["late 4", "early 3"]);
  expect(left(vacated(wu, "early"))).toEqual(["late 3", "late 4"]);
});

test("whoever was ever due for a shift is kept in mind, once they are not; put in again they are in the plan", () => {
  const due = (state: Roster) => everDueFor(state, { date, shift: "late" });
  const gone = roster(published(turn(lin), turn(wu, false)), published(turn(wu)));
  expect([due(gone), gone.former]).toEqual([[wu, lin], [{ date, shift: "late", person: lin, until }]]);
  const back = roster(published(turn(lin)), published(turn(wu)), published(turn(lin)));
  expect([due(back), back.former]).toEqual([[lin, wu], [{ date, shift: "late", person: wu, until }]]);
  expect(roster(published(turn(lin)), published(turn(lin), turn(wu, false)))).not.toHaveProperty("former.0");
});

test("leaving the company vacates the turns in which they are, and says nothing where there are none", () => {
  const state = roster(published(turn(lin), turn(wu, true, "early")));
  const asked = (person: string) =>
    vacateRoster({
      ...{ state, rule: {}, facts: {}, circumstances: by(chief, at("07:00")) },
      body: { post: "gate", month: "2026-12", person, turns: [late, early] },
    }).entries;
  expect(asked(lin)).toEqual([
    { type: "roster.turns-vacated", body: { turns: [{ date, shift: "late", person: lin }] } },
  ]);
  expect(asked(sun)).toEqual([]);
});

const facts: PublishFacts = {
  ...{ authorised: true, postExists: true, employed: [chief, wu, sun], occurrences: [early, late] },
  ...{ elsewhere: [], lateToCome: [], head: { version: 2, hash: "h2" } },
};
const publishes = (state: Roster, time: string, ...assignments: Assignment[]) =>
  outcomeOf(
    publishRoster({
      ...{ state, rule: {}, facts, body: { post: "gate", month: "2026-12", assignments } },
      circumstances: by(chief, at(time)),
    }),
  );

test("whoever has left the company stays in the plan of what is over, and is put into nothing", () => {
  const state = roster(published(turn(lin, true, "early"), turn(wu)));
  const same = [turn(lin, true, "early"), turn(wu)] as const;
  const unknown = { refused: "roster.person-unknown", rules: ["ZB-11"] };
  expect(publishes(state, "16:00", ...same)).toEqual(["roster.published"]);
  expect(publishes(state, "15:59", ...same)).toEqual(unknown);
  expect(publishes(state, "23:00", ...same, turn(lin, false))).toEqual(unknown);
});

test("a shift that runs and has nobody may yet be filled; at its end it is over, with whom it had", () => {
  const state = roster(published(turn(wu)));
  const filled = [turn(sun, true, "early"), turn(wu)] as const;
  expect(publishes(state, "15:59", ...filled)).toEqual(["roster.published", "roster.turns-changed"]);
  expect(publishes(state, "16:00", ...filled)).toMatchObject({ refused: "roster.past-changed" });
});

type ChangedTurn = AwaitFacts["turns"][number];

function awaits(...turns: ChangedTurn[]) {
  return awaitShifts({
    ...{ state: roster(), rule: {}, facts: { turns }, body: { post: "gate", month: "2026-12", shifts: [] } },
    circumstances: by(chief, at("12:00")),
  });
}

test.each<[ChangedTurn["now"], Record<"added" | "dropped", string[]>]>([
  ["due", { added: ["unknown", "excused"], dropped: [] }],
  ["owed", { added: ["excused"], dropped: [] }],
  ["moved", { added: ["expected"], dropped: ["expected"] }],
  ["gone", { added: [], dropped: ["expected"] }],
])("a change of the set-up by which a shift is %s asks who is waited for by the plan", (now, asked) => {
  const phases = ["unknown", "expected", "excused", "absent", "on", "off"];
  const turns = phases.map((phase) => ({ turn: { date, shift: "late", person: phase }, now, phase }));
  const of = (which: string[]) => which.map((person) => ({ date, shift: "late", person }));
  const body = { added: of(asked.added), dropped: of(asked.dropped) };
  expect(awaits(...turns)).toEqual({ entries: [{ type: "roster.turns-changed", body }] });
});

test("nothing is entered where a change of the set-up changes nothing for anybody", () => {
  expect(outcomeOf(awaits())).toEqual([]);
  expect(outcomeOf(awaits({ turn: turn(wu), now: "owed", phase: "unknown" }))).toEqual([]);
});
