import { wu } from "../handover-story.ts";
import { crack, fivePast, turn } from "./told-things.ts";
import type { SpokenRow } from "./unspelled-variants.ts";

/** How attendances read. */
export const attendanceRows: readonly SpokenRow[] = [
  ["attendance.expected", turn, "李伟当班，尚未上岗", "Li Wei is due and has not signed on"],
  ["attendance.signed-on", { ...turn, lateMinutes: 0 }, "李伟上岗", "Li Wei signed on"],
  ["attendance.signed-on", { ...turn, lateMinutes: 1 }, "李伟上岗，迟到1分钟", "Li Wei signed on, 1 minute late"],
  ["attendance.signed-on", { ...turn, lateMinutes: 5 }, "李伟上岗，迟到5分钟", "Li Wei signed on, 5 minutes late"],
  [
    "attendance.signed-on",
    { ...turn, lateMinutes: 0, from: "gate" },
    "李伟从〈gate〉换岗到此",
    "Li Wei moved here from <gate>",
  ],
  [
    "attendance.signed-on",
    { ...turn, lateMinutes: 5, changedFrom: "gate", record: crack },
    "李伟上岗，迟到5分钟，本班先在〈gate〉：玻璃门有裂纹",
    "Li Wei signed on, 5 minutes late, from <gate> in the same shift: 玻璃门有裂纹",
  ],
  [
    "attendance.briefed",
    { keyPoints: crack, attendees: [wu] },
    "李伟班前讲评：玻璃门有裂纹（到场：吴军）",
    "Li Wei held the line-up: 玻璃门有裂纹 (present: Wu Jun)",
  ],
  [
    "attendance.moved",
    { to: "gate", record: crack },
    "李伟换岗到〈gate〉：玻璃门有裂纹",
    "Li Wei moved to <gate>: 玻璃门有裂纹",
  ],
  ["attendance.signed-off", { overtimeMinutes: 9 }, "李伟下岗，延时9分钟", "Li Wei signed off, 9 minutes over"],
  [
    "attendance.put-in",
    { occurrence: { post: "lobby", date: "2026-11-21", shift: "day", startsAt: 0, endsAt: 1, under: 1 }, person: wu },
    "吴军临时顶班，等其到岗",
    "Wu Jun was put in and is waited for",
  ],
  ["attendance.excused", { cover: wu }, "由吴军顶班", "Wu Jun stands in"],
  [
    "attendance.bound",
    { until: fivePast, by: { post: "gate", date: "2026-11-21", shift: "day" } },
    "还在〈gate〉当班，走不开，不算迟到",
    "Still kept on duty at <gate>: not late",
  ],
  ["attendance.unbound", { since: fivePast }, "16:05起走得开，等其到岗", "Free since 16:05: waited for from then on"],
  ["attendance.could-not-come", {}, "本班结束前来不了，不算缺勤", "Could not come before the shift ended: not absent"],
  ["attendance.absent", {}, "整班未到岗", "Never came in the whole shift"],
  ["attendance.not-again", {}, "重新排上后未再到岗", "Was put in again and did not come again"],
  [
    "attendance.abandoned",
    { leftAt: fivePast, account: crack, violation: true },
    "李伟记录：16:05擅自离岗：玻璃门有裂纹",
    "Li Wei recorded that the post was left at 16:05: 玻璃门有裂纹",
  ],
  [
    "attendance.abandoned",
    { leftAt: fivePast, account: crack, violation: true, wasOff: true },
    "李伟补记：16:05已擅自离岗，不是下岗：玻璃门有裂纹",
    "Li Wei recorded that the post had been left at 16:05, which was no sign-off: 玻璃门有裂纹",
  ],
  ["attendance.briefed", { attendees: [] }, "李伟班前讲评（到场：无）", "Li Wei held the line-up (present: nobody)"],
  ["attendance.moved", { to: "gate" }, "李伟换岗到〈gate〉", "Li Wei moved to <gate>"],
  ["attendance.signed-off", { overtimeMinutes: 0 }, "李伟下岗", "Li Wei signed off"],
  ["attendance.unscheduled", {}, "改排，不再等其到岗", "The plan changed: no longer waited for"],
  ["attendance.departed", {}, "已离职，不再在岗", "Has left the company, no longer on duty"],
  ["attendance.lined-up", { by: wu }, "本班班前讲评已由吴军做过", "Wu Jun has held the line-up of the shift"],
  [
    "attendance.briefed-others",
    { people: [wu] },
    "讲评一并算同班的吴军听过",
    "The line-up counts for Wu Jun of the same shift",
  ],
  ["attendance.goes-at-end", {}, "到点可下岗", "Goes when the shift ends"],
  ["attendance.freed", {}, "岗位有人接，可下岗", "Somebody has the post: may go"],
  [
    "attendance.shift-manned",
    {},
    "未到岗，同班已有人在岗，不再重新呼叫",
    "Has not come; somebody else of the shift is there: not called anew",
  ],
  ["attendance.held", { until: fivePast }, "到点没有人接岗，留岗等候", "Nobody has come for the post: stays on"],
  [
    "attendance.sign-off-recorded",
    { at: fivePast, overtimeMinutes: 5, reason: crack },
    "李伟补记：16:05下岗，延时5分钟：玻璃门有裂纹",
    "Li Wei recorded the sign-off for 16:05, 5 minutes over: 玻璃门有裂纹",
  ],
  [
    "attendance.sign-off-recorded",
    { at: fivePast, overtimeMinutes: 1, reason: crack },
    "李伟补记：16:05下岗，延时1分钟：玻璃门有裂纹",
    "Li Wei recorded the sign-off for 16:05, 1 minute over: 玻璃门有裂纹",
  ],
  [
    "attendance.sign-off-recorded",
    { at: fivePast, overtimeMinutes: 0, reason: crack },
    "李伟补记：16:05下岗：玻璃门有裂纹",
    "Li Wei recorded the sign-off for 16:05: 玻璃门有裂纹",
  ],
];
