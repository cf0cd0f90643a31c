import { beforeAll, expect, test, vi } from "vitest";
import { type Counted, type KitTally, tallied } from "./handover/count-draft.ts";
import { handedTo, redrawnPart } from "./redrawn-part.ts";

let KitRow: typeof import("./handover/KitRow.tsx").KitRow;

beforeAll(async () => {
  vi.stubGlobal("window", new EventTarget());
  ({ KitRow } = await import("./handover/KitRow.tsx"));
  return () => vi.unstubAllGlobals();
});

const plan = { people: [], posts: [] } as never;

/** What a row makes of a figure that is entered. */
function entered(counted: Counted, label: RegExp, to: number): Counted[] {
  const [tally] = tallied([{ item: "radio", expected: 3 }], {}, { radio: counted });
  const all: Counted[] = [];
  const props = {
    tally: tally as KitTally,
    post: "lobby",
    wrong: false,
    onChange: (next: Counted) => void all.push(next),
  };
  const row = redrawnPart(KitRow, props, { acting: { person: "wu" }, plan });
  handedTo(
    row.filter(({ props: its }) => label.test(String(its.label))),
    "onChange",
  )(to);
  return all;
}

test("each figure of an item is entered where it says so, and leaves the others as they were", () => {
  const counted = { found: 2, damaged: 1, explanation: "wet" };
  expect(entered(counted, /found/i, 1)).toEqual([{ ...counted, found: 1 }]);
  expect(entered(counted, /damaged/i, 2)).toEqual([{ ...counted, damaged: 2 }]);
  expect(entered({ ...counted, found: undefined }, /damaged/i, 2)).toEqual([{ ...counted, found: 3, damaged: 2 }]);
});
