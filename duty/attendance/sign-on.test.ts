import { expect, test } from "vitest";
import { attendanceSample } from "#test/attendance-samples.ts";
import { by, outcomeOf } from "#test/given.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import { lineUp } from "./brief-attendance.ts";
import { putInAttendance } from "./put-in-attendance.ts";
import { type PostChanged, type SignOnFacts, signOn } from "./sign-on.ts";

/* What coming on duty says and keeps, of whoever was waited for, changed posts or comes after a line-up. */

const {
  abandoned,
  at,
  attendance,
  briefed,
  came,
  due,
  entered,
  excused,
  lin,
  occurrence,
  off,
  putIn,
  recorded,
  rule,
  shift,
  sun,
  wu,
} = attendanceSample;
const facts: SignOnFacts = {
  ...{ occurrence, rostered: true, goesAtEnd: false, linedUpBy: undefined, elsewhere: undefined, unconfirmed: [] },
  ...{ changedFrom: undefined, handedOver: false },
};
const sign = (about: {
  state?: Attendance;
  now?: string;
  facts?: Partial<SignOnFacts>;
  record?: string;
  its?: AttendanceRule;
}) =>
  signOn({
    state: about.state ?? attendance(due),
    body: about.record === undefined ? shift : { ...shift, record: about.record },
    ...{ rule: about.its ?? rule, facts: { ...facts, ...about.facts } },
    circumstances: by(lin, at(about.now ?? "07:45")),
  });

test("one may sign on from the moment that the text names, and at any time where none does", () => {
  expect(sign({ now: "06:44" }).refusal).toMatchObject({
    ...{ code: "attendance.too-early", rules: ["ZB-05"], detail: { opensAt: at("06:45") } },
  });
  expect(outcomeOf(sign({ now: "06:45" }))).toEqual(["attendance.signed-on"]);
  expect(outcomeOf(sign({ now: "00:01", its: {} }))).toEqual(["attendance.signed-on"]);
});

test("whoever was put in has time to come from then on, and whoever was let go since has not", () => {
  const late = (state: Attendance) => entered(sign({ state, now: "08:35" }))[0]?.body;
  expect(late(attendance(putIn("08:02")))).toMatchObject({ lateMinutes: 3 });
  expect(late(attendance(putIn("08:02"), excused("08:20")))).toMatchObject({ lateMinutes: 50 });
});

test("whoever left another post inside its shift says what was done there where that post asks for it", () => {
  const lobby: PostChanged = { post: "lobby", page: "lobby/2026-11-21/day", postChange: undefined };
  const asks = (record: boolean) => ({ ...lobby, postChange: { record, cites: ["GPH-02"] } });
  const from = (changedFrom: PostChanged, record?: string) =>
    sign({ facts: { changedFrom }, ...(record === undefined ? {} : { record }) });
  expect(from(asks(true)).refusal).toMatchObject({
    ...{ code: "attendance.record-missing", rules: ["GPH-02"], field: "record", detail: { post: "lobby" } },
  });
  for (const each of [lobby, asks(false)]) expect(outcomeOf(from(each))).toEqual(["attendance.signed-on"]);
  expect(outcomeOf(from(asks(true), "大堂正常"))).toEqual(["attendance.signed-on"]);
});

test("it keeps which post they came from, what was done there, and the page of it where something is to stand there", () => {
  const lobby: PostChanged = { post: "lobby", page: "lobby/2026-11-21/day", postChange: undefined };
  const body = (record: string | undefined, changedFrom: PostChanged | undefined) =>
    entered(sign({ facts: { changedFrom }, ...(record === undefined ? {} : { record }) }))[0]?.body as object;
  const came = { occurrence, person: lin, lateMinutes: 1 };
  const record = { secret: "大堂正常", kind: "free-text" };
  expect(body("大堂正常", lobby)).toEqual({ ...came, changedFrom: "lobby", record, page: lobby.page });
  expect(body("大堂正常", { ...lobby, page: undefined })).toEqual({ ...came, changedFrom: "lobby", record });
  expect(Object.keys(body("大堂正常", { ...lobby, page: undefined }))).not.toContain("page");
  expect(body(undefined, lobby)).toEqual({ ...came, changedFrom: "lobby" });
  expect(Object.keys(body(undefined, lobby))).not.toContain("page");
  expect(body(undefined, undefined)).toEqual(came);
  expect(Object.keys(body(undefined, undefined))).toEqual(["occurrence", "person", "lateMinutes"]);
});

test("whoever was recorded as gone comes again into the same turn while the shift lasts and nobody has it, and whoever went otherwise does not", () => {
  const again = { type: "attendance.signed-on", body: { occurrence, person: lin, lateMinutes: 0, again: true } };
  const over = { refused: "attendance.already-over", rules: ["ZB-01"] };
  const gone = attendance(came("07:45"), abandoned("09:00", "09:30"));
  expect(entered(sign({ state: gone, now: "15:59" }))).toEqual([again]);
  expect(outcomeOf(sign({ state: gone, now: "16:00" }))).toEqual(over);
  expect(outcomeOf(sign({ state: gone, now: "10:00", facts: { handedOver: true } }))).toEqual(over);
  const signedOff = [came("07:45"), recorded("09:00", "09:30")];
  const wasOff = abandoned("08:50", "09:40", { wasOff: true });
  for (const state of [attendance(came("07:45"), off("09:00")), attendance(...signedOff, wasOff)])
    expect(outcomeOf(sign({ state, now: "10:00" }))).toEqual(over);
});

test("a text that nobody has confirmed is named, with the post that it binds", () => {
  const unconfirmed = [{ regulation: "guards", hash: "4", rules: ["GPH-01"] }];
  expect(sign({ facts: { unconfirmed } }).refusal).toMatchObject({
    ...{ code: "attendance.regulation-unconfirmed", detail: { regulation: "guards", post: "gate" } },
  });
});

test("a line-up that somebody holds is held for those of the shift who are there and have neither held nor heard one", () => {
  const heard = (state: Attendance) =>
    entered(
      lineUp({
        ...{ state, rule, body: { ...shift, person: lin, by: sun }, facts: {} },
        circumstances: by(sun, at("07:55"), { actor: "reaction" }),
      }),
    );
  const linedUp = [{ type: "attendance.lined-up", body: { by: sun } }];
  expect(heard(attendance(came("07:45")))).toEqual(linedUp);
  expect(heard(attendance(came("07:45"), briefed("07:50")))).toEqual([]);
  const already = attendance(came("07:45"), [
    { type: "attendance.lined-up", body: { by: wu } },
    { at: at("07:50"), actor: "reaction" },
  ]);
  expect(heard(already)).toEqual([]);
  for (const state of [attendance(), attendance(due), attendance(came("07:45"), off("07:50"))])
    expect(heard(state)).toEqual([]);
});

test("where no rule gives time to come, whoever is put in before the time to sign on is waited for as the roster has it", () => {
  const { putIn: _, ...its } = rule;
  const put = (now: string) =>
    outcomeOf(
      putInAttendance({
        ...{ state: attendance(), rule: its, body: { ...shift, person: lin }, facts: { occurrence } },
        circumstances: by(wu, at(now), { actor: "reaction" }),
      }),
    );
  expect(put("07:45")).toEqual([]);
  expect(put("07:46")).toEqual(["attendance.put-in"]);
});
