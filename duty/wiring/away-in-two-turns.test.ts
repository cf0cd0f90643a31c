import fc from "fast-check";
import { expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * Somebody who has two turns at a post and goes from it is gone from both, whichever leave it is and whoever ends one of the turns meanwhile
 * (ZB-21, ZB-22, ZB-28). Who is there is kept here by what people did, not asked of the product.
 */

const [day, evening, gate] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("east-gate", "day")];
const [guard, second, cover, relief, manager] = ["李伟", "马超", "高翔", "张磊", "黄丽华"] as const;
const [ofDay, ofEvening] = [day, evening].map((each) => ({ ...each, person: towerPerson(guard) }));

/** Who does what; who is at the lobby no more, or from then on, where it was not refused. */
interface Deed {
  readonly who: string;
  readonly act: string;
  readonly body: object | ((life: TwoTurns) => object);
  readonly goes?: readonly string[];
  readonly comes?: readonly string[];
  /** The turn of the guard that is over then; with the last of them they are gone. */
  readonly ends?: ShiftName;
}

const meal = { ...day, why: "meal", returnBy: wall("15:59") };
const covered = { ...meal, cover: { ...gate, person: towerPerson(cover) } };
const went = ({ run }: TwoTurns) => ({ at: run.tower.world.now, reason: "走了" });
const abandoned = ({ run }: TwoTurns) => ({ leftAt: run.tower.world.now, account: "走了" });
const deeds: Readonly<Record<string, Deed>> = {
  "goes for a meal": { who: guard, act: "absence.ask", body: meal, goes: [guard] },
  "goes for a meal, by the evening": { who: guard, act: "absence.ask", body: { ...meal, ...evening }, goes: [guard] },
  "asks for a cover": { who: guard, act: "absence.ask", body: covered },
  "the cover accepts": {
    ...{ who: cover, act: "absence.accept", body: { ...ofDay, own: gate }, goes: [guard], comes: [cover] },
  },
  "goes at once": { who: guard, act: "absence.leave-at-once", body: day, goes: [guard] },
  "goes at once, by the evening": { who: guard, act: "absence.leave-at-once", body: evening, goes: [guard] },
  "comes back": { who: guard, act: "absence.come-back", body: day, comes: [guard] },
  "signs off the day": { who: guard, act: "attendance.sign-off", body: day, ends: day },
  "signs off the evening": { who: guard, act: "attendance.sign-off", body: evening, ends: evening },
  "moves on": { who: guard, act: "attendance.move", body: { ...day, to: "east-gate", record: "调岗" }, goes: [guard] },
  "the day is recorded as over": {
    ...{ who: manager, act: "attendance.record-sign-off", ends: day },
    body: (life) => ({ ...ofDay, ...went(life) }),
  },
  "the day is recorded as abandoned": {
    ...{ who: manager, act: "attendance.record-abandonment", goes: [guard], ends: day },
    body: (life) => ({ ...ofDay, ...abandoned(life) }),
  },
  "the evening is recorded as abandoned": {
    ...{ who: manager, act: "attendance.record-abandonment", goes: [guard], ends: evening },
    body: (life) => ({ ...ofEvening, ...abandoned(life) }),
  },
  "the cover of the evening is taken back": {
    ...{ who: manager, act: "roster.take-back-cover", body: { ...evening, cover: towerPerson(guard), reason: "来了" } },
  },
  "the second signs off": { who: second, act: "attendance.sign-off", body: day, goes: [second] },
  "the second moves": {
    ...{ who: second, act: "attendance.move", body: { ...day, to: "east-gate", record: "调岗" }, goes: [second] },
  },
  "the second goes at once": { who: second, act: "absence.leave-at-once", body: day, goes: [second] },
  "the second goes for a meal": { who: second, act: "absence.ask", body: meal, goes: [second] },
  "the second covers elsewhere": {
    ...{ who: second, act: "absence.accept", goes: [second] },
    body: { ...gate, person: towerPerson("刘洋"), own: day },
  },
  "the cover goes at once": { who: cover, act: "absence.leave-at-once", body: gate, goes: [cover] },
  "the cover stands down": { who: cover, act: "absence.stand-down", body: { ...ofDay }, goes: [cover] },
  "the relief signs on": { who: relief, act: "attendance.sign-on", body: evening, comes: [relief] },
};

class TwoTurns {
  readonly run = new RunOfShifts(3);
  readonly there = new Set<string>([guard, second]);
  readonly #turns = new Set<ShiftName>([day, evening]);

  constructor() {
    for (const who of [cover, "刘洋"])
      for (const { id: regulation, hash } of packs) this.run.does(who, "notice.confirm", { regulation, hash });
    this.#publishesToo(day, second);
    this.#publishesToo(gate, cover);
    this.run.at("07:40");
    for (const [who, shift] of [[guard, day] as const, [second, day] as const, [cover, gate] as const])
      this.run.does(who, "attendance.sign-on", shift);
    this.run.does("刘洋", "attendance.sign-on", gate);
    const arranged = { absent: towerPerson(relief), cover: towerPerson(guard), reason: "病" };
    expect(this.run.does(manager, "roster.arrange-cover", { ...evening, ...arranged })).toBe("roster.cover-arranged");
    this.run.at("15:40").does(guard, "attendance.sign-on", evening);
    this.run.prepares(guard, day, guard);
    expect(this.run.signs(guard, day)).toContain("handover.completed");
  }

  #publishesToo({ post, date, shift }: ShiftName, who: string): void {
    const id = `${post}/2026-11`;
    const { assignments } = this.run.tower.world.state<{ assignments: object[] }>({
      site: "tower",
      noun: "roster",
      id,
    });
    const beside = { date, shift, person: towerPerson(who), leading: false };
    const seen = this.run.tower.world.streams.get(`tower:roster/${id}`)?.head;
    const month = { post, month: "2026-11", assignments: [...assignments, beside] };
    expect(this.run.does(manager, "roster.publish", month, { seen })).toContain("roster.published");
  }

  /** What it was refused for; undefined where it was done. */
  does(name: string): string | undefined {
    const { who, act, body, goes = [], comes = [], ends } = deeds[name] as Deed;
    const { refusal } = this.run.tower.does(who, act, typeof body === "function" ? body(this) : body);
    if (refusal) return refusal.code;
    if (ends) this.#turns.delete(ends);
    for (const each of this.#turns.size === 0 ? [guard] : goes) this.there.delete(each);
    for (const each of comes) this.there.add(each);
    return undefined;
  }

  /** What is called now since nobody stands at the lobby, and whoever is waited for there, of whom it is called by itself. */
  calls(): string[] {
    return [...this.run.tower.world.streams.values()]
      .filter(({ key }) => key.id.startsWith(`lobby/${day.date}`))
      .flatMap(({ obligations, escalations }) =>
        obligations
          .filter(isOutstanding)
          .filter(({ key, what }) => {
            const isAbout = what === "absence.stand-in" || what === "manning.publish";
            return what === "attendance.relief" || (isAbout && (escalations[key]?.calls ?? []).length > 0);
          })
          .map(({ what }) => what),
      );
  }
}

function heard(life: TwoTurns, done: readonly string[]): void {
  if (life.there.size === 0) expect(life.calls(), done.join(", ")).not.toEqual([]);
}

/** @throws where the post is empty and nobody is called; how often it was empty */
function emptied(names: readonly string[], life = new TwoTurns()): number {
  let times = 0;
  const done: string[] = [];
  for (const each of names) {
    if (each === "until after the end") life.run.at("16:01");
    else done.push(`${each}: ${life.does(each) ?? "done"}`);
    heard(life, done);
    times += life.there.size === 0 ? 1 : 0;
  }
  return times;
}

const leaves = [
  ["goes for a meal"],
  ["goes for a meal, by the evening"],
  ["goes at once"],
  ["goes at once, by the evening"],
  ["asks for a cover", "the cover accepts"],
];
const endings = ["signs off the day", "the day is recorded as over", "the day is recorded as abandoned"];
const others = ["the second signs off", "the second moves", "the second goes at once", "the second goes for a meal"];

test.each(leaves.map((each) => [each.join(", "), each] as const))(
  "the post of somebody with two turns is not empty unheard: %s",
  (_, leave) => {
    for (const ends of endings)
      for (const other of others)
        for (const order of [
          [ends, other],
          [other, ends],
        ]) {
          emptied([...leave, "until after the end", ...order, "the cover goes at once"]);
          emptied([...leave, ...order, "until after the end", "the cover stands down"]);
        }
  },
);

test("nor where the day is recorded as abandoned once it is over", () => {
  expect(emptied(["the day is recorded as over", "the second goes at once", "the day is recorded as abandoned"])).toBe(
    1,
  );
});

test("nor in whatever else they and others do", () => {
  let times = 0;
  const deed = fc.constantFrom("until after the end", ...Object.keys(deeds));
  fc.assert(
    fc.property(fc.array(deed, { minLength: 8, maxLength: 16, size: "max" }), (names) => {
      times += emptied(names);
    }),
    { seed: freshSeed(), numRuns: 100, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
  );
  expect(times, "the property says something only where the post is empty").toBeGreaterThan(10);
}, 90_000);
