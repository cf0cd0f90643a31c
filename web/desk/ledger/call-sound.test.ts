import { expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { quietFor, soundsEvery } from "./call-sound.ts";

test("a call that waits sounds at least twice a minute, and nobody quiets it for longer than one", () => {
  expect(soundsEvery).toBeGreaterThan(0);
  expect(soundsEvery).toBeLessThanOrEqual(minute / 2);
  expect(quietFor).toBeGreaterThan(0);
  expect(quietFor).toBeLessThanOrEqual(minute);
});
