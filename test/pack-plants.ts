import type { PackChange } from "./changed-pack.ts";

/** Something done to a pack that must not pass: each was, or could be, done by hand in good faith or bad. */
export interface Plant {
  readonly name: string;
  readonly pack: "guard-post-handover" | "squad-leader-handover" | "zhiban-house";
  readonly changes: readonly PackChange[];
}

const inText = (from: string | RegExp, to: string): PackChange => ({ file: "regulation.yaml", from, to });
const inRules = (from: string | RegExp, to: string): PackChange => ({ file: "rules.yaml", from, to });
const inCases = (from: string | RegExp, to: string): PackChange => ({ file: "cases.yaml", from, to });

const guards = (name: string, ...changes: PackChange[]): Plant => ({ name, pack: "guard-post-handover", changes });
const leaders = (name: string, ...changes: PackChange[]): Plant => ({ name, pack: "squad-leader-handover", changes });
const house = (name: string, ...changes: PackChange[]): Plant => ({ name, pack: "zhiban-house", changes });

const abandonment = /\n {4}abandonment: \{[^\n]*\}/;
/** Every expectation that bears GPH-10 taken away, and its cases with them. */
const casesOfTen = / {2}- case: 没人接就走了[\s\S]*$/;

/** What was planted from outside and passed (K6.4). */
export const oncePassed: readonly Plant[] = [
  guards("whole elements speak of guards only", inText("post: any", "post: guard")),
  guards("GPH-09 is only to be acknowledged", inRules(/(GPH-09[\s\S]*?strength: )enforce/, "$1acknowledge")),
  guards("GPH-09 says the contrary", inRules("接班人未到，交班人不得离岗。", "接班人未到，交班人可以离岗。")),
  leaders(
    "SLH-03 is gone, with its part and its cases",
    inRules(/ {2}- id: SLH-03\n(?: {4}.*\n)+/, ""),
    inText(/\n {4}briefing: .*/, ""),
    inCases(/ {2}- case: 班前列队[\s\S]*?\n\n/, ""),
  ),
  guards(
    "GPH-10 is a citation on the summary",
    inText(abandonment, ""),
    inText("summary: { required: true, cites: [GPH-03] }", "summary: { required: true, cites: [GPH-03, GPH-10] }"),
    inCases(casesOfTen, ""),
    inCases("for: [GPH-03]", "for: [GPH-03, GPH-10]"),
  ),
  guards(
    "an invented rule rides on the naming of the relief",
    inRules(/$/, "  - id: GPH-11\n    zh: 接班人应当微笑。\n    en: The relief smiles.\n    strength: enforce\n"),
    inText("named: true, cites: [GPH-05]", "named: true, cites: [GPH-05, GPH-11]"),
    inCases("for: [GPH-05]", "for: [GPH-05, GPH-11]"),
  ),
];

/** Further changes of the same kinds. */
export const furtherPlants: readonly Plant[] = [
  leaders("SLH-05 is only tracked", inRules(/(SLH-05[\s\S]*?strength: )enforce/, "$1track")),
  guards(
    "GPH-02 is gone, with its part and its case",
    inRules(/ {2}- id: GPH-02\n(?: {4}.*\n)+/, ""),
    inText(/\n {4}postChange: .*/, ""),
    inCases(/ {2}- case: 班内换到东门岗[\s\S]*?\n\n/, ""),
  ),
  guards(
    "the times of two calls are exchanged",
    inText(
      "afterMinutes: 5, call: squad-leader }, { afterMinutes: 20,",
      "afterMinutes: 20, call: squad-leader }, { afterMinutes: 5,",
    ),
  ),
  guards(
    "a rung is gone",
    inText(", { afterMinutes: 20, call: department-manager }]", "]"),
    inText("open: [callSquadLeader, callDepartmentManager]", "open: [callSquadLeader]"),
  ),
  guards(
    "only the manager records that somebody left",
    inText("by: [squad-leader, department-manager]", "by: [department-manager]"),
  ),
  guards(
    "more people may record that somebody left",
    inText("  department-manager: {", "  porter: { zh: 门童, en: porter }\n  department-manager: {"),
    inText("by: [squad-leader,", "by: [porter, squad-leader,"),
  ),
  guards("nobody need wait for the relief", inText(/(untilRelieved:\n {6}required: )true/, "$1false")),
  guards("what is missing need not be explained", inText("explained: true", "explained: false")),
  guards("the grace is thirty minutes", inText("graceMinutes: 10", "graceMinutes: 30")),
  guards("the grace is the text's own", inText("open: [graceMinutes, callSquadLeader]", "open: [callSquadLeader]")),
  guards("errors are found by squad leaders only", inText("post: guard", "post: squad-leader")),
  guards("errors may be reported a quarter of an hour later", inText("withinMinutes: 0", "withinMinutes: 15")),
  guards(
    "the manager is called first",
    inText("{ afterMinutes: 15, call: squad-leader }", "{ afterMinutes: 15, call: department-manager }"),
    inText("open: [graceMinutes, callSquadLeader]", "open: [graceMinutes, callDepartmentManager]"),
  ),
  guards("nobody need have read the rules", inText(/notice:\n(?: .*\n)+/, "")),
  guards(
    "summary and relief are carried out by each other's part",
    inText("required: true, cites: [GPH-03]", "required: true, cites: [GPH-99]"),
    inText("named: true, cites: [GPH-05]", "named: true, cites: [GPH-03]"),
    inText("cites: [GPH-99]", "cites: [GPH-05]"),
    inCases("GPH-03", "GPH-99"),
    inCases("GPH-05", "GPH-03"),
    inCases("GPH-99", "GPH-05"),
  ),
  guards(
    "GPH-08 says the contrary in English",
    inRules("without a special reason nobody takes over late", "without a special reason somebody takes over late"),
  ),
  leaders("leaders come five minutes early", inText("minutes: 15", "minutes: 5"), inCases('"07:45"', '"07:55"')),
  leaders(
    "how early leaders come is the site's own",
    inText("minutes: 15, cites", "minutes: 15, open: [minutes], cites"),
  ),
  leaders(
    "one signature is enough for the work form",
    inText("workForm: { signatures: 2", "workForm: { signatures: 1"),
  ),
  leaders("SLH-02 waits for a noun", inRules(/(SLH-02[\s\S]*?strength: enforce)/, "$1\n    pending: round")),
  house(
    "ZB-17 is gone",
    inRules(/ {2}- id: ZB-17\n(?: {4}.*\n)+/, ""),
    inText(/\n {4}standIn: .*/, ""),
    inCases(/ {2}- case: 交班人已离岗[\s\S]*?\n\n/, ""),
  ),
  house(
    "administrators release important matters too",
    inText("release: { by: [squad-leader,", "release: { by: [administrator, squad-leader,"),
  ),
  house(
    "an invented rule stands on a comment",
    inRules(
      /$/,
      "  - id: ZB-99\n    zh: 平台永远可用。\n    en: The platform is always there.\n    strength: enforce\n",
    ),
    inText("# The platform's own rules.", "# The platform's own rules (ZB-99)."),
  ),
];

const alone = [
  "the times of two calls are exchanged",
  "more people may record that somebody left",
  "nobody need wait for the relief",
  "errors are found by squad leaders only",
  "the manager is called first",
  "nobody need have read the rules",
  "one signature is enough for the work form",
  "SLH-02 waits for a noun",
];

/** What no catalogue helps with: the same done to a pack that no catalogue knows. The measure alone must notice. */
export const withoutCatalogue: readonly Plant[] = [
  ...oncePassed.filter(({ name }) => !/contrary|SLH-03 is gone/.test(name)),
  ...furtherPlants.filter(({ name }) => alone.includes(name)),
];
