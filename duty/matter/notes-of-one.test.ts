import { expect, test } from "vitest";
import type { Sealed } from "#duty/grammar/entry.ts";
import { dayMinutes, type Instant, instantOf, plusMinutes } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type Matter, matterKind } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry } from "./matter-shapes.ts";
import { progressMatter, settleMatter } from "./progress-matter.ts";
import { releaseMatter } from "./release-matter.ts";
import { takeMatterOver } from "./take-matter-over.ts";

/* How often one person tells of one matter within a day is bounded; nothing else that is done about it is. */

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const id = "gate/aaa";
const named = { post: "gate", matter: "aaa" };
const now = instantOf("2026-11-21T10:00:00+08:00");
const rule: MatterRule = { perPerson: { notesPerDay: 3, cites: ["ZB-08"] } };
const text = (sealed: string): Sealed => ({ sealed, kind: "free-text" });

type Told = readonly [MatterEntry, Under];
const opened: Told = [
  { type: "matter.opened", body: { class: "important", text: text("门锁"), dueAt: plusMinutes(now, 60), under: 3 } },
  { at: now, actor: { person: lin } },
];
const note = (at: Instant = now, who = lin): Told => [
  { type: "matter.progressed", body: { note: text("已报修") } },
  { at, actor: { person: who } },
];
const matter = (...entries: Told[]): Matter => given(matterKind, id, [opened, ...entries]);
const full = matter(note(), note(), note());

const facts = { onDuty: true, functions: [] as string[] };
const tells = (
  state: Matter,
  { who = lin, at = now, its = rule }: { who?: string; at?: Instant; its?: MatterRule } = {},
) => progressMatter({ state, rule: its, facts, circumstances: by(who, at), body: { ...named, note: "还没修好" } });

test("one person tells so often of a matter within a day and no more; a colleague goes on telling", () => {
  expect(outcomeOf(tells(matter(note(), note())))).toEqual(["matter.progressed"]);
  expect(tells(full).refusal).toEqual({ code: "matter.too-many-notes", rules: ["ZB-08"], detail: { most: 3 } });
  expect(outcomeOf(tells(full, { who: wu }))).toEqual(["matter.progressed"]);
  expect(outcomeOf(tells(full, { its: {} }))).toEqual(["matter.progressed"]);
});

test("a day later they tell again: what goes on for months is told of at every shift", () => {
  const nearly = plusMinutes(now, dayMinutes - 1);
  expect(tells(full, { at: nearly }).refusal).toMatchObject({ code: "matter.too-many-notes" });
  expect(outcomeOf(tells(full, { at: plusMinutes(now, dayMinutes) }))).toEqual(["matter.progressed"]);
  const many = Array.from({ length: 90 }, (_, day) => note(plusMinutes(now, day * dayMinutes)));
  expect(outcomeOf(tells(matter(...many), { at: plusMinutes(now, 90 * dayMinutes) }))).toEqual(["matter.progressed"]);
});

test("what somebody did about it otherwise is no note", () => {
  const released: Told = [
    { type: "matter.released", body: { reason: text("明日") } },
    { at: now, actor: { person: lin } },
  ];
  expect(outcomeOf(tells(matter(note(), released, note())))).toEqual(["matter.progressed"]);
});

test("whoever has told of it as often as may be still settles it, lets it pass and hands it over", () => {
  const about = { state: full, rule, circumstances: by(lin, now) };
  expect(outcomeOf(settleMatter({ ...about, facts, body: { ...named, outcome: "已修复" } }))).toEqual([
    "matter.settled",
  ]);
  const outside = { onDuty: false, functions: ["leader"] };
  expect(outcomeOf(releaseMatter({ ...about, facts: outside, body: { ...named, reason: "明日" } }))).toEqual([
    "matter.released",
  ]);
  const body = { matter: id, handover: "gate/2026-11-21/day", by: wu };
  expect(outcomeOf(takeMatterOver({ ...about, facts: {}, body }))).toEqual(["matter.taken"]);
});

test("who may not tell of it at all is told that first", () => {
  const away = { onDuty: false, functions: [] };
  const asked = { ...rule, onDuty: { required: true, cites: ["ZB-01"] } };
  const about = { state: full, rule: asked, facts: away, circumstances: by(lin, now), body: { ...named, note: "x" } };
  expect(progressMatter(about).refusal).toMatchObject({ code: "matter.not-on-duty" });
});
