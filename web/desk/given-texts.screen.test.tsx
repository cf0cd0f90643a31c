import { waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { pageView } from "#server/log/log-answer.ts";
import { type RegulationText, regulationView } from "#server/site/site-answer.ts";
import { dayAtGate, someHash } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { logLine, pageWith } from "#test/desk-page.ts";
import { speak } from "../languages/language.ts";
import { all, inEach, textAt } from "./in-each-language.ts";
import { LogPanel } from "./log/LogPanel.tsx";
import { ClauseRow } from "./notice/ClauseRow.tsx";
import { RegulationScreen } from "./notice/RegulationScreen.tsx";
import { button, field, openedPart } from "./opened-part.tsx";
import { LogPaper } from "./paper/LogPaper.tsx";
import { RuleChips } from "./refusal/RuleChips.tsx";

/*
 * Texts that a regulation gives in Chinese and in English: each screen says the one of its language. Whoever reads Traditional Chinese reads
 * the Chinese as it was given, for that is what they confirm.
 */

setUpDesks();
afterEach(() => speak("zh-CN", { remember: false }));

const open = [{ name: "call", who: { zh: "队长", en: "the captain" }, values: [5] }];
const rule = { id: "GPH-07", zh: "先签后走，不得离岗。", en: "Sign first, then go.", carried: true, open };
const gph: RegulationText = {
  ...{ regulation: "gph", edition: "2026-01-01", hash: someHash, title: { zh: "门岗制度", en: "The gate" } },
  ...{ confirmed: false, rules: [{ ...rule, strength: "acknowledge" }] },
};
const desk = () =>
  deskHere()
    .answers(regulationView, gph)
    .answers(pageView, pageWith([logLine(1)]));

test("the kind of a line in the log, and on paper", async () => {
  desk();
  const { post, ...shift } = dayAtGate;
  await openedPart(<LogPanel post={post} shift={shift} />);
  expect(await inEach(textAt("#log .lines .meta span"))).toEqual(all("日常", "Routine"));
  await speak("zh-CN", { remember: false });
  const place = { at: dayAtGate, sheet: 1, sheets: 1, leading: undefined };
  await openedPart(<LogPaper page={pageWith([logLine(1)])} place={place} />);
  expect(await inEach(textAt("tbody td:nth-child(2)"))).toEqual(all("日常", "Routine"));
});

test("kinds and phrases where a line is written; a phrase follows what was begun as its language writes it", async () => {
  desk();
  const { post, ...shift } = dayAtGate;
  const { user } = await openedPart(<LogPanel post={post} shift={shift} />);
  await user.click(button("日常"));
  const offered = () => [...document.querySelectorAll(".composer .choice")].map((each) => each.textContent);
  expect(await inEach(offered)).toEqual(
    all(["日常", "来访", "1巡视正常", "2开灯"], ["Routine", "Visit", "1All well", "2Lights on"]),
  );
  await user.type(field("log:ownWords"), "Hall.");
  await user.click(button("All well"));
  expect((field("log:ownWords") as HTMLTextAreaElement).value).toBe("Hall. All well");
});

test("a regulation's title, its clauses, in a language that readers aloud are told, and whoever a number names", async () => {
  desk();
  await openedPart(<RegulationScreen />, { at: "/regulation/gph" });
  const shown = () => {
    const clause = document.querySelector(".clause-row [lang]");
    return [textAt("h1")(), clause?.textContent, clause?.getAttribute("lang")];
  };
  expect(await inEach(shown)).toEqual(all(["门岗制度", rule.zh, "zh-CN"], ["The gate", rule.en, "en"]));
  await speak("zh-CN", { remember: false });
  await openedPart(<ClauseRow rule={{ ...rule, strength: "enforce" }} />);
  const names = () => ["队长", "the captain"].filter((each) => document.body.textContent?.includes(each));
  expect(await inEach(names)).toEqual(all(["队长"], ["the captain"]));
});

test("a clause that was opened by its rule, under the title of its regulation", async () => {
  desk();
  const { user } = await openedPart(<RuleChips rules={["GPH-07"]} />);
  await user.click(button("GPH-07"));
  await waitFor(() => expect(document.querySelectorAll(".clause")).toHaveLength(1));
  const shown = () => {
    const clause = document.querySelector(".clause");
    return [
      clause?.textContent,
      clause?.getAttribute("lang"),
      clause?.previousElementSibling?.textContent?.split(" · ")[0],
    ];
  };
  expect(await inEach(shown)).toEqual(all([rule.zh, "zh-CN", "门岗制度"], [rule.en, "en", "The gate"]));
});
