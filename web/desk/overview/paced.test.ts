import { expect, test } from "vitest";
import { paced } from "./paced.ts";

/** A clock that stands still until it is moved, and does then what was wanted later. */
function stoppedClock() {
  let time = 0;
  let due: { at: number; work: () => void }[] = [];
  const move = async (milliseconds: number) => {
    time += milliseconds;
    const now = due.filter(({ at }) => at <= time);
    due = due.filter(({ at }) => at > time);
    for (const { work } of now) work();
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    move,
    now: () => time,
    later: (work: () => void, after: number) => void due.push({ at: time + after, work }),
  };
}

test("the first is asked at once, then once in two seconds however often it is wanted", async () => {
  const clock = stoppedClock();
  let asked = 0;
  const ask = paced(async () => ++asked, 2_000, clock);
  const first = ask();
  await clock.move(0);
  expect(await first).toBe(1);
  const early = [ask(), ask(), ask()];
  await clock.move(1_999);
  expect(asked).toBe(1);
  await clock.move(1);
  expect(await Promise.all(early)).toEqual([2, 2, 2]);
  const later = ask();
  await clock.move(2_000);
  expect([await later, asked]).toEqual([3, 3]);
});

test("an asking that fails fails for who waited, and is tried again the next time", async () => {
  const clock = stoppedClock();
  let asked = 0;
  const ask = paced(
    async () => {
      asked += 1;
      if (asked === 1) throw new Error("away");
      return asked;
    },
    2_000,
    clock,
  );
  const first = expect(ask()).rejects.toThrow("away");
  await clock.move(0);
  await first;
  const second = ask();
  await clock.move(2_000);
  expect(await second).toBe(2);
});
