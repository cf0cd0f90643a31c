import { z } from "zod";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import type { ActInTable, Command, Environment, Table } from "#duty/door/table.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { Entry, StreamKey } from "#duty/grammar/entry.ts";
import { type BusinessDate, businessDateAt, type Instant, instantOf } from "#duty/grammar/time.ts";
import { handoverKind } from "#duty/handover/handover-kind.ts";
import { acts, entryShapes } from "#duty/nouns.ts";
import { type Assignment, rosterKind } from "#duty/roster/roster.ts";
import { type Post, type Site, siteKind } from "#duty/site/site.ts";

/*
 * A building small enough to see through: two posts, three shifts, people who are due. Its regulation is written down here, so that what
 * the kernel does can be told from what the packs say.
 */

export const guardedOrg = "wanda";
export const guardedTower = "tower";
export const opening = instantOf("2026-11-20T12:00:00Z");
export const date = "2026-11-21" as BusinessDate;

/** Names of people as the product has them: ids. */
export function guard(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

const rule: AttendanceRule = {
  rostered: { required: true, cites: ["ZB-05"] },
  onePlace: { required: true, cites: ["ZB-06"] },
  opens: { minutes: 60, cites: ["GPH-01"] },
  early: { minutes: 15, cites: ["GPH-01"] },
  // Whoever wants to go goes: who may is asked by the regulations themselves.
  untilRelieved: {
    required: false,
    cites: ["GPH-09"],
    ladder: [
      { afterMinutes: 5, call: "squad-leader" },
      { afterMinutes: 20, call: "department-manager" },
    ],
  },
};

function written(type: string, kind: ActInTable["kind"], id: (body: never) => string): ActInTable {
  return {
    kind,
    mode: "exclusive",
    stream: ({ body, site }) => ({ site, noun: kind.noun, id: id(body as never) }),
    facts: () => ({}),
    decide: ({ body }) => enter({ type, body } as Entry),
  };
}

const rosterBody = z.object({ post: z.string(), under: z.int(), assignments: z.array(z.any()) });

export const buildingTable: Table = {
  kinds: Object.fromEntries(
    [siteKind, rosterKind, handoverKind, acts["attendance.sign-on"].kind].map((kind) => [kind.noun, kind]),
  ),
  acts: {
    ...acts,
    "site.establish": written("site.established", siteKind, () => "setup"),
    "site.establish-post": written("site.post-established", siteKind, () => "setup"),
    "roster.publish": written("roster.published", rosterKind, ({ post }: { post: string }) => `${post}/2026-11`),
  },
  asks: {},
  reactions: {},
  planning: [rosterKind.noun],
  setupOf: (site): StreamKey => ({ site, noun: "site", id: "setup" }),
  ruleFor: (noun) => (noun === "attendance" ? rule : undefined),
  expectations: () => ({ expected: [], more: false }),
};

/** A line-up that speaks of nobody else of the shift: it leads one stream on and rests on that alone. */
const lineUp = acts["attendance.brief"] as ActInTable;
export const lineUpAlone: ActInTable = {
  ...lineUp,
  facts: (about) => ({ ...lineUp.facts(about), others: { answer: () => [] } }),
};

export const buildingShapes = {
  ...entryShapes,
  "site.established": z.object({}).loose(),
  "site.post-established": z.object({}).loose(),
  "roster.published": rosterBody,
};

export const buildingCalendar: Environment["calendar"] = (setup, now) => {
  const { zone, dayStartsAt } = setup as Site;
  return { zone, today: businessDateAt(now, zone, dayStartsAt) };
};

export function command(id: string, act: string, body: unknown, more: Partial<Command> = {}): Command {
  return { id, site: guardedTower, act, body, actor: "setup", proof: "session", ...more };
}

const shifts = [
  { key: "day", name: "早班", starts: "08:00", minutes: 480 },
  { key: "evening", name: "中班", starts: "16:00", minutes: 480 },
  { key: "night", name: "夜班", starts: "00:00", minutes: 480 },
];

function post(key: string, name: string): Post {
  return { key, name, department: "security", shifts, kit: [], books: [], binds: [] };
}

/** Day shift of the lobby: guards 1 to `people`; of the east gate: the same people, which a careful planner would not do. */
export function setUp(site = guardedTower, people = 4): Command[] {
  const assignments: Assignment[] = Array.from({ length: people }, (_, index) => {
    return { date, shift: "day", person: guard(index + 1), leading: index === 0 };
  });
  const established = {
    name: "示范大厦",
    headOffice: site,
    zone: "Asia/Shanghai",
    dayStartsAt: "06:00",
    demonstration: true,
  };
  return [
    command(`${site}-1`, "site.establish", established, { site }),
    command(`${site}-2`, "site.establish-post", post("lobby", "大堂岗"), { site }),
    command(`${site}-3`, "site.establish-post", post("east-gate", "东门岗"), { site }),
    command(`${site}-4`, "roster.publish", { post: "lobby", under: 3, assignments }, { site }),
    command(`${site}-5`, "roster.publish", { post: "east-gate", under: 3, assignments }, { site }),
  ];
}

/** 07:50 in Shanghai: sign-on is open, and five minutes late. */
export const early: Instant = instantOf("2026-11-20T23:50:00Z");

export function signOnCommand(id: string, person: number, at = "lobby", more: Partial<Command> = {}): Command {
  const actor = { person: guard(person) };
  return command(id, "attendance.sign-on", { post: at, date, shift: "day" }, { actor, ...more });
}
