import { expect, test } from "vitest";
import { gatheredHindrances } from "./gathered-hindrances.ts";

const uncounted = (item: string) => ({
  code: "handover.item-uncounted",
  rules: ["GPH-04"],
  field: "counts",
  detail: { item },
});
const unread = { code: "handover.records-unread", rules: ["SLH-02"], field: "records" };

test("what hinders alike is one thing to do, and each thing is named in it", () => {
  const gathered = gatheredHindrances([unread, uncounted("radio"), uncounted("keys")]);
  expect(gathered.map(({ code }) => code)).toEqual(["handover.records-unread", "handover.item-uncounted"]);
  expect(gathered[1]).toEqual({ ...uncounted("radio"), detail: { item: ["radio", "keys"] } });
});

test("what stands alone stays as the rule said it", () => {
  expect(gatheredHindrances([unread, uncounted("radio")])).toEqual([unread, uncounted("radio")]);
  expect(gatheredHindrances([])).toEqual([]);
});

test("two that name the same thing name it once, and cite what either cites", () => {
  const said = (side: string, rule: string) => ({
    code: "handover.problem-unconfirmed",
    rules: ["GPH-06", rule],
    field: "problems",
    detail: { problem: "kit-radio", side },
  });
  expect(gatheredHindrances([said("outgoing", "ZB-18"), said("incoming", "SLH-03")])).toEqual([
    {
      ...said("outgoing", "ZB-18"),
      rules: ["GPH-06", "ZB-18", "SLH-03"],
      detail: { problem: ["kit-radio"], side: ["outgoing", "incoming"] },
    },
  ]);
});
