import { expect, test } from "vitest";
import { bareTimes } from "./bare-time.ts";
import { plant, repository } from "./tree.ts";

test("time is reckoned by its words", () => expect(bareTimes(repository())).toEqual([]));

const path = "web/desk/matter/OpenMatterDialog.tsx";

test.each([
  "const dueAt = serverNow() + Number(hours) * 3_600_000;",
  "const leftAt = serverNow() - minutesAgo * 60_000;",
  "const ago = (now - at) / 60_000;",
  "const dueAt = at + 60000;",
  "const dueAt = at + 24 * 60 * 60 * 1000;",
  "const dueAt = at + hours * (60 * 1_000);",
  "const minute = 60_000;",
  "const day = 24 * 60 * 60 * 1000;",
  "const longest = 86_400_000;",
])("%s is caught", (text) => {
  expect(bareTimes(plant({ [path]: text }))).toEqual([`${path}:1 reckons time by a bare number`]);
});

test("the words of time are none of these, nor a limit that stands by itself, nor minutes", () => {
  const text = `
    const dueAt = plusMinutes(serverNow(), Number(hours) * 60);
    const week = 7 * 24 * 60 * minute;
    const query = { staleTime: 60_000, refetchInterval: 5 * minute };
    const seconds = (performance.now() - began) / 1000;`;
  expect(bareTimes(plant({ [path]: text, "duty/grammar/time.ts": "export const minute = 60_000;" }))).toEqual([]);
});
