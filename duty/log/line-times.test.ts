import { expect, test } from "vitest";
import { lineHeldFor } from "#duty/grammar/limits.ts";
import { dayMinutes, minute } from "#duty/grammar/time.ts";
import { lineTimes } from "./line-times.ts";

const at = 1_795_230_840_000;
const days = dayMinutes * minute;

test.each([
  ["came at once", null, at, undefined],
  ["told no time", undefined, at, undefined],
  ["came in the moment in which it was written", at, at, undefined],
  ["was held before it went, until the next minute had begun", at - lineHeldFor, at - lineHeldFor, undefined],
  ["came within two minutes", at - 2 * minute + 1, at - 2 * minute + 1, undefined],
  ["waited for two minutes", at - 2 * minute, at - 2 * minute, at],
  ["waited for a month", at - 31 * days, at - 31 * days, at],
  ["would have waited for longer than a month", at - 31 * days - 1, at, undefined],
  ["was told by a clock that lost its battery", 0, at, undefined],
  ["was told by a clock that is a moment ahead", at + 1, at, undefined],
  ["was told by a clock that is ahead", at + 10 * minute, at, undefined],
])("what %s", (_, deviceAt, written, came) => expect(lineTimes({ at, deviceAt })).toEqual({ written, came }));
