import { type BusinessDate, datePlus } from "#duty/grammar/time.ts";
import { hash, joined, many, other, someShift, type TakenBody, upTo, uuid } from "./taken-bodies.ts";

/* What the acts of the set-up, of people and of rosters take. */

const post = {
  ...{ key: "gate", name: "东门", department: "保安部" },
  shifts: [{ key: "day", name: "白班", starts: "08:00", minutes: 480 }],
  kit: [{ key: "radio", name: "对讲机", expected: 2 }],
  books: [{ key: "visitors", name: "来访簿" }],
  carries: { round: [{ place: "gate", minutes: 5, posted: true, tags: ["a"] }] },
  binds: [
    {
      regulation: "gph",
      as: "guard",
      functions: { leader: "chief" },
      parameters: { "handover.punctual.graceMinutes": 5 },
    },
  ],
};
const shiftOf = (more: object) => ["shifts", [{ ...post.shifts[0], ...more }]] as const;
const kitOf = (more: object) => ["kit", [{ ...post.kit[0], ...more }]] as const;
const bindOf = (more: object) => ["binds", [{ ...post.binds[0], ...more }]] as const;
const assignment = { date: "2026-12-01", shift: "day", person: uuid, leading: true };
const undone = { date: "2026-12-01", shift: "day", cover: other };
const specialDay = { date: "2026-10-01", type: "holiday", name: "国庆节" };
const everyDay = (count: number) =>
  many(count, (index) => ({ ...specialDay, date: datePlus("2026-01-01" as BusinessDate, index) }));
const holding = { person: uuid, function: "chief", site: "tower", post: "gate" };

export const setUpBodies: Readonly<Record<string, TakenBody>> = {
  "site.establish": {
    body: { name: "大厦", headOffice: "group", zone: "Asia/Shanghai", dayStartsAt: "00:00", demonstration: false },
    edges: joined(upTo("name", 60).edges, [
      ["zone", "UTC"],
      ["dayStartsAt", "23:59"],
    ]),
    beyond: joined(upTo("name", 60).beyond, [
      ["name", "大\n厦"],
      ["zone", "Asia/Beijing"],
      ["dayStartsAt", "24:00"],
      ["demonstration", 1],
    ]),
  },
  "site.establish-post": {
    body: post,
    optional: ["carries"],
    edges: joined(upTo("name", 40).edges, upTo("department", 40).edges, [
      shiftOf({ minutes: 15 }),
      shiftOf({ minutes: 1440 }),
      kitOf({ expected: 1 }),
      kitOf({ expected: 9999 }),
      ["carries", {}],
      ["carries", { round: [{ place: "x".repeat(500) }] }],
      ["carries", { round: many(500, () => ({})) }],
      bindOf({ parameters: { "handover.punctual.graceMinutes": 100_000 } }),
      ["shifts", many(24, (n) => ({ ...post.shifts[0], key: `s${n}` }))],
      ["kit", many(200, (n) => ({ ...post.kit[0], key: `k${n}` }))],
      ["books", many(50, (n) => ({ key: `b${n}`, name: "簿" }))],
      ["binds", many(40, (n) => ({ ...post.binds[0], regulation: `r${n}` }))],
    ]),
    beyond: joined(upTo("name", 40).beyond, upTo("department", 40).beyond, [
      shiftOf({ minutes: 14 }),
      shiftOf({ minutes: 1441 }),
      shiftOf({ starts: "8:00" }),
      kitOf({ expected: 0 }),
      kitOf({ expected: 10_000 }),
      bindOf({ parameters: { graceMinutes: 5 } }),
      bindOf({ parameters: { "handover.punctual.graceMinutes": -1 } }),
      bindOf({ parameters: { "handover.punctual.graceMinutes": 100_001 } }),
      ["carries", { round: [{ place: null }] }],
      ["carries", { Round: [] }],
      ["carries", { round: [{ "the place": "gate" }] }],
      ["carries", { round: [{ place: "x".repeat(501) }] }],
      ["carries", { round: many(501, () => ({})) }],
      bindOf({ parameters: { "handover.punctual.graceMinutes": 0.5 } }),
      ["shifts", [post.shifts[0], post.shifts[0]]],
      ["kit", [post.kit[0], post.kit[0]]],
      ["books", [post.books[0], post.books[0]]],
      ["binds", [post.binds[0], { ...post.binds[0], as: "chief" }]],
      ["shifts", many(25, (n) => ({ ...post.shifts[0], key: `s${n}` }))],
      ["kit", many(201, (n) => ({ ...post.kit[0], key: `k${n}` }))],
      ["books", many(51, (n) => ({ key: `b${n}`, name: "簿" }))],
      ["binds", many(41, (n) => ({ ...post.binds[0], regulation: `r${n}` }))],
    ]),
  },
  "site.bind-house": {
    body: { functions: { leader: "chief" }, parameters: { "handover.punctual.graceMinutes": 5 } },
    edges: [
      ["functions", {}],
      ["functions", Object.fromEntries(many(200, (n) => [`f${n}`, "chief"]))],
      ["parameters", { "handover.punctual.graceMinutes": 100_000 }],
    ],
    beyond: [
      ["functions", Object.fromEntries(many(201, (n) => [`f${n}`, "chief"]))],
      ["functions", { leader: "Chief" }],
      ["parameters", { graceMinutes: 5 }],
      ["parameters", { "handover.punctual.graceMinutes": 100_001 }],
    ],
  },
  "site.set-calendar": {
    body: { year: 2026, days: [specialDay] },
    edges: [
      ["year", 2000],
      ["year", 2099],
      ["days", []],
      ["days", everyDay(366)],
      ["days", [{ ...specialDay, name: "节".repeat(40) }]],
    ],
    beyond: [
      ["year", 1999],
      ["year", 2100],
      ["days", everyDay(367)],
      ["days", [specialDay, specialDay]],
      ["days", [{ ...specialDay, type: "working" }]],
      ["days", [{ ...specialDay, name: "" }]],
      ["days", [{ ...specialDay, name: "节".repeat(41) }]],
      ["days", [{ ...specialDay, date: "2100-01-01" }]],
    ],
  },
  "site.adopt-edition": {
    body: { regulation: "gph", edition: "2026-01-01", hash, from: "2026-01-01", text: "{}", uncarried: ["GPH-01"] },
    optional: ["uncarried"],
    edges: [
      ["text", "x".repeat(1_000_000)],
      ["text", ""],
      ["edition", "1900-01-01"],
      ["from", "2000-01-01"],
      ["uncarried", many(2000, () => "GPH-01")],
    ],
    beyond: [
      ["hash", hash.slice(1)],
      ["hash", `${hash}0`],
      ["hash", `g${hash.slice(1)}`],
      ["from", "2026-1-1"],
      ["from", "1999-12-31"],
      ["edition", "1899-12-31"],
      ["text", "x".repeat(1_000_001)],
      ["uncarried", many(2001, () => "GPH-01")],
      ["uncarried", ["GPH-1"]],
    ],
  },
  "site.withdraw-adoption": {
    body: { regulation: "gph", hash, from: "2026-01-01" },
    beyond: [
      ["hash", hash.slice(1)],
      ["from", "2100-01-01"],
    ],
  },
  "person.join": {
    body: { person: uuid, name: "李伟", staffNumber: "ZB-0031", phone: "+86 138-0000" },
    optional: ["phone"],
    edges: joined(upTo("name", 60).edges, [
      ["staffNumber", "A".repeat(20)],
      ["phone", "12345"],
      ["phone", `+${"1".repeat(20)}`],
    ]),
    beyond: joined(upTo("name", 60).beyond, [
      ["name", "李\t伟"],
      ["person", "lin"],
      ["staffNumber", ""],
      ["staffNumber", "A".repeat(21)],
      ["staffNumber", "A 1"],
      ["phone", "1234"],
      ["phone", "1".repeat(21)],
      ["phone", "12345x"],
    ]),
  },
  "person.grant-function": {
    body: holding,
    optional: ["post"],
    beyond: [
      ["function", "Chief"],
      ["site", ""],
    ],
  },
  "person.end-function": {
    body: { ...holding, reason: "调岗", stays: other },
    optional: ["post", "stays"],
    ...upTo("reason", 500),
  },
  "person.reset-pin": { body: { person: uuid, reason: "忘记" }, ...upTo("reason", 500) },
  "person.reset-password": { body: { person: uuid, reason: "忘记" }, ...upTo("reason", 500) },
  "person.leave": {
    body: { person: uuid, reason: "离职", stays: other },
    optional: ["stays"],
    ...upTo("reason", 500),
  },
  "roster.publish": {
    body: { post: "gate", month: "2026-12", assignments: [assignment], undoes: [undone] },
    optional: ["undoes"],
    edges: [
      ["undoes", []],
      ["undoes", many(2000, () => undone)],
      ["assignments", []],
      ["assignments", many(2000, () => assignment)],
      ["month", "2026-01"],
    ],
    beyond: [
      ["undoes", many(2001, () => undone)],
      ["undoes", [{ ...undone, leading: true }]],
      ["assignments", many(2001, () => assignment)],
      ["assignments", [{ ...assignment, leading: 1 }]],
      ["month", "2026-13"],
      ["month", "2026-00"],
    ],
  },
  "roster.take-back-cover": { body: { ...someShift, cover: other, reason: "退烧" }, ...upTo("reason", 500) },
  "roster.arrange-cover": {
    body: { ...someShift, absent: uuid, cover: other, reason: "发烧" },
    ...upTo("reason", 500),
  },
};
