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

test("4: a post is told to be left by somebody who never went from there", () => {
  const told = (left: string) => {
    const shifts = [{ shift: "evening", manned: false, emptied: true, left }];
    const id = `${eveningOfLobby.post}/${eveningOfLobby.date}`;
    return brokenIn(livedDay, ["manning", id, { entries: [plantedEntry("manning.reckoned", { shifts })] }]);
  };
  expect(told(dayPerson)).toEqual([]);
  expect(told(eveningPerson)).toEqual([
    `${eveningOfLobby.post}/${eveningOfLobby.date} is told to be left by ${eveningPerson}, who never went from there`,
  ]);
});
