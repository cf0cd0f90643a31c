import { createElement, type ReactElement } from "react";
import { beforeAll, expect, test, vi } from "vitest";
import { drawnPart } from "./drawn-part.ts";

/* Whoever is called is told so on every screen of theirs, also on those that ask for a first password or a new PIN. */

const load = async () => ({
  ...(await import("./account/FirstSecrets.tsx")),
  ...(await import("./account/ForgottenPin.tsx")),
  ...(await import("./ledger/LockedCalls.tsx")),
});
let parts: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  vi.stubGlobal("window", Object.assign(new EventTarget(), { matchMedia: () => ({ matches: false }) }));
  parts = await load();
  return () => vi.unstubAllGlobals();
});

const gao = { person: "gao", name: "Gao", functions: [], locked: false, mustChangePassword: true, mustSetPin: true };

function drawn(waiting: number, part: (calls: ReactElement) => ReactElement): string {
  const answers = [
    [["session"], { people: [gao], sites: [] }],
    [["ledger", "calls-waiting"], { now: 0, waiting }],
  ] as const;
  return drawnPart(() => part(createElement(parts.LockedCalls)), {}, { acting: gao, answers }).text;
}

const doors = {
  "the first password": (calls: ReactElement) => createElement(parts.FirstSecrets, { person: gao as never, calls }),
  "a forgotten PIN": (calls: ReactElement) => createElement(parts.ForgottenPin, { calls }),
};

test.each(Object.entries(doors))("the screen of %s says how many calls wait, and of none where none do", (_, door) => {
  expect(drawn(2, door)).toMatch(/2 calls/);
  expect(drawn(0, door)).not.toMatch(/calls/);
});
