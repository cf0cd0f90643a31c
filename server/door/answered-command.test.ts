import { describe, expect, test } from "vitest";
import type { Command } from "#duty/door/table.ts";
import { instant } from "#duty/grammar/time.ts";
import { answerAgain, contentHash } from "./answered-command.ts";

/* An id stands for one content (ZB-10): whatever a command asks, by whom and on what they saw is its content; how it came is not. */

const lin = { person: "00000000-0000-4000-8000-000000000001" };
const command: Required<Command> = {
  ...{ id: "00000000-0000-4000-8000-00000000000a", site: "tower", act: "log.write-line", body: { text: "quiet" } },
  ...{ actor: lin, device: "phone", deviceTime: instant(1), proof: "session", seen: { version: 3, hash: "aa" } },
};

/** Each part of a command, said otherwise; the compiler asks for every part that a command may ever get. */
const otherwise: { readonly [K in keyof Required<Command>]: { to: Command[K]; isContent: boolean } } = {
  id: { to: "00000000-0000-4000-8000-00000000000b", isContent: false },
  site: { to: "mall", isContent: true },
  act: { to: "matter.settle", isContent: true },
  body: { to: { text: "loud" }, isContent: true },
  actor: { to: { person: "00000000-0000-4000-8000-000000000002" }, isContent: true },
  device: { to: "desk", isContent: false },
  deviceTime: { to: instant(2), isContent: false },
  proof: { to: "pin", isContent: false },
  seen: { to: { version: 4, hash: "aa" }, isContent: true },
};

describe("a command that comes again with", () => {
  test.each(Object.entries(otherwise))("another %s", (part, { to, isContent }) => {
    const isOther = contentHash({ ...command, [part]: to }, true) !== contentHash(command, true);
    expect(isOther).toBe(isContent);
  });

  test("its keys in another order is the same", () => {
    const { seen, ...rest } = command;
    expect(contentHash({ seen, ...rest, body: { text: "quiet" } }, true)).toBe(contentHash(command, true));
  });
});

describe("what cannot be kept is told apart too", () => {
  test.each(["site", "act", "body"] as const)("by its %s", (part) => {
    const other = contentHash({ ...command, [part]: otherwise[part].to }, false);
    expect(other).not.toBe(contentHash(command, false));
  });
});

test("asked the same, the same answer; asked something else, a refusal", () => {
  const past = { bodyHash: "one", answer: { at: instant(5) } };
  expect(answerAgain(past, "one", instant(9))).toEqual({ answer: { at: 5 }, replayed: true });
  expect(answerAgain(past, "other", instant(9))).toEqual({
    answer: { refusal: { code: "command.other-body", rules: ["ZB-10"] }, at: 9 },
    replayed: false,
  });
});
