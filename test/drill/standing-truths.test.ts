import { describe, expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { minute, plusMinutes } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { World, WorldStream } from "#duty/world.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { RunOfShifts } from "../handing-over.ts";
import {
  brokenIn,
  dayGuard,
  dayLeader,
  dayOfLobby,
  dayPerson,
  doneByOther,
  eveningGuard,
  eveningOfLobby,
  eveningPerson,
  formCompleted,
  formOtherwise,
  livedDay,
  lobbyForm,
  plantedEntry,
  spoiltWorld,
  squadForm,
  squadShift,
} from "../planted-truths.ts";
import { towerPerson } from "../tower-world.ts";

/*
 * The standing truths judge lives that mostly go well. Here each is shown a history in which it does not hold, clause by clause: a state is
 * spoilt, or an entry planted, behind the back of the rules that never let it come to be, and it must be called broken in its own words.
 */

test("nothing is broken in what was lived, whatever of it is looked at again", () => {
  expect(brokenIn(livedDay)).toEqual([]);
  expect(brokenIn(livedDay, formCompleted(lobbyForm))).toEqual([]);
  expect(brokenIn(livedDay, formCompleted(squadForm))).toEqual([]);
});

describe("1: no owed post is empty unheard", () => {
  /** Nobody has come by nine in the morning, and whoever is called for that has been called. */
  const unmanned = () => new RunOfShifts().at("09:00").tower.world;

  test.each(["attendance.signed-off", "attendance.moved"])("who leaves by %s and leaves nobody", (type) => {
    const turn = turnId({ ...dayOfLobby, person: dayPerson });
    expect(brokenIn(unmanned(), ["attendance", turn, { entries: [plantedEntry(type)] }])).toContain(
      `${lobbyForm} was left with nobody there`,
    );
  });

  test.each([
    "attendance.abandoned",
    "attendance.departed",
    "absence.left",
    "absence.left-at-once",
    "absence.cover-ended",
  ])("a post left by %s with nobody called in that moment", (type) => {
    const turn = turnId({ ...dayOfLobby, person: dayPerson });
    const world = unmanned();
    for (const [name, stream] of world.streams)
      if (stream.key.id.startsWith("lobby/")) world.streams.set(name, { ...stream, escalations: {} });
    const planted = ["attendance", turn, { entries: [plantedEntry(type)] }] as const;
    expect(brokenIn(world, planted)).toContain(`${type} of ${turn} left ${lobbyForm} empty and nobody called`);
    expect(brokenIn(livedDay, planted)).toEqual([]);
  });

  test("a shift that runs with nobody there and nobody called", () => {
    const world = unmanned();
    const words = `${lobbyForm} runs with nobody there and nobody called`;
    expect(brokenIn(world)).not.toContain(words);
    for (const [name, stream] of world.streams)
      if (stream.key.id.startsWith("lobby/")) world.streams.set(name, { ...stream, escalations: {} });
    expect(brokenIn(world)).toContain(words);
  });
});

const eveningTurn = turnId({ ...eveningOfLobby, person: eveningPerson });
const touchedTurn = ["attendance", eveningTurn, {}] as const;
const { state: eveningState } = livedDay.streams.get(`${towerSite}:attendance/${eveningTurn}`) as WorldStream;
const ends = (eveningState as { occurrence: ShiftOccurrence }).occurrence.endsAt;

describe("2: a plan is asked, not remembered", () => {
  const roster = (world: World, post = "lobby") =>
    [...world.streams.values()].find(({ key }) => key.noun === "roster" && key.id.startsWith(post)) as WorldStream;

  test("somebody is waited for whom no plan names", () => {
    const stranger = turnId({ ...eveningOfLobby, person: towerPerson("马超") });
    const world = livedDay.copy();
    const own = world.streams.get(`${towerSite}:attendance/${eveningTurn}`) as WorldStream;
    const planted = {
      ...own,
      key: { ...own.key, id: stranger },
      state: { ...(own.state as object), phase: "expected" },
    };
    world.streams.set(`${towerSite}:attendance/${stranger}`, planted);
    expect(brokenIn(world, touchedTurn)).toEqual([`${stranger} is waited for against the plan`]);
  });

  test.each(["unknown", "excused"])("somebody is due and nobody waits for them: %s", (phase) => {
    const world = spoiltWorld("attendance", eveningTurn, ({ state }) => ({ state: { ...(state as object), phase } }));
    expect(brokenIn(world, touchedTurn)).toEqual([`${eveningTurn} is due and nobody waits: ${phase}`]);
  });

  test.each([
    ["kept at another post to the end", { boundUntil: ends }, []],
    ["asked for when they could not come any more", { putInAt: plusMinutes(ends, -29) }, []],
    ["free only then", { unboundSince: plusMinutes(ends, -30) }, []],
    ["asked for while they could come", { putInAt: plusMinutes(ends, -31) }, ["excused"]],
    ["let go of before the end", { boundUntil: ends, since: plusMinutes(ends, -1) }, ["excused"]],
  ])("nobody waits for whoever was %s", (_, more, phases) => {
    const world = spoiltWorld("attendance", eveningTurn, ({ state }) => ({
      state: { ...(state as object), phase: "excused", since: ends, putInAt: undefined, ...more },
    }));
    const said = phases.map((phase) => `${eveningTurn} is due and nobody waits: ${phase}`);
    expect(brokenIn(world, touchedTurn)).toEqual(said);
  });

  test("a cover is undone that nobody named", () => {
    const { date, shift } = eveningOfLobby;
    const planted = [
      "roster",
      roster(livedDay).key.id,
      { entries: [plantedEntry("roster.cover-undone", { date, shift, cover: dayPerson })] },
    ] as const;
    const words = [`the cover of ${date} ${shift} by ${dayPerson} was undone without a word`];
    expect(brokenIn(livedDay, planted)).toEqual(words);
    const named = (more: object) => ({ undoes: [{ date, shift, cover: dayPerson, ...more }] });
    expect(brokenIn(livedDay, planted, named({}))).toEqual([]);
    for (const other of [{ date: "2026-11-20" }, { shift: "night" }, { cover: eveningPerson }])
      expect(brokenIn(livedDay, planted, named(other))).toEqual(words);
  });

  test("whoever has left the company is due, or stands somewhere", () => {
    const gone = (who: string) =>
      spoiltWorld("person", towerPerson(who), () => ({ state: { phase: "left", holdings: [] } }), towerOffice);
    const said = brokenIn(gone(eveningGuard));
    expect(said).toContain(`${eveningPerson} has left the company and is on-duty at lobby`);
    expect(said).toContain(
      `${eveningPerson} has left the company and is due ${eveningOfLobby.date} ${eveningOfLobby.shift}`,
    );
    expect(brokenIn(gone(dayGuard))).toEqual([`${dayPerson} has left the company and is due 2026-11-22 night`]);
    expect(brokenIn(gone("马超"))).toEqual([]);
  });
});

describe("2: nobody is waited for in what was never owed", () => {
  test.each([
    ["the post was", "site.post-established", "lobby", ends, []],
    ["the calendar was", "site.calendar-set", undefined, ends, []],
    ["the post was, before its end,", "site.post-established", "lobby", plusMinutes(ends, -1), ["unknown"]],
    ["another post was", "site.post-established", "east-gate", ends, ["unknown"]],
  ])("a shift was over when %s set up otherwise", (_, type, post, at, phases) => {
    const world = spoiltWorld("attendance", eveningTurn, ({ state }) => ({
      state: { ...(state as object), phase: "unknown" },
    }));
    const setup = world.streams.get(`${towerSite}:site/setup`) as WorldStream;
    const changed = { ...plantedEntry(type, { key: post }), at };
    world.streams.set(`${towerSite}:site/setup`, { ...setup, entries: [...setup.entries, changed] });
    const said = phases.map((phase) => `${eveningTurn} is due and nobody waits: ${phase}`);
    expect(brokenIn(world, touchedTurn)).toEqual(said);
  });
});

/** What was not done on a form that was completed, and the words for it. */
const spoiltForms: readonly [string, string, Parameters<typeof formOtherwise>[1], string][] = [
  [
    "one person signed both",
    lobbyForm,
    ({ signatures }) => ({ signatures: signatures.map((each) => ({ ...each, person: dayPerson })) }),
    `${lobbyForm} passed by one person`,
  ],
  [
    "who stands in is the relief",
    lobbyForm,
    ({ preparation }) => ({ standIn: preparation.relief }),
    `${lobbyForm} passed by one person`,
  ],
  [
    "the other side counted",
    lobbyForm,
    ({ counts }) => ({ counts: doneByOther(counts) }),
    `${lobbyForm} passed uncounted by whoever took it`,
  ],
  [
    "one thing was not counted",
    lobbyForm,
    ({ counts }) => ({ counts: counts.slice(1) }),
    `${lobbyForm} passed uncounted by whoever took it`,
  ],
  [
    "the other side read",
    squadForm,
    ({ readings }) => ({ readings: doneByOther(readings) }),
    `${squadForm} passed unread by whoever took it`,
  ],
  [
    "an earlier page was read",
    squadForm,
    ({ readings }) => ({ readings: readings.map((each) => ({ ...each, page: { ...each.page, hash: "earlier" } })) }),
    `${squadForm} passed unread by whoever took it`,
  ],
  [
    "the other side took the books",
    squadForm,
    ({ booksTaken }) => ({ booksTaken: doneByOther(booksTaken) }),
    `${squadForm} passed with books that its relief did not take`,
  ],
  [
    "one book was not taken",
    squadForm,
    ({ booksTaken }) => ({ booksTaken: booksTaken.slice(1) }),
    `${squadForm} passed with books that its relief did not take`,
  ],
];

test("3: a line-up was heard by somebody who does not exist, or by nobody but its leader", () => {
  const turn = turnId({ ...squadShift, person: towerPerson(dayLeader) });
  const heardIn = (world: World, ...attendees: string[]) =>
    brokenIn(world, [
      "attendance",
      turn,
      { entries: [plantedEntry("attendance.briefed", { attendees }, { person: towerPerson(dayLeader) })] },
    ]);
  const heard = (...attendees: string[]) => heardIn(livedDay, ...attendees);
  expect(heard(dayPerson)).toEqual([]);
  expect(heard(dayPerson, "stranger")).toEqual([`stranger heard the line-up of ${turn} and is of no organisation`]);
  const words = [`the line-up of ${turn} was heard by nobody else`];
  // Whoever takes the shift is due, or there; nobody is where it is theirs alone.
  const only = (phase: string) => {
    const world = livedDay.copy();
    for (const [name, stream] of world.streams)
      if (stream.key.noun === "attendance" && stream.key.id !== turn)
        world.streams.set(name, { ...stream, state: { ...(stream.state as object), phase } });
    return heardIn(world, towerPerson(dayLeader)).filter((each) => words.includes(each));
  };
  expect(only("expected")).toEqual(words);
  expect(only("on")).toEqual(words);
  expect(only("off")).toEqual([]);
});

describe("3: a signature is a person who did the work", () => {
  test.each(spoiltForms)("a form on which %s", (_, id, change, words) => {
    expect(brokenIn(formOtherwise(id, change), formCompleted(id))).toEqual([words]);
  });

  test("a matter is open and on no form", () => {
    const run = livedDay.copy();
    const opened = run.execute({
      ...{ id: "00000000-0000-4000-8000-0000000000aa", site: towerSite, act: "matter.open", proof: "pin" },
      ...{
        actor: { person: eveningPerson },
        body: { post: "lobby", class: "ordinary", text: "灯", dueAt: livedDay.now + 60 * minute },
      },
    });
    expect(opened.refusal).toBeUndefined();
    const id = opened.touched.find(({ key }) => key.noun === "matter")?.key.id;
    expect(brokenIn(run, formCompleted(lobbyForm))).toEqual([
      `${lobbyForm} passed while ${id} was open and on no form`,
    ]);
  });

  test.each(["attendance.signed-off", "attendance.moved", "attendance.sign-off-recorded"])(
    "who closed a shift alone leaves by %s while somebody else goes on there",
    (type) => {
      const turn = turnId({ ...dayOfLobby, person: dayPerson });
      const gone = ["attendance", turn, { entries: [plantedEntry(type)] }] as const;
      const words = [`${lobbyForm} was left to ${eveningPerson}, who has not signed for it`];
      const closed = (change: object, as: "recorded" | "corrected" = "recorded") => {
        const world = formOtherwise(lobbyForm, () => ({ incoming: undefined, ...change }));
        const name = `${towerSite}:attendance/${turn}`;
        const own = world.streams.get(name) as WorldStream;
        world.streams.set(name, { ...own, state: { ...(own.state as object), phase: "off", entered: { as } } });
        return world;
      };
      expect(brokenIn(closed({}), gone)).toEqual(words);
      expect(brokenIn(livedDay, gone)).toEqual([]);
      // Whoever has closed it goes on into the evening, or it has not passed at all.
      expect(brokenIn(closed({ outgoing: eveningPerson }), gone)).toEqual([]);
      expect(brokenIn(closed({}, "corrected"), gone)).toEqual(type === "attendance.sign-off-recorded" ? [] : words);
    },
  );

  test("somebody is blamed who had been relieved", () => {
    const turn = turnId({ ...dayOfLobby, person: dayPerson });
    const left = (leftAt: number) =>
      brokenIn(livedDay, ["attendance", turn, { entries: [plantedEntry("attendance.abandoned", { leftAt })] }]);
    const { completedAt } = livedDay.state<Extract<Handover, { phase: "completed" }>>({
      site: towerSite,
      noun: "handover",
      id: lobbyForm,
    });
    expect(left(completedAt)).toEqual([`${turn} is blamed, who had been relieved`]);
    expect(left(completedAt - 1)).toEqual([]);
  });
});
