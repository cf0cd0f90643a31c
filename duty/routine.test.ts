import { expect, test } from "vitest";
import { owedNames } from "./nouns.ts";
import { routine } from "./routine.ts";

test("what is owed is told beforehand unless every change of shift brings it to whoever has to do it", () => {
  const beforehand = Object.keys(owedNames).filter((each) => !routine.includes(each));
  const asked = ["absence.accept", "absence.return", "absence.stand-in", "absence.tell", "absence.hear"];
  const found = ["handover.acknowledge-fault", "log.countersign", "manning.publish", "matter.settle", "notice.confirm"];
  expect(beforehand.toSorted()).toEqual([...asked, ...found].toSorted());
});
