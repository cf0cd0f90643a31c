import { expect, test } from "vitest";
import { type Instant, instantOf, minute } from "./grammar/time.ts";
import type { OwedName } from "./nouns.ts";
import { toldOnce } from "./told-once.ts";

const now = instantOf("2026-11-21T08:00:00Z");
const owed = (what: OwedName, id: string, post: string, dueAt: Instant = now) => ({ what, id, post, dueAt });
const told = (...rows: ReturnType<typeof owed>[]) => toldOnce(rows, now).map(({ what }) => what);
const later = (now + minute) as Instant;

test("who has not come to relieve has not signed on either; somebody else has still to sign on", () => {
  const relief = owed("attendance.relief", "lobby/day/lin", "lobby");
  expect(told(owed("attendance.sign-on", relief.id, "lobby"), relief)).toEqual(["attendance.relief"]);
  expect(told(owed("attendance.sign-on", "lobby/day/wu", "lobby"), relief)).toHaveLength(2);
  expect(told(owed("attendance.sign-off", relief.id, "lobby"), relief)).toHaveLength(2);
});

test("who stays while the post has not passed on is no matter of their own; at another post they are", () => {
  const passing = owed("handover.complete", "lobby/day", "lobby");
  expect(told(owed("attendance.sign-off", "lobby/day/wu", "lobby"), passing)).toEqual(["handover.complete"]);
  expect(told(owed("attendance.sign-off", "gate/day/wu", "gate"), passing)).toHaveLength(2);
  expect(told(owed("attendance.sign-on", "lobby/day/wu", "lobby"), passing)).toHaveLength(2);
});

test("what is still to come hides nothing, and at the moment by which it is owed it does", () => {
  const signOn = owed("attendance.sign-on", "lobby/day/lin", "lobby");
  const signOff = owed("attendance.sign-off", "lobby/day/wu", "lobby");
  const toCome = [
    owed("attendance.relief", signOn.id, "lobby", later),
    owed("handover.complete", "lobby/day", "lobby", later),
  ];
  expect(told(signOn, signOff, ...toCome)).toHaveLength(4);
  expect(told(signOn, signOff, ...toCome.map((each) => ({ ...each, dueAt: now })))).toEqual([
    "attendance.relief",
    "handover.complete",
  ]);
});
