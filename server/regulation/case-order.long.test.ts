import { test, vi } from "vitest";
import { foundTheSame } from "#test/cases-in-order.ts";
import { freshSeed } from "#test/fresh-seed.ts";

/* What coverage says of a pack does not hang on the order in which its cases are written, and so asked. Of a small one: `case-order.test.ts`. */

vi.setConfig({ testTimeout: 600_000 }); // hundreds of small lives are led, beside other work

test.each(["squad-leader-handover", "guard-post-handover"])(
  "%s is found the same in whatever order its cases stand",
  (id) => {
    foundTheSame({ id, from: "regulations" }, freshSeed());
  },
);
