import type { PackChange } from "./changed-pack.ts";

/** Something done to a pack that must not pass: each was, or could be, done by hand in good faith or bad. */
export interface Plant {
  readonly name: string;
  readonly pack: "guard-post-handover" | "squad-leader-handover" | "zhiban-house" | "leaving-the-post";
  readonly changes: readonly PackChange[];
}

const inText = (from: string | RegExp, to: string): PackChange => ({ file: "regulation.yaml", from, to });
const inRules = (from: string | RegExp, to: string): PackChange => ({ file: "rules.yaml", from, to });
const inCases = (from: string | RegExp, to: string): PackChange => ({ file: "cases.yaml", from, to });

const guards = (name: string, ...changes: PackChange[]): Plant => ({ name, pack: "guard-post-handover", changes });
const leaders = (name: string, ...changes: PackChange[]): Plant => ({ name, pack: "squad-leader-handover", changes });
const house = (name: string, ...changes: PackChange[]): Plant => ({ name, pack: "zhiban-house", changes });

const leaving = (name: string, ...changes: PackChange[]): Plant => ({ name, pack: "leaving-the-post", changes });

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
    inCases(/ {2}- case: 班内换到大堂岗[\s\S]*?\n\n/, ""),
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
  leaders(
    "nobody plays how soon a site wants records closed",
    inCases(/ {2}- case: 项目规定下班前十分钟把记录写完[\s\S]*?\n\n/, ""),
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
  "nobody plays how soon a site wants records closed",
  "one signature is enough for the work form",
  "SLH-02 waits for a noun",
];

/** What no catalogue helps with: the same done to a pack that no catalogue knows. The measure alone must notice. */
export const withoutCatalogue: readonly Plant[] = [
  ...oncePassed.filter(({ name }) => !/contrary|SLH-03 is gone/.test(name)),
  ...furtherPlants.filter(({ name }) => alone.includes(name)),
];

/** What passed once the cases were changed along by the same hand: of the part or the words themselves, with what check says of it now. */
export const sealedParts: readonly (readonly [Plant, said: string])[] = [
  [
    leaders("what is pending need not be told", inText("done: true, pending: true", "done: true, pending: false")),
    "handover.sections, which carries SLH-05, is not what was reviewed",
  ],
  [
    guards("who comes late gives no reason", inText("reason: true", "reason: false")),
    "handover.punctual, which carries GPH-08, is not what was reviewed",
  ],
  [
    guards("who abandons a post violates nothing", inText("violation: true", "violation: false")),
    "attendance.abandonment, which carries GPH-10, is not what was reviewed",
  ],
  [
    guards("nobody need wait to be relieved", inText(/(untilRelieved:\n {6}required: )true/, "$1false")),
    "attendance.untilRelieved, which carries GPH-09, is not what was reviewed",
  ],
  [
    house(
      "the manager is called first when a post stands empty",
      inText(
        "{ afterMinutes: 0, call: squad-leader }, { afterMinutes: 10, call: department-manager }",
        "{ afterMinutes: 0, call: department-manager }, { afterMinutes: 10, call: squad-leader }",
      ),
    ),
    "absence.emergency, which carries ZB-22, is not what was reviewed",
  ],
  [
    house(
      "an hour until somebody stands in, five minutes to say why",
      inText("withinMinutes: 5\n      tellMinutes: 60", "withinMinutes: 60\n      tellMinutes: 5"),
    ),
    "absence.emergency, which carries ZB-22, is not what was reviewed",
  ],
  [
    house(
      "important matters are called a day later",
      inText(/(important:\n {6}ladder: \[\{ afterMinutes: )0/, "$11440"),
    ),
    "matter.important, which carries ZB-08, is not what was reviewed",
  ],
  [
    house("signing on opens four hours before", inText("opens: { minutes: 60", "opens: { minutes: 240")),
    "attendance.opens, which carries ZB-05, is not what was reviewed",
  ],
  [
    house("nothing is written about vehicles", inText(/ {8}- key: vehicle\n(?: {10}.*\n)+/, "")),
    "log.categories, which carries ZB-16, is not what was reviewed",
  ],
  [
    guards("only guards stay at their post", inText(/(key: on-post\n {4}post: )any/, "$1guard")),
    "attendance.untilRelieved, which carries GPH-09, is not what was reviewed",
  ],
  [
    guards("only leaders report errors found afterwards", inText("post: guard", "post: squad-leader")),
    "handover.foundAfterwards, which carries GPH-07, is not what was reviewed",
  ],
  [
    house(
      "how soon somebody stands in is the site's own",
      inText("tellMinutes: 60\n", "tellMinutes: 60\n      open: [withinMinutes]\n"),
    ),
    "absence.emergency, which carries ZB-22, is not what was reviewed",
  ],
  [
    leaders("how soon records are closed is the text's own", inText(", open: [minutesBefore]", "")),
    "handover.records, which carries SLH-08, is not what was reviewed",
  ],
  [
    leaders(
      "the supervisor is called squad leader",
      inText("{ zh: 部门主管, en: department supervisor }", "{ zh: 班长, en: squad leader }"),
    ),
    "functions.department-supervisor is called “班长 / squad leader”, and was reviewed as “部门主管 / department supervisor”",
  ],
  [
    guards(
      "the post of guards is called that of leaders",
      inText("zh: 保安岗位, en: guard post", "zh: 大堂岗位, en: lobby post"),
    ),
    "posts.guard is called “大堂岗位 / lobby post”",
  ],
  [
    leaving("meals in turns bind the plant room", inText(/(key: in-turns\n {4}post: )canteen/, "$1plant")),
    "absence.inTurns, which carries LVP-06, is not what was reviewed",
  ],
];

const ownRelease =
  / {6}- at: "09:03"\n {8}who: 周敏\n {8}does: matter.release\n {8}with: \{ matter: \$渗水[^\n]*\n {8}expect:\n[^\n]*own-release[^\n]*\n/;

/** The same of the cases: what they claimed is claimed no more, and all that is left passes. */
export const sealedCases: readonly (readonly [Plant, said: string])[] = [
  [
    house(
      "nobody sees any more that one's own matter is not released",
      inCases(ownRelease, ""),
      inCases(
        "\ncases:\n",
        "  - rules: [ZB-09]\n    of: unseen\n    refusal: duty/matter/release-matter.ts#matter.own-release\n    why: 谁也遇不到这一句。\n\ncases:\n",
      ),
    ),
    "the cases of ZB-09 are not those that were reviewed",
  ],
  [
    leaders(
      "who attended the briefing is asked no more",
      inCases(
        "with: { attendees: [李伟, 林志远], keyPoints: { sealed: 今日有访客团，注意大堂秩序。 } }",
        "with: { attendees: [李伟] }",
      ),
    ),
    "the cases of SLH-03 are not those that were reviewed",
  ],
  [
    leaving("who is told is asked no more", inCases(/, with: \{ told: \[[^\]]*\] \}/, "")),
    "the cases of LVP-07 are not those that were reviewed",
  ],
  [
    guards("nobody leads the squad on the stage", inCases(/(name: 周敏)(?:, functions: \[squad-leader\])/, "$1")),
    "the stage is not the one that was reviewed",
  ],
];
