import { expect, test } from "vitest";
import { reliefNamed } from "./handover/prepare-draft.ts";

const named = (
  relief: string | undefined,
  people: readonly string[],
  more: { asks?: boolean; outgoing?: string } = {},
) => {
  const { asks = true, outgoing = "lin" } = more;
  const successors = people.map((person) => ({ person }));
  const said = { rule: { relief: { named: asks } }, facts: { successors } } as unknown as Parameters<
    typeof reliefNamed
  >[1];
  return reliefNamed(relief === undefined ? {} : { relief }, said, outgoing);
};

test.each([
  ["the only one who can take over, without a tap", undefined, ["wu"], "wu"],
  ["nobody of several", undefined, ["wu", "sun"], undefined],
  ["whoever was tapped", "sun", ["wu", "sun"], "sun"],
  ["the only one left, where whoever was tapped can no longer", "gone", ["wu"], "wu"],
  [
    "whoever was tapped, still, where several can and that one not: the rule says what is wrong",
    "gone",
    ["wu", "sun"],
    "gone",
  ],
  ["nobody who would follow themselves without saying so", undefined, ["lin"], undefined],
  ["the only other one, where whoever goes could follow as well", undefined, ["lin", "wu"], "wu"],
])("named is %s", (_, tapped, people, who) => expect(named(tapped, people)).toBe(who));

test("where no text asks for a name, nobody is named who was not tapped", () => {
  expect([named(undefined, ["wu"], { asks: false }), named("wu", ["wu"], { asks: false })]).toEqual([undefined, "wu"]);
});
