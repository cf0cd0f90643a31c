import { describe, expect, test } from "vitest";
import type { PersonId } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import {
  brokenIn,
  dayOfLobby,
  dayPerson,
  eveningOfLobby,
  eveningPerson,
  livedDay,
  plantedEntry,
  spoiltWorld,
} from "../planted-truths.ts";
import { askedTooSoon } from "../waited-for.ts";

/* What the truths about waiting call broken, shown histories in which they do not hold, and none else. */

describe("who takes over", () => {
  const evening = turnId({ ...eveningOfLobby, person: eveningPerson });
  const asks = (dueIn: number, person = eveningPerson as PersonId, shift: object = dayOfLobby) => {
    const world = spoiltWorld("attendance", evening, ({ obligations }) => ({
      obligations: obligations.map((each) => ({ ...each, dueAt: plusMinutes(livedDay.now, dueIn) })),
    }));
    const command = { actor: { person }, body: shift } as never;
    return askedTooSoon(world, { command, outcome: { refusal: { code: "handover.late-reason-missing", rules: [] } } });
  };

  test("is asked why it is late before they were due", () => {
    expect(asks(1)).toHaveLength(1);
    expect(asks(0)).toEqual([]);
    expect(asks(1, dayPerson as PersonId)).toEqual([]);
    expect(asks(1, eveningPerson as PersonId, eveningOfLobby)).toEqual([]);
  });
});

/** Standing at a post for somebody, in the stream of their own turn. */
const stood = (post: string) => plantedEntry("absence.stood", { standsFor: { post } });

test("4: a post is told to be left by somebody who never went from there", () => {
  const id = `${eveningOfLobby.post}/${eveningOfLobby.date}`;
  const told = (left: string, world = livedDay) => {
    const shifts = [{ shift: "evening", manned: false, emptied: true, left }];
    return brokenIn(world, ["manning", id, { entries: [plantedEntry("manning.reckoned", { shifts })] }]);
  };
  const standsAt = (post: string) =>
    spoiltWorld("attendance", turnId({ ...eveningOfLobby, person: eveningPerson }), ({ entries }) => ({
      entries: [...entries, stood(post)],
    }));
  const broken = [`${id} is told to be left by ${eveningPerson}, who never went from there`];
  expect(told(dayPerson)).toEqual([]);
  expect(told(eveningPerson)).toEqual(broken);
  expect(told(eveningPerson, standsAt("east-gate"))).toEqual([]);
  expect(told(eveningPerson, standsAt(eveningOfLobby.post))).toEqual(broken);
});
