import { expect, test } from "vitest";
import { nouns } from "#duty/nouns.ts";

/* Whoever looks at a screen sees it anew when something that it shows has changed: left out here, it would stay as it was until asked again. */

/** For each noun the questions of screens that show something of its streams, beside those that its being owed or readable makes certain. */
const shown: Readonly<Record<string, readonly string[]>> = {
  // Who stands where; what was left.
  absence: ["absence", "attendance"],
  // Who is on duty is told on the form, on the page and at the post, and releases nothing there.
  attendance: ["attendance", "handover", "log", "matter"],
  // A post passes: who is on duty, and which page is open.
  handover: ["handover", "attendance", "log"],
  ledger: [],
  // The form speaks of the page as it stood.
  log: ["log", "handover"],
  manning: ["attendance"],
  // What is open stands on the form.
  matter: ["matter", "handover"],
  // Without having confirmed an edition nobody signs on.
  notice: ["notice", "attendance"],
  // Names, functions and what they let do, and who may act at the desk.
  person: ["session", "site", "matter"],
  redaction: ["redaction"],
  // The bell.
  clock: ["ledger"],
  // Who is due.
  roster: ["roster", "attendance"],
  site: ["site"],
  violation: [],
};
/** Everything that is owed stands there; and the overview tells of every noun but these. */
const notInOverview = ["redaction"];
const onLedger = ["ledger", "roster"];

test.each(nouns.map((each) => [each.name, each] as const))(
  "what changes of %s is asked anew by every screen that shows it",
  (name, noun) => {
    const owes = Object.keys(noun.owed).length > 0 || onLedger.includes(name);
    const certain = [...(owes ? ["ledger"] : []), ...(notInOverview.includes(name) ? [] : ["overview"])];
    expect(noun.shownBy.toSorted()).toEqual([...(shown[name] ?? []), ...certain].toSorted());
  },
);
