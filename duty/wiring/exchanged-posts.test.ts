import { describe, expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * One guard stands at the lobby and one at the east gate. They may exchange posts inside the shift, with a record of each (GPH-02): neither may go
 * alone, since nobody else is there (GPH-09), and together neither post is empty.
 */

const [lobby, gate] = [shiftOn("lobby", "day"), shiftOn("east-gate", "day")];
const [atLobby, atGate] = ["李伟", "刘洋"];
const to = { [atLobby]: { ...lobby, to: "east-gate" }, [atGate]: { ...gate, to: "lobby" } };

function begun(): RunOfShifts {
  const run = new RunOfShifts();
  for (const { id: regulation, hash } of packs) run.does(atGate, "notice.confirm", { regulation, hash });
  run.at("07:50");
  expect(run.does(atLobby, "attendance.sign-on", lobby)).toMatch("signed-on");
  expect(run.does(atGate, "attendance.sign-on", gate)).toMatch("signed-on");
  return run.at("10:00");
}

const says = (run: RunOfShifts, who: string, other: string, more: object = {}) =>
  run.does(who, "attendance.move", { ...to[who], exchangeWith: towerPerson(other), record: `${who}的记录`, ...more });
const offers = (run: RunOfShifts) => expect(says(run, atLobby, atGate)).toBe("attendance.exchange-offered");
const phaseOf = ({ tower: { world } }: RunOfShifts, who: string, shift: Omit<Turn, "person">) =>
  world.state<Attendance>({ site: "tower", noun: "attendance", id: turnId({ ...shift, person: towerPerson(who) }) })
    .phase;
const isAtOwn = (run: RunOfShifts) => phaseOf(run, atLobby, lobby) === "on" && phaseOf(run, atGate, gate) === "on";
const linesOf = ({ tower: { world } }: RunOfShifts, { post, date }: Omit<Turn, "person">) =>
  (world.streams.get(`tower:log/${post}/${date}/day`)?.entries ?? []).flatMap(({ type, body }) =>
    type === "log.line-written" ? [(body as { by?: string }).by] : [],
  );

describe("two who each hold a post", () => {
  test("may neither go alone, and exchange once both have said so: each is at the other's post, and each record in its book", () => {
    const run = begun();
    for (const who of [atLobby, atGate])
      expect(run.does(who, "attendance.move", { ...to[who], record: "无异常" })).toBe("attendance.post-uncovered");
    offers(run);
    expect(isAtOwn(run)).toBe(true);
    run.at("10:05");
    const told = says(run, atGate, atLobby);
    expect(told.match(/attendance.moved/g)).toHaveLength(2);
    expect(told).not.toMatch("obligation.escalated");
    expect(told).not.toMatch("manning.");
    expect([phaseOf(run, atLobby, lobby), phaseOf(run, atGate, gate)]).toEqual(["off", "off"]);
    expect([phaseOf(run, atLobby, gate), phaseOf(run, atGate, lobby)]).toEqual(["on", "on"]);
    expect(linesOf(run, lobby)).toEqual([towerPerson(atLobby)]);
    expect(linesOf(run, gate)).toEqual([towerPerson(atGate)]);
  });

  test("do so in the other order as well, and back again, and whoever stands there then hands over", () => {
    const run = begun();
    expect(says(run, atGate, atLobby)).toBe("attendance.exchange-offered");
    expect(says(run, atLobby, atGate)).toMatch("attendance.moved");
    run.at("15:40");
    expect(run.prepares(atLobby, lobby, "张磊")).not.toMatch("handover.prepared");
    expect(run.prepares(atGate, lobby, "张磊")).toMatch("handover.prepared");
    const back = begun();
    offers(back);
    expect(says(back, atGate, atLobby)).toMatch("attendance.moved");
    back.at("11:00");
    const toGo = { exchangeWith: towerPerson(atGate), record: "回来" };
    expect(back.does(atLobby, "attendance.move", { ...gate, to: "lobby", ...toGo })).toBe(
      "attendance.exchange-offered",
    );
    const toGoToo = { exchangeWith: towerPerson(atLobby), record: "回来" };
    expect(back.does(atGate, "attendance.move", { ...lobby, to: "east-gate", ...toGoToo })).toMatch("attendance.moved");
    expect(isAtOwn(back)).toBe(true);
  });

  test("both write the record of their post before anything is offered", () => {
    const run = begun();
    expect(says(run, atLobby, atGate, { record: undefined })).toBe("attendance.record-missing");
    offers(run);
    expect(says(run, atGate, atLobby, { record: undefined })).toBe("attendance.record-missing");
    expect(isAtOwn(run)).toBe(true);
  });
});

describe("what was offered", () => {
  test("may be taken back, once or twice, and then nobody goes until it is said anew", () => {
    const run = begun();
    offers(run);
    expect(run.does(atLobby, "attendance.withdraw-exchange", lobby)).toBe("attendance.exchange-withdrawn");
    expect(run.does(atLobby, "attendance.withdraw-exchange", lobby)).toBe("");
    // What was said last stands: now it is the other one who offers.
    expect(says(run, atGate, atLobby)).toBe("attendance.exchange-offered");
    expect(isAtOwn(run)).toBe(true);
    expect(says(run, atLobby, atGate)).toMatch("attendance.moved");
    expect(run.does(atLobby, "attendance.withdraw-exchange", lobby)).toBe("attendance.not-on-duty");
  });

  test("twice is offered once; what was refused in between changes nothing", () => {
    const run = begun();
    offers(run);
    offers(run);
    expect(says(run, atLobby, "马超")).toBe("attendance.no-exchange");
    expect(says(run, atGate, atLobby)).toMatch("attendance.moved");
  });

  test("for a post that is kept for others is no offer; the one before stands", () => {
    const run = begun();
    const squad = shiftOn("squad", "day");
    expect(run.does("周敏", "attendance.sign-on", squad)).toMatch("signed-on");
    offers(run);
    expect(says(run, atLobby, "周敏", { to: "squad" })).toBe("attendance.not-rostered");
    expect(says(run, atGate, atLobby)).toMatch("attendance.moved");
  });
});

describe("nobody exchanges with somebody who", () => {
  const refused = (run: RunOfShifts, who = atGate, other = atLobby) => {
    expect(says(run, who, other)).toBe("attendance.no-exchange");
    expect(phaseOf(run, who, to[who] as typeof lobby)).toBe("on");
  };

  test("has not come, is themselves, or is at another post", () => {
    const run = begun();
    expect(says(run, atGate, "马超")).toBe("attendance.no-exchange");
    expect(says(run, atGate, atGate)).toBe("attendance.no-exchange");
    const squad = shiftOn("squad", "day");
    expect(run.does("周敏", "attendance.sign-on", squad)).toMatch("signed-on");
    const elsewhere = { ...squad, to: "lobby", exchangeWith: towerPerson(atGate), record: "无异常" };
    expect(run.does("周敏", "attendance.move", elsewhere)).toBe("attendance.no-exchange");
  });

  test("has left their post for a while since they said so; they may once they are back", () => {
    const run = begun();
    offers(run);
    expect(run.does(atLobby, "absence.leave-at-once", lobby)).toMatch("left-at-once");
    refused(run);
    run.at("10:05");
    expect(run.does(atLobby, "absence.come-back", lobby)).toMatch("returned");
    expect(says(run, atGate, atLobby)).toMatch("attendance.moved");
  });

  test("was recorded as gone since they said so", () => {
    const run = begun();
    offers(run);
    const left = { ...lobby, person: towerPerson(atLobby), leftAt: wall("10:00"), account: "不在岗" };
    expect(run.does("周敏", "attendance.record-abandonment", left)).toMatch("abandoned");
    refused(run);
  });

  test("has left the company since they said so", () => {
    const run = begun();
    offers(run);
    expect(run.leavesTheCompany(atLobby)).toMatch("departed");
    refused(run);
  });

  test("has written the hand-over of their shift, or where one has done so oneself", () => {
    const run = begun().at("15:40");
    offers(run);
    expect(run.prepares(atLobby, lobby, "张磊")).toMatch("handover.prepared");
    refused(run);
    refused(run, atLobby, atGate);
  });

  test("is on duty in the next shift there as well, or is over with theirs", () => {
    const run = begun();
    offers(run);
    const cover = {
      ...shiftOn("lobby", "evening"),
      absent: towerPerson("张磊"),
      cover: towerPerson(atLobby),
      reason: "病了",
    };
    expect(run.does("周敏", "roster.arrange-cover", cover)).toMatch("cover-arranged");
    run.at("15:50");
    expect(run.does(atLobby, "attendance.sign-on", shiftOn("lobby", "evening"))).toMatch("signed-on");
    refused(run);
    run.at("16:00");
    expect(says(run, atGate, atLobby)).toBe("attendance.shift-over");
  });

  test("has not come anew since: what was offered before one left does not hold when one is back", () => {
    const run = begun();
    offers(run);
    const left = { ...gate, person: towerPerson(atGate), leftAt: wall("10:00"), account: "不在岗" };
    expect(run.does("周敏", "attendance.record-abandonment", left)).toMatch("abandoned");
    expect(says(run, atGate, atLobby)).toBe("attendance.not-on-duty");
  });
});
