import { describe, expect, test } from "vitest";
import type { Sealed } from "#duty/grammar/entry.ts";
import { mostMatters } from "#duty/grammar/limits.ts";
import { dayMinutes, instant, instantOf, plusMinutes } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type Matter, type MatterClass, matterKind, matterOnLedger } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry } from "./matter-shapes.ts";
import { openMatter } from "./open-matter.ts";
import { progressMatter, settleMatter } from "./progress-matter.ts";
import { mayRelease, releaseMatter } from "./release-matter.ts";
import { takeMatterOver } from "./take-matter-over.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const id = "lobby/00000000-0000-4000-8000-000000000aaa";
const now = instantOf("2026-11-21T10:00:00+08:00");
const dueAt = instantOf("2026-11-21T18:00:00+08:00");
const text = (sealed: string): Sealed => ({ sealed, kind: "free-text" });
const named = { post: "lobby", matter: "00000000-0000-4000-8000-000000000aaa" };

const rule: MatterRule = {
  onDuty: { required: true, cites: ["ZB-01"] },
  ordinary: { ladder: [{ afterMinutes: 60, call: "squad-leader" }], cites: ["ZB-08"] },
  important: { ladder: [{ afterMinutes: 0, call: "squad-leader" }], cites: ["ZB-08"] },
  release: { by: ["squad-leader"], cites: ["ZB-09"] },
};

const ofLin: Under = { at: now, actor: { person: lin } };
type Told = readonly [MatterEntry, Under];
const opened = (its: MatterClass = "important"): Told => [
  { type: "matter.opened", body: { class: its, text: text("门锁待修"), dueAt, under: 3 } },
  ofLin,
];
const released: Told = [{ type: "matter.released", body: { reason: text("配件明日到") } }, ofLin];
const taken: Told = [{ type: "matter.taken", body: { handover: "lobby/2026-11-21/day", by: wu } }, { at: now }];
const settled: Told = [
  { type: "matter.settled", body: { outcome: text("已修复") } },
  { at: dueAt, actor: { person: wu } },
];

const matter = (...entries: Told[]): Matter => given(matterKind, id, entries);
const circumstances = by(lin, now);
const facts = { postExists: true, onDuty: true, openThere: 0, ownThere: 0, functions: [] as string[] };

describe("opening", () => {
  const body = { post: "lobby", class: "important" as const, text: "门锁待修", dueAt };
  const open = (about: { body?: object; facts?: object; rule?: MatterRule; state?: Matter }) =>
    outcomeOf(
      openMatter({
        state: matter(),
        rule,
        circumstances,
        ...about,
        body: { ...body, ...about.body },
        facts: { ...facts, ...about.facts },
      }),
    );

  test("as many are open as a hand-over gives reasons for, and no more", () => {
    expect(open({ facts: { openThere: mostMatters - 1 } })).toEqual(["matter.opened"]);
    expect(open({ facts: { openThere: mostMatters } })).toMatchObject({ refused: "matter.too-many-open" });
    const perPerson = { notesPerDay: 20, openAtOnce: 3, cites: ["ZB-08"] };
    expect(open({ facts: { ownThere: 2 }, rule: { perPerson } })).toEqual(["matter.opened"]);
    const own = { refused: "matter.too-many-own", rules: ["ZB-08"] };
    expect(open({ facts: { ownThere: 3 }, rule: { perPerson } })).toMatchObject(own);
    expect(open({ facts: { ownThere: 99 }, rule: { perPerson: { notesPerDay: 20, cites: ["ZB-08"] } } })).toEqual([
      "matter.opened",
    ]);
  });

  test("who is on duty opens one, with a class and a due time to come", () => {
    expect(open({})).toEqual(["matter.opened"]);
    expect(open({ facts: { onDuty: false } })).toEqual({ refused: "matter.not-on-duty", rules: ["ZB-01"] });
    expect(open({ facts: { onDuty: false }, rule: {} })).toEqual(["matter.opened"]);
    expect(open({ facts: { postExists: false } })).toMatchObject({ refused: "matter.no-such-post" });
    expect(open({ body: { dueAt: now } })).toEqual({ refused: "matter.due-past", rules: ["ZB-08"] });
    const aYear = plusMinutes(now, 366 * dayMinutes);
    expect(open({ body: { dueAt: aYear } })).toEqual(["matter.opened"]);
    expect(open({ body: { dueAt: instant(aYear + 1) } })).toEqual({ refused: "matter.due-too-far", rules: ["ZB-08"] });
    expect(open({ state: matter(opened()) })).toEqual([]);
  });
});

describe("moving on", () => {
  const note = { ...named, note: "已联系厂家" };
  const outcome = { ...named, outcome: "已修复" };

  test("who is on duty tells how it stands, and settles it", () => {
    const about = { state: matter(opened()), rule, facts, circumstances };
    expect(outcomeOf(progressMatter({ ...about, body: note }))).toEqual(["matter.progressed"]);
    expect(outcomeOf(settleMatter({ ...about, body: outcome }))).toEqual(["matter.settled"]);
    const away = { ...about, facts: { onDuty: false } };
    expect(outcomeOf(progressMatter({ ...away, body: note }))).toMatchObject({ refused: "matter.not-on-duty" });
  });

  test("what was never opened, or is settled, does not move", () => {
    const about = { rule, facts, circumstances, body: outcome };
    expect(outcomeOf(settleMatter({ ...about, state: matter() }))).toMatchObject({ refused: "matter.unknown" });
    expect(outcomeOf(settleMatter({ ...about, state: matter(opened(), settled) }))).toMatchObject({
      refused: "matter.settled-already",
    });
  });
});

describe("releasing", () => {
  const release = (state: Matter, functions: string[], onDuty = false) =>
    outcomeOf(
      releaseMatter({
        state,
        rule,
        circumstances,
        body: { ...named, reason: "配件明日到" },
        facts: { functions, onDuty },
      }),
    );

  test("a function from outside the post releases an important matter, in writing", () => {
    expect(release(matter(opened()), ["squad-leader"])).toEqual(["matter.released"]);
    expect(release(matter(opened()), [])).toEqual({ refused: "matter.function-lacking", rules: ["ZB-09"] });
    expect(release(matter(opened()), ["squad-leader"], true)).toMatchObject({ refused: "matter.own-release" });
    expect(release(matter(opened("ordinary")), ["squad-leader"])).toMatchObject({ refused: "matter.needs-no-release" });
    expect(release(matter(opened(), released), ["squad-leader"])).toEqual([]);
    expect(release(matter(), ["squad-leader"])).toMatchObject({ refused: "matter.unknown" });
    expect(release(matter(opened(), settled), ["squad-leader"])).toMatchObject({ refused: "matter.settled-already" });
  });

  test("a release is good for one hand-over", () => {
    expect(matter(opened(), released)).toMatchObject({
      notes: [{ what: "released", text: text("配件明日到"), by: lin }],
    });
    expect(matter(opened(), released)).toMatchObject({ released: true, holder: lin, passes: 0 });
    expect(matter(opened(), released, taken)).toMatchObject({ released: false, holder: wu, passes: 1 });
  });
});

test("it passes by name while it is open", () => {
  const body = { matter: id, handover: "lobby/2026-11-21/day", by: wu };
  const about = { rule, facts: {}, circumstances, body };
  expect(outcomeOf(takeMatterOver({ ...about, state: matter(opened()) }))).toEqual(["matter.taken"]);
  expect(outcomeOf(takeMatterOver({ ...about, state: matter(opened(), settled) }))).toEqual([]);
});

test("it is owed by the post until it is settled, and the ledger tells what it is", () => {
  const [owed] = matterKind.owes(matter(opened(), released), rule);
  expect(owed).toMatchObject({ post: "lobby", dueAt, rules: ["ZB-08"], ladder: [{ afterMinutes: 0 }] });
  expect(owed && matterOnLedger(id, owed)).toEqual({ id, class: "important", released: true });
  expect(matterKind.owes(matter(opened(), settled), rule)).toMatchObject([{ metAt: dueAt }]);
  expect(owed && matterOnLedger(id, { ...owed, what: "handover.complete" })).toBeUndefined();
});

test("a screen offers to let a matter pass to whoever would not be refused, while it waits for that", () => {
  const offered = (state: Matter, functions: string[], onDuty = false) =>
    mayRelease(state, rule, { functions, onDuty });
  expect(offered(matter(opened()), ["squad-leader"])).toBe(true);
  expect(offered(matter(opened(), released, taken), ["squad-leader"])).toBe(true);
  expect(offered(matter(opened()), ["guard"])).toBe(false);
  expect(offered(matter(opened()), ["squad-leader"], true)).toBe(false);
  expect(offered(matter(opened(), released), ["squad-leader"])).toBe(false);
  expect(offered(matter(opened(), settled), ["squad-leader"])).toBe(false);
  expect(offered(matter(), ["squad-leader"])).toBe(false);
  for (const its of ["ordinary", "continuing"] as const)
    expect(offered(matter(opened(its)), ["squad-leader"])).toBe(false);
});
