import { waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { type RegulationText, regulationView } from "#server/site/site-answer.ts";
import { someHash } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { speak } from "../languages/language.ts";
import { all, inEach, textAt } from "./in-each-language.ts";
import { useUnconfirmed } from "./notice/unconfirmed.ts";
import { openedPart, said } from "./opened-part.tsx";
import { useShortClauses } from "./overview/use-short-clauses.ts";
import { useNames } from "./site/names.ts";

setUpDesks();
afterEach(() => speak("zh-CN", { remember: false }));

const open = [{ name: "call", who: { zh: "队长", en: "the captain" }, values: [5] }];
const rule = { id: "GPH-07", zh: "先签后走，不得离岗。", en: "Sign first, then go.", carried: true, open };
const gph: RegulationText = {
  ...{ regulation: "gph", edition: "2026-01-01", hash: someHash, title: { zh: "门岗制度", en: "The gate" } },
  ...{ confirmed: false, rules: [{ ...rule, strength: "acknowledge" }] },
};
const desk = () => deskHere().answers(regulationView, gph);

/** What is told of a regulation in passing: in a refusal, at a post, beside a figure. */
function InPassing() {
  const clauses = useShortClauses();
  const names = useNames();
  return (
    <i>
      {[
        names.of("regulation", "gph", "gate"),
        ...useUnconfirmed("gate").map(({ title }) => title),
        clauses("GPH-07"),
      ].join("|")}
    </i>
  );
}

test("a regulation named in a refusal, one that waits to be confirmed, and the beginning of a clause", async () => {
  desk();
  await openedPart(<InPassing />);
  await waitFor(() => expect(textAt("i")()).toContain("先签后走"));
  expect(await inEach(textAt("i"))).toEqual(
    all("门岗交接班制度|门岗交接班制度|先签后走", "Gate hand-over|Gate hand-over|Sign first"),
  );
  expect(said("overview:title")).toBe("Site overview");
});
