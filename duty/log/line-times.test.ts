import { expect, test } from "vitest";
import { dayMinutes, minute } from "#duty/grammar/time.ts";
import { lineTimes } from "./line-times.ts";

const at = 1_795_230_840_000;
const days = dayMinutes * minute;

test.each([
  ["came at once", null, at, undefined],
  ["came within two minutes", at - 2 * minute + 1, at, undefined],
  ["waited for two minutes", at - 2 * minute, at - 2 * minute, at],
  ["waited for a month", at - 31 * days, at - 31 * days, at],
  ["was told by a clock that lost its battery", 0, at, undefined],
  ["was told by a clock that is ahead", at + 10 * minute, at, undefined],
])("what %s", (_, deviceAt, written, came) => expect(lineTimes({ at, deviceAt })).toEqual({ written, came }));
