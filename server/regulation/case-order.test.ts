import { expect, test, vi } from "vitest";
import { examinedIn, foundTheSame } from "#test/cases-in-order.ts";
import { freshSeed } from "#test/fresh-seed.ts";

/* What coverage says of a pack does not hang on the order in which its cases are written, and so asked. Of larger packs: `case-order.long.test.ts`. */

vi.setConfig({ testTimeout: 600_000 }); // hundreds of small lives are led, beside other work

test("leaving-the-post is found the same in whatever order its cases stand", () => {
  foundTheSame({ id: "leaving-the-post", from: "test/packs" }, freshSeed());
});

test("a value that is seen to be another, and never to be gone without the part, shows nothing, whoever is asked first", () => {
  const unsaid = [{ file: "cases.yaml", from: "with: { lateMinutes: 10 }, ", to: "" }] as const;
  for (const numbers of [[], Array.from({ length: 60 }, (_, index) => index)]) {
    const { rules } = examinedIn(numbers, { id: "squad-leader-handover", from: "regulations" }, unsaid);
    const lacks = rules.find(({ id }) => id === "SLH-01")?.lacks;
    expect(lacks).toEqual(["no case shows it refusing or computing by a part of its own"]);
  }
});
