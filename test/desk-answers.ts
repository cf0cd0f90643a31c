import { minute } from "#duty/grammar/time.ts";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import type { DueForDuty, OnDuty, PostAttendance } from "#server/attendance/attendance-answer.ts";
import type { SitePlan } from "#server/site/site-answer.ts";

/* For tests of screens: who is at a desk of the tower, and what the server says of it where a test says nothing else. */

/** Noon of the first day at the site. */
export const noon = Date.UTC(2026, 10, 21, 4);
const id = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;
export const [lin, wu, zhao, sun] = [id(1), id(2), id(3), id(4)] as const;
const called: Readonly<Record<string, string>> = { [lin]: "林涛", [wu]: "吴敏", [zhao]: "赵强", [sun]: "孙梅" };
/** The shift that runs at noon. */
export const dayAtGate = { post: "gate", date: "2026-11-21", shift: "day" } as const;
export const someHash = "0f".repeat(32);

export function personHere(person: string, more: Partial<PersonHere> = {}): PersonHere {
  return {
    person,
    name: called[person] ?? person,
    signInName: `person${person.at(-1)}`,
    mustChangePassword: false,
    mustSetPin: false,
    renewed: null,
    language: "zh-CN",
    locked: false,
    functions: [],
    ...more,
  };
}

/** Who leads the squad of the tower. */
export function leaderHere(person: string, more: Partial<PersonHere> = {}): PersonHere {
  return personHere(person, { functions: [{ function: "squad-leader", site: "tower" }], ...more });
}

export function sessionWith(people: readonly PersonHere[], more: Partial<Session> = {}): Session {
  return {
    people: [...people],
    locked: people.length > 0 && people.every(({ locked }) => locked),
    lockedAt: null,
    locksAt: null,
    idleSeconds: 300,
    endsAt: null,
    organisation: { id: "org", name: "示范物业" },
    sites: [{ site: "tower", name: "示范大厦", zone: "Asia/Shanghai", demonstration: false }],
    device: null,
    opening: null,
    sealed: [],
    toSeal: null,
    demonstration: false,
    now: noon,
    ...more,
  };
}

const shifts = [
  { key: "day", name: "早班", starts: "08:00", minutes: 480 },
  { key: "evening", name: "中班", starts: "16:00", minutes: 480 },
  { key: "night", name: "晚班", starts: "00:00", minutes: 480 },
];
const bound = {
  regulation: "gph",
  title: { zh: "门岗交接班制度", en: "Gate hand-over" },
  edition: "2026-01-01",
  hash: someHash,
  as: "gate-post",
  functions: {},
};

const postOf = (key: string, name: string): SitePlan["posts"][number] => ({
  key,
  name,
  department: "security",
  shifts: [...shifts],
  limited: [],
  kit: [{ key: "radio", name: "对讲机", expected: 2 }],
  books: [{ key: "visitors", name: "来访登记" }],
  binds: [bound],
});

export const plan: SitePlan = {
  site: "tower",
  name: "示范大厦",
  zone: "Asia/Shanghai",
  dayStartsAt: "00:00",
  demonstration: false,
  version: 3,
  head: { version: 3, hash: "0f0f" },
  today: dayAtGate.date,
  specialDays: {},
  posts: [postOf("gate", "大门岗"), postOf("lobby", "大堂岗")],
  people: [
    ...[lin, wu, zhao, sun].map((person) => ({ person, name: called[person] ?? "", left: false })),
    { person: id(9), name: "钱走", left: true },
  ],
};

export const hours = 60 * minute;
const running = { date: dayAtGate.date, shift: "day", startsAt: noon - 4 * hours, endsAt: noon + 4 * hours };
const following = { date: dayAtGate.date, shift: "evening", startsAt: noon + 4 * hours, endsAt: noon + 12 * hours };

/** What the regulations of the tower leave to whoever leads a squad. */
export const ofLeaders = { by: ["squad-leader"], cites: ["ZB-10"] };

export function onDuty(person: string, more: Partial<OnDuty> = {}): OnDuty {
  const { date, shift, startsAt } = running;
  const told = { offer: null, recordSignOff: ofLeaders, abandonment: ofLeaders };
  return { person, date, shift, since: startsAt, lateMinutes: 0, briefed: true, away: false, ...told, ...more };
}

export function dueAtDesk(person: string, more: Partial<DueForDuty> = {}): DueForDuty {
  const { date, shift, startsAt } = following;
  return { person, leading: false, date, shift, startsAt, dueAt: startsAt, lateMinutes: 0, ...more };
}

/** How a post is manned at noon: by nobody, where nobody is named. */
export function attendanceAt(post: string, more: Partial<PostAttendance> = {}): PostAttendance {
  return { post, shift: running, next: following, on: [], covering: [], due: [], gone: [], ...more };
}

/** A desk at which two must prove anew who they are. */
export const lockedDesk = sessionWith([personHere(lin, { locked: true }), personHere(wu, { locked: true })]);
