import { test } from "vitest";
import { seesAndAnswers, setUpCalled } from "./called-desks.ts";

/* On a phone; on a wide screen, and who may not answer: `calls.long.test.ts`. */

setUpCalled();

test("whoever is called sees it first when they sit down, and answers it, at 390", async () => {
  await seesAndAnswers(390);
});
