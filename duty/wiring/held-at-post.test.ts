import fc from "fast-check";
import { expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { missedInTime } from "#test/late-in-time.ts";
import { movedThrough } from "#test/missed-sign-offs.ts";
import { firstDay, towerPerson, wall } from "#test/tower-world.ts";
import { firstMoment, seconds, twinCommands, twinWorld } from "#test/twin-tower.ts";

/* Nobody is late in going who may not go: whoever is the last one at the lobby waits for a relief, however they came to be the last. */

const day = { post: "lobby", date: firstDay, shift: "day" };
const evening = { ...day, shift: "evening" };
const guard = towerPerson("李伟");
const relief = towerPerson("张磊");
const leader = towerPerson("周敏");
const second = seconds[0]?.person ?? "";

/** The lobby on the first day, as somebody lives through it; every moment that passes is looked at. */
class Lobby {
  readonly world: World = twinWorld("held", firstMoment);
  readonly broken: string[] = [];
  #sent = 0;

  constructor() {
    for (const command of twinCommands()) this.world.execute(command);
  }

  until(time: string): void {
    this.broken.push(...movedThrough(this.world, wall(time)));
  }

  /** Answers the code of the refusal, if any. */
  does(person: string, act: keyof typeof acts, body: object): string | undefined {
    this.#sent += 1;
    const id = `00000000-0000-4000-8000-${String(this.#sent).padStart(12, "0")}`;
    const checked = acts[act].shape?.parse(body);
    const seen = act === "handover.sign" ? { seen: this.#handover()?.head } : {};
    const command = { id, site: towerSite, act, body: checked, actor: { person }, proof: "pin", ...seen } as const;
    const { refusal, touched } = this.world.execute(command);
    this.broken.push(...missedInTime(this.world, touched, this.world.now));
    return refusal?.code;
  }

  must(...sent: Parameters<Lobby["does"]>): void {
    expect(this.does(...sent)).toBeUndefined();
  }

  handsOver(): void {
    this.must(relief, "attendance.sign-on", evening);
    this.must(guard, "handover.prepare", { ...day, summary: "正常", nothingPending: true, relief });
    const { preparation } = (this.#handover()?.state ?? {}) as {
      preparation: { kit: { item: string; expected: number }[] };
    };
    const counts = preparation.kit.map(({ item, expected }) => ({ item, found: expected, damaged: 0, missing: 0 }));
    this.must(relief, "handover.count", { ...day, counts });
    for (const who of [guard, relief]) this.must(who, "handover.sign", { ...day, forms: [], lateReason: "堵车" });
  }

  /** Moments at which a squad leader was called about somebody who stays, in minutes after the end of the shift. */
  calledAbout(person: string, owed: string): number[] {
    const stream = this.world.streams.get(`${towerSite}:attendance/lobby/${firstDay}/day/${person}`);
    return (stream?.entries ?? []).flatMap(({ type, at, body }) =>
      type === "obligation.escalated" && (body as { key: string }).key === owed ? [(at - wall("16:00")) / minute] : [],
    );
  }

  #handover() {
    return this.world.streams.get(`${towerSite}:handover/lobby/${firstDay}/day`);
  }
}

function begun(...people: readonly string[]): Lobby {
  const lobby = new Lobby();
  lobby.until("07:50");
  for (const person of people) lobby.must(person, "attendance.sign-on", day);
  return lobby;
}

/** Times on the wall, from the end of the day shift on. */
const minutesAfter = (most: number) => fc.integer({ min: 0, max: most });
const clock = (minutes: number) => {
  const all = 16 * 60 + minutes;
  const days = Math.floor(all / 1440);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${days > 0 ? `+${days} ` : ""}${pad(Math.floor((all % 1440) / 60))}:${pad(all % 60)}`;
};

test("who becomes the last one at the post is not late while nobody relieves them", () => {
  fc.assert(
    fc.property(minutesAfter(29), minutesAfter(400), minutesAfter(90), (left, came, stayed) => {
      const lobby = begun(guard, second);
      lobby.until(clock(left));
      expect(lobby.does(guard, "attendance.sign-off", day)).toBe("attendance.post-uncovered");
      const gone = { ...day, person: guard, leftAt: lobby.world.now, account: "不在岗" };
      lobby.must(leader, "attendance.record-abandonment", gone);
      lobby.until(clock(left + came));
      expect(lobby.does(second, "attendance.sign-off", day)).toBe("attendance.post-uncovered");
      lobby.must(relief, "attendance.sign-on", evening);
      lobby.until(clock(left + came + stayed));
      lobby.does(second, "attendance.sign-off", day);
      lobby.until("+2 00:00");
      expect(lobby.broken).toEqual([]);
    }),
    { numRuns: 15, seed: freshSeed(), examples: [[5, 40, 10]] },
  );
});

test("where no relief ever comes, that is called after a day, and nobody is late in going", () => {
  const lobby = begun(guard);
  lobby.until("+2 06:00");
  expect(lobby.broken).toEqual([]);
  expect(lobby.calledAbout(guard, "sign-off")).toEqual([]);
  expect(lobby.calledAbout(guard, "stay")).toEqual([1440]);
});

test("who was relieved and is held since the relief has gone again is not late, and is once somebody else has come and they stay", () => {
  fc.assert(
    fc.property(minutesAfter(40), minutesAfter(300), (gone, later) => {
      const lobby = begun(guard);
      lobby.until("15:50");
      lobby.handsOver();
      lobby.until(clock(gone));
      const left = { ...evening, person: relief, leftAt: lobby.world.now, account: "不在岗" };
      lobby.must(leader, "attendance.record-abandonment", left);
      lobby.until(clock(gone + later));
      lobby.does(guard, "attendance.sign-off", day);
      lobby.until("+2 00:00");
      expect(lobby.broken).toEqual([]);
    }),
    { numRuns: 15, seed: freshSeed(), examples: [[10, 100]] },
  );
});

test("who may go and stays is missed half an hour after the end, whether or not they were held before", () => {
  const lobby = begun(guard);
  lobby.until("16:40");
  lobby.handsOver();
  lobby.until("17:09");
  expect(lobby.calledAbout(guard, "sign-off")).toEqual([]);
  lobby.until("18:00");
  expect(lobby.calledAbout(guard, "sign-off")).toEqual([70]);
  const inTime = begun(guard);
  inTime.until("15:50");
  inTime.handsOver();
  inTime.until("17:00");
  expect(inTime.calledAbout(guard, "sign-off")).toEqual([30]);
});

test("who has missed signing off, and is said then to have left the post long before, is not in time by it", () => {
  const lobby = begun(guard, second);
  lobby.until("15:50");
  lobby.handsOver();
  lobby.until("17:00");
  expect(lobby.calledAbout(second, "sign-off")).toEqual([30]);
  const left = { ...day, person: second, leftAt: wall("12:00"), account: "不在岗" };
  lobby.must(leader, "attendance.record-abandonment", left);
  expect(lobby.broken).toEqual([]);
});
