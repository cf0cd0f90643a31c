import { lin, wu } from "../handover-story.ts";
import { crack, fivePast } from "./told-things.ts";
import type { SpokenRow } from "./unspelled-variants.ts";

const turn = { date: "2026-11-21", shift: "day", person: lin, leading: true };
const { leading: _, ...planned } = turn;
const lobbyDay = { post: "lobby", date: "2026-11-21", shift: "day" };

/** How a site, its people, its rules and what is owed there read. */
export const setUpRows: readonly SpokenRow[] = [
  ["obligation.missed", { key: "complete" }, "〈complete〉逾期未办", "<complete> was not done in time"],
  [
    "obligation.escalated",
    { key: "complete", call: "chief", dueAt: 0 },
    "〈complete〉仍未办，已呼叫〈chief〉",
    "<complete> still not done, <chief> called",
  ],
  [
    "obligation.escalated",
    { key: "complete", call: "chief", dueAt: Number.MAX_SAFE_INTEGER },
    "〈complete〉：即时呼叫〈chief〉",
    "<complete>: <chief> called at once",
  ],
  [
    "obligation.called",
    { key: "complete", rung: 1, people: [lin, wu] },
    "〈complete〉：已呼叫李伟、吴军",
    "<complete>: Li Wei, Wu Jun called",
  ],
  [
    "obligation.called",
    { key: "complete", rung: 1, people: [] },
    "〈complete〉：没有可叫的人",
    "<complete>: there is nobody to call",
  ],
  [
    "obligation.heard",
    { key: "complete", rung: 1, people: [wu] },
    "吴军已收到呼叫：〈complete〉",
    "The call about <complete> reached Wu Jun",
  ],
  [
    "obligation.unheard",
    { key: "complete", rung: 1 },
    "呼叫无人收到：〈complete〉",
    "The call about <complete> reached nobody",
  ],
  [
    "obligation.called-anew",
    { key: "complete" },
    "〈complete〉：有人应答后仍未办，重新呼叫",
    "<complete> was answered and is still not done: called anew",
  ],
  [
    "obligation.self-answered",
    { key: "complete", rung: 1, reason: crack },
    "李伟自答本人的事（〈complete〉）：玻璃门有裂纹",
    "Li Wei answers for <complete>, which is about themselves: 玻璃门有裂纹",
  ],
  ["obligation.acknowledged", { key: "complete" }, "李伟已应答：〈complete〉", "Li Wei answers for <complete>"],
  ["site.established", { name: "塔楼", zone: "UTC" }, "李伟设立项目“塔楼”", "Li Wei established the site “塔楼”"],
  ["site.post-established", { name: "大堂" }, "李伟设置岗位“大堂”", "Li Wei set up the post “大堂”"],
  [
    "site.edition-adopted",
    { regulation: "lobby-rules", edition: "2026-11-01", from: "2026-12-01" },
    "李伟采用制度 lobby-rules 2026-11-01 版，自 2026-12-01 起施行",
    "Li Wei adopted lobby-rules, edition 2026-11-01, in force from 2026-12-01",
  ],
  [
    "site.house-bound",
    { functions: { "squad-leader": "team-lead" }, parameters: {} },
    "李伟设定了通则中的职能在本项目的叫法",
    "Li Wei set what the functions of the house rules are called here",
  ],
  [
    "site.adoption-withdrawn",
    { regulation: "lobby-rules", edition: "2026-11-01", from: "2026-12-01" },
    "李伟撤回制度 lobby-rules 2026-11-01 版，原定自 2026-12-01 起施行",
    "Li Wei withdrew lobby-rules, edition 2026-11-01, which was to be in force from 2026-12-01",
  ],
  [
    "site.calendar-set",
    {
      year: 2027,
      from: "2027-01-01",
      days: [
        { date: "2027-01-01", type: "holiday", name: "元旦" },
        { date: "2027-01-02", type: "make-up", name: "元旦" },
      ],
    },
    "李伟设定 2027 年日历，自 2027-01-01 起节假日 1 天、调休上班 1 天",
    "Li Wei set the calendar of 2027: from 2027-01-01 on 1 holiday, 1 day worked instead",
  ],
  [
    "site.calendar-set",
    { year: 2027, from: "2027-01-01", days: [] },
    "李伟设定 2027 年日历，自 2027-01-01 起节假日 0 天、调休上班 0 天",
    "Li Wei set the calendar of 2027: from 2027-01-01 on 0 holidays, 0 days worked instead",
  ],
  [
    "site.calendar-set",
    { year: 2027, from: "2027-01-01", days: [{ date: "2027-01-02", type: "make-up", name: "元旦" }] },
    "李伟设定 2027 年日历，自 2027-01-01 起节假日 0 天、调休上班 1 天",
    "Li Wei set the calendar of 2027: from 2027-01-01 on 0 holidays, 1 day worked instead",
  ],
  ["person.joined", { name: { sealed: "赵强", kind: "name" } }, "李伟登记赵强入职", "Li Wei took 赵强 in"],
  [
    "person.function-granted",
    { function: "chief" },
    "李伟授予职能：〈chief〉",
    "Li Wei granted the function of <chief>",
  ],
  [
    "person.function-ended",
    { function: "chief", reason: crack },
    "李伟终止职能〈chief〉：玻璃门有裂纹",
    "Li Wei ended the function of <chief>: 玻璃门有裂纹",
  ],
  ["person.pin-reset", { reason: crack }, "李伟重置签字码：玻璃门有裂纹", "Li Wei reset the PIN: 玻璃门有裂纹"],
  [
    "person.password-reset",
    { reason: crack },
    "李伟重置密码，旧密码和签字码作废：玻璃门有裂纹",
    "Li Wei reset the password; it and the PIN are void: 玻璃门有裂纹",
  ],
  ["person.left", { reason: crack }, "李伟登记离职：玻璃门有裂纹", "Li Wei recorded that they left: 玻璃门有裂纹"],
  ["roster.published", { assignments: [] }, "李伟发布排班表，共 0 个班次", "Li Wei published the roster, 0 turns"],
  ["roster.published", { assignments: [turn] }, "李伟发布排班表，共 1 个班次", "Li Wei published the roster, 1 turn"],
  [
    "person.duty-ended",
    {
      on: [lobbyDay],
      turns: [lobbyDay, lobbyDay],
      owed: [{ noun: "attendance", id: "lobby", key: "sign-off", what: "attendance.sign-off" }],
    },
    "已离职：当班 1 处，空出 2 班，名下未办 1 件",
    "Has left: on duty in 1 shift, 2 turns vacant, 1 thing owed by name",
  ],
  [
    "person.duty-ended",
    { on: [], turns: [lobbyDay], owed: [] },
    "已离职：当班 0 处，空出 1 班，名下未办 0 件",
    "Has left: on duty in 0 shifts, 1 turn vacant, 0 things owed by name",
  ],
  [
    "person.duty-ended",
    { on: [lobbyDay], turns: [], owed: [] },
    "已离职：当班 1 处，空出 0 班，名下未办 0 件",
    "Has left: on duty in 1 shift, 0 turns vacant, 0 things owed by name",
  ],
  ["roster.turns-vacated", { turns: [planned] }, "有人离职，空出 1 班", "Somebody left the company: 1 turn vacant"],
  [
    "roster.turns-vacated",
    { turns: [planned, planned] },
    "有人离职，空出 2 班",
    "Somebody left the company: 2 turns vacant",
  ],
  [
    "roster.turns-changed",
    { dropped: [], added: [planned] },
    "改排：新增 1 人次，取消 0 人次",
    "The plan changed: 1 turn added, 0 turns dropped",
  ],
  [
    "roster.turns-changed",
    { dropped: [planned], added: [] },
    "改排：新增 0 人次，取消 1 人次",
    "The plan changed: 0 turns added, 1 turn dropped",
  ],
  [
    "roster.turns-changed",
    { dropped: [planned, planned], added: [planned] },
    "改排：新增 1 人次，取消 2 人次",
    "The plan changed: 1 turn added, 2 turns dropped",
  ],
  [
    "roster.cover-undone",
    { date: "2026-11-21", shift: "day", absent: lin, cover: wu },
    "新排班不再由吴军顶替李伟（2026-11-21 〈day〉）",
    "The new plan no longer puts Wu Jun in for Li Wei (2026-11-21 <day>)",
  ],
  [
    "roster.cover-taken-back",
    { date: "2026-11-21", shift: "day", absent: lin, cover: wu, reason: crack },
    "李伟撤回顶班：吴军不再顶替李伟（2026-11-21 〈day〉）：玻璃门有裂纹",
    "Li Wei took a cover back: Wu Jun no longer stands in for Li Wei (2026-11-21 <day>): 玻璃门有裂纹",
  ],
  [
    "roster.cover-arranged",
    { date: "2026-11-21", shift: "day", absent: lin, cover: wu, reason: crack },
    "李伟安排吴军顶替李伟（2026-11-21 〈day〉）：玻璃门有裂纹",
    "Li Wei put Wu Jun in for Li Wei (2026-11-21 <day>): 玻璃门有裂纹",
  ],
  [
    "notice.confirmed",
    { regulation: "lobby-rules", person: wu },
    "吴军确认已读制度 lobby-rules",
    "Wu Jun confirmed having read lobby-rules",
  ],
  [
    "notice.reading-owed",
    { person: wu, regulation: "guards", post: "gate", dueAt: fivePast, rules: [] },
    "吴军到〈gate〉顶岗时还没确认已读制度 guards，须在 16:05 前补确认",
    "Wu Jun stood in at <gate> before confirming guards, and is to confirm it by 16:05",
  ],
  ["notice.reading-ended", {}, "已离开单位，不再要求确认已读", "Left the company: nothing is to be read any more"],
  [
    "notice.edition-confirmed",
    { regulation: "lobby-rules", person: wu, edition: "2026-11-01" },
    "吴军确认已读制度 lobby-rules（2026-11-01 版）",
    "Wu Jun confirmed having read lobby-rules, edition of 2026-11-01",
  ],
  [
    "violation.recorded",
    { person: wu, post: "gate", date: "2026-11-21", rules: ["GPH-01"] },
    "李伟记录吴军违纪（2026-11-21 〈gate〉，GPH-01）",
    "Li Wei recorded a violation by Wu Jun (2026-11-21 <gate>, GPH-01)",
  ],
  [
    "violation.recorded",
    { person: wu, post: "gate", date: "2026-11-21", rules: ["GPH-01"], account: crack },
    "李伟记录吴军违纪（2026-11-21 〈gate〉，GPH-01）：玻璃门有裂纹",
    "Li Wei recorded a violation by Wu Jun (2026-11-21 <gate>, GPH-01): 玻璃门有裂纹",
  ],
  [
    "clock.jumped",
    { jump: "j", from: fivePast, to: fivePast, witness: "none", server: "node-1" },
    "服务器 node-1 的时钟从 16:05 跳到 16:05",
    "The clock of the server node-1 jumped from 16:05 to 16:05",
  ],
  [
    "clock.jumped",
    { jump: "j", from: fivePast, to: fivePast, witness: "for", server: "node-1" },
    "服务器 node-1 的时钟从 16:05 跳到 16:05；数据库的时钟与现在的时间一致",
    "The clock of the server node-1 jumped from 16:05 to 16:05; the database's clock agrees with the new time",
  ],
  [
    "clock.jumped",
    { jump: "j", from: fivePast, to: fivePast, witness: "against", server: "node-1" },
    "服务器 node-1 的时钟从 16:05 跳到 16:05；数据库的时钟与现在的时间不符",
    "The clock of the server node-1 jumped from 16:05 to 16:05; the database's clock does not agree with the new time",
  ],
  [
    "clock.resumed",
    { jump: "j", by: "time" },
    "时钟跳变后等候已满，逾期和呼叫继续",
    "The wait after the jump of the clock is over: misses and calls go on",
  ],
  [
    "clock.resumed",
    { jump: "j", by: "database" },
    "数据库的时钟证实现在的时间，逾期和呼叫继续",
    "The database's clock confirms the time: misses and calls go on",
  ],
  ["clock.confirmed", { jump: "j" }, "李伟确认现在的时间正确", "Li Wei confirms that the time is right now"],
  [
    "clock.gap",
    { from: fivePast, to: fivePast, server: "node-1" },
    "程序从 16:05 到 16:05 没有运行",
    "The program did not run from 16:05 to 16:05",
  ],
  [
    "redaction.ordered",
    { reason: crack },
    "李伟抹除了1处文字或照片：玻璃门有裂纹",
    "Li Wei erased 1 text or photo: 玻璃门有裂纹",
  ],
  [
    "redaction.ordered",
    { erases: ["a".repeat(64), "b".repeat(64)], reason: crack },
    "李伟抹除了2处文字或照片：玻璃门有裂纹",
    "Li Wei erased 2 texts or photos: 玻璃门有裂纹",
  ],
];
