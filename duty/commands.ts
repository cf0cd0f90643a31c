import { attendanceActs } from "#duty/wiring/attendance-wiring.ts";
import { handoverActs } from "#duty/wiring/handover-wiring.ts";
import { ledgerActs } from "#duty/wiring/ledger-wiring.ts";
import { logActs } from "#duty/wiring/log-wiring.ts";
import { matterActs } from "#duty/wiring/matter-wiring.ts";
import { noticeActs } from "#duty/wiring/notice-wiring.ts";
import { personActs } from "#duty/wiring/person-wiring.ts";
import { redactionActs } from "#duty/wiring/redaction-wiring.ts";
import { rosterActs } from "#duty/wiring/roster-wiring.ts";
import { siteActs } from "#duty/wiring/site-wiring.ts";
import { takeoverActs } from "#duty/wiring/takeover-wiring.ts";
import { violationActs } from "#duty/wiring/violation-wiring.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";

/* Everything that can be done. How each act is tied to the facts it rests on stands in `wiring/`, a file per noun. */

export const acts = {
  ...siteActs,
  ...personActs,
  ...rosterActs,
  ...attendanceActs,
  ...noticeActs,
  ...violationActs,
  ...handoverActs,
  ...takeoverActs,
  ...logActs,
  ...matterActs,
  ...ledgerActs,
  ...redactionActs,
} satisfies Record<string, CommandAct>;
