import { expect, test } from "vitest";
import type { Turn } from "#duty/grammar/presence.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { dueOutcomeOf } from "#duty/ledger/outcome.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * What was missed was late (DESIGN 5.1, truth 5): no later word moves its moment, so that it would be in time after all. And nobody is given a time by
 * which they could not come: whoever is put in shortly before a shift has the time that somebody needs (ZB-25).
 */

const day = shiftOn("lobby", "day");
const evening = shiftOn("lobby", "evening");
const cover = { ...evening, absent: towerPerson("张磊"), cover: towerPerson("马超"), reason: "病" };

/** What came of what a turn owed, by its key: the moment, and how it ended. */
function ended(run: RunOfShifts, noun: "absence" | "attendance", turn: Turn) {
  const stream = run.tower.world.streams.get(`tower:${noun}/${turnId(turn)}`);
  return Object.fromEntries(
    (stream?.obligations ?? []).map((each) => {
      const missed = stream?.escalations[each.key]?.missedAt === undefined ? "" : ", missed before";
      return [each.key, `${dueOutcomeOf(each, run.tower.world.now)}${missed}`];
    }),
  );
}

const ofLin = { ...day, person: towerPerson("李伟") };

/** They left at once and have not come back when they are missed; then they say until when it lasts. */
function saysLate(): RunOfShifts {
  const run = new RunOfShifts().at("07:50");
  run.does("李伟", "attendance.sign-on", day);
  run.at("15:20").does("李伟", "absence.leave-at-once", day);
  const tells = { ...day, why: "other", reason: "送医", returnBy: wall("17:00") };
  expect(run.at("16:30").does("李伟", "absence.tell", tells)).toBe("absence.told");
  return run;
}

test("whoever says when they come back once they were missed is late, though they keep to it", () => {
  const run = saysLate().at("16:50");
  expect(run.does("李伟", "absence.come-back", day)).toContain("absence.returned");
  expect(ended(run, "absence", ofLin)).toMatchObject({
    "return/1": "late, missed before",
    "return/1/after-all": "in-time",
  });
});

test("and is missed and called once more where they do not keep to it, whether or not the first call was answered", () => {
  for (const answered of [true, false]) {
    const run = saysLate();
    const about = { stream: { noun: "absence", id: turnId(ofLin) } };
    if (answered) run.does("周敏", "ledger.acknowledge", { ...about, key: "return/1" });
    run.at("17:30");
    const stream = run.tower.world.streams.get(`tower:absence/${turnId(ofLin)}`);
    expect(ended(run, "absence", ofLin)["return/1/after-all"]).toBe("missed, missed before");
    expect(stream?.escalations["return/1/after-all"]?.calls.length).toBeGreaterThan(0);
  }
});

test("whoever is put in a moment before a shift has the time that somebody needs to come, as whoever is put in at its beginning", () => {
  for (const [arranged, comes, how] of [
    ["15:20", "15:59", "in-time"],
    ["15:20", "16:00", "late, missed before"],
    ["15:45", "16:14", "in-time"],
    ["15:58", "16:27", "in-time"],
    ["15:58", "16:28", "late, missed before"],
    ["16:00", "16:29", "in-time"],
  ] as const) {
    const run = new RunOfShifts().at("07:50");
    for (const { id: regulation, hash } of packs) run.does("马超", "notice.confirm", { regulation, hash });
    run.does("李伟", "attendance.sign-on", day);
    run.at(arranged).does("黄丽华", "roster.arrange-cover", cover);
    expect(run.at(comes).does("马超", "attendance.sign-on", evening), arranged).toContain("attendance.signed-on");
    const { relief } = ended(run, "attendance", { ...evening, person: towerPerson("马超") });
    expect(relief, `${arranged} ${comes}`).toBe(how);
  }
});
