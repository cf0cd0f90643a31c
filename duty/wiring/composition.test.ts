import { expect, test } from "vitest";
import { directions } from "#duty/nouns.ts";
import { Composer } from "./composition.ts";

const adopted = (number: number) => ({ hash: `hash ${number}`, text: `{ "number": ${number} }` });

test("a text is read once and remembered with two thousand others; then all are forgotten, and what it says stays", () => {
  const composer = new Composer(() => ({}));
  const first = composer.textOf(adopted(1));
  for (let number = 2; number <= 2000; number += 1) composer.textOf(adopted(number));
  expect(composer.textOf(adopted(2000))).toEqual({ number: 2000 });
  const again = composer.textOf(adopted(1));
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

test("so is what was composed", () => {
  const composer = new Composer(() => ({}));
  const first = composer.compose("noun 1", []);
  expect(composer.compose("noun 1", [])).toBe(first);
  for (let number = 2; number <= 2001; number += 1) composer.compose(`noun ${number}`, []);
  expect(composer.compose("noun 1", [])).not.toBe(first);
  expect(composer.compose("noun 1", [])).toEqual(first);
});

test("rungs are called by time, however a text or the numbers of a site have put them", () => {
  const ladder = [
    { afterMinutes: 30, call: "chief" },
    { afterMinutes: 5, call: "deputy" },
  ];
  const text = { id: "t", absence: [{ key: "k", post: "any", back: { ladder, cites: ["T-01"] } }] };
  const composer = new Composer(() => directions);
  const binding = { regulation: "t", as: "guard", functions: { deputy: "shift-leader" }, parameters: {} };
  const adoption = { ...{ regulation: "t", edition: "2026-01-01" as never, from: "2026-01-01" as never, hash: "h" } };
  const inForce = (parameters: Record<string, number>) => [
    {
      binding: { ...binding, parameters },
      adoption: { ...adoption, text: JSON.stringify({ regulation: text, rules: [] }) },
    },
  ];
  const called = (parameters: Record<string, number>) =>
    (composer.compose("absence", inForce(parameters)).rule as { back: { ladder: object[] } }).back.ladder;
  expect(called({})).toEqual([
    { afterMinutes: 5, call: "shift-leader" },
    { afterMinutes: 30, call: "chief" },
  ]);
  expect(called({ "absence.back.callDeputy": 45 })).toEqual([
    { afterMinutes: 30, call: "chief" },
    { afterMinutes: 45, call: "shift-leader" },
  ]);
});

test("whoever watches is asked before any answer is handed on, and nothing that was composed before is handed on past them", () => {
  const composer = new Composer(() => directions);
  const binding = { regulation: "t", as: "guard", functions: { guard: "here-guard" }, parameters: {} };
  const text = {
    regulation: { notice: [{ key: "k", post: "any", confirm: { standInMinutes: 60, cites: ["T-01"] } }] },
  };
  const adoption = {
    hash: "h",
    text: JSON.stringify(text),
    regulation: "t",
    edition: "e" as never,
    from: "f" as never,
  };
  const unseen = composer.compose("notice", [{ binding, adoption }]);
  const asked: string[] = [];
  composer.watch((asking, answer) => {
    asked.push(asking.of);
    return answer;
  });
  expect(composer.compose("notice", [{ binding, adoption }])).toEqual(unseen);
  expect(composer.compose("notice", [{ binding, adoption }])).not.toBe(unseen);
  expect(composer.ownNumber({ binding, adoption }, "notice.confirm.standInMinutes")).toMatchObject({ value: 60 });
  expect(composer.textOf(adoption)).toEqual(text);
  expect(composer.answerOf(adoption, "nouns", (its) => Object.keys(its.regulation))).toEqual(["notice"]);
  expect(composer.holderOf(binding)).toBe("here-guard");
  expect(asked).toEqual(["composed", "number", "text", "whole", "holder"]);
});
