import { expect, test } from "vitest";
import { placeOfOwed } from "./place-of-owed.ts";

const owed = (noun: string, id: string, key: string) => placeOfOwed({ stream: { noun, id }, key, post: "lobby" });
const params = { post: "lobby", date: "2026-11-21", shift: "day" };

test("a hand-over is done on its screen, a gap of the roster in the month, a text is confirmed where it stands, all else at the desk", () => {
  expect(owed("handover", "lobby/2026-11-21/day", "complete")).toEqual({ to: "/handover/$post/$date/$shift", params });
  expect(owed("manning", "lobby/2026-11-21", "day/2")).toEqual({ to: "/roster/$post/$date/$shift", params });
  expect(owed("notice", "gph/0123456789abcdef/lin", "confirm")).toEqual({
    ...{ to: "/regulation/$regulation", params: { regulation: "gph" }, search: { post: "lobby" } },
  });
  expect(owed("attendance", "lobby/2026-11-21/day/lin", "relief")).toBeUndefined();
  expect(owed("matter", "lobby/1", "settle")).toBeUndefined();
});
