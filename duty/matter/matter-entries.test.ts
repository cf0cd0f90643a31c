import { describe, expect, test } from "vitest";
import type { Decision } from "#duty/grammar/decision.ts";
import type { Sealed } from "#duty/grammar/entry.ts";
import { type Instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type Matter, matterId, matterKind, matterOnLedger } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry } from "./matter-shapes.ts";
import { openMatter } from "./open-matter.ts";
import { progressMatter, settleMatter } from "./progress-matter.ts";
import { releaseMatter } from "./release-matter.ts";
import { takeMatterOver } from "./take-matter-over.ts";

/* What the acts of a matter enter, word for word, and what becomes of it. */

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const id = "gate/aaa";
const named = { post: "gate", matter: "aaa" };
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const dueAt = at("18:00");
const text = (sealed: string): Sealed => ({ sealed, kind: "free-text" });
const secretly = (secret: string) => ({ secret, kind: "free-text" });
const ladder = [{ afterMinutes: 10, call: "manager" }];
const rule: MatterRule = {
  ordinary: { ladder, cites: ["ZB-08"] },
  release: { by: ["leader", "manager"], cites: ["GPH-11"] },
};

type Told = readonly [MatterEntry, Under];
const opened = (its: "ordinary" | "important" | "continuing" = "important", more: object = {}): Told => [
  { type: "matter.opened", body: { class: its, text: text("门锁"), dueAt, under: 3, ...more } },
  { at: at("10:00"), actor: { person: lin } },
];
const progressed: Told = [
  { type: "matter.progressed", body: { note: text("已报修") } },
  { at: at("11:00"), actor: { person: wu } },
];
const released: Told = [
  { type: "matter.released", body: { reason: text("明日") } },
  { at: at("12:00"), actor: { person: wu } },
];
const taken: Told = [{ type: "matter.taken", body: { handover: "gate/2026-11-21/day", by: wu } }, { at: at("16:00") }];
const settled: Told = [
  { type: "matter.settled", body: { outcome: text("已修") } },
  { at: at("17:00"), actor: { person: wu } },
];
const matter = (...entries: Told[]): Matter => given(matterKind, id, entries);

const entered = (decision: Decision<MatterEntry>) => (decision.entries ?? []).map(({ type, body }) => ({ type, body }));
const circumstances = by(lin, at("10:00"));
const onDuty = { onDuty: true, functions: [] };

describe("a matter", () => {
  test("is opened by somebody, who holds it until it passes", () => {
    expect(matter()).toEqual({ phase: "unknown", post: "gate" });
    expect(matter(opened("important", { page: "gate/2026-11-21/day", line: "l1" }))).toEqual({
      ...{ phase: "open", post: "gate", under: 3, class: "important", text: text("门锁"), dueAt },
      ...{ page: "gate/2026-11-21/day", line: "l1", openedAt: at("10:00"), openedBy: lin, holder: lin },
      ...{ passes: 0, released: false, notes: [] },
    });
    expect(matterKind.under(matter())).toBeUndefined();
    expect(matterKind.under(matter(opened()))).toBe(3);
    expect(matterId(named)).toBe(id);
  });

  test("keeps what was said of it, in order, with who and when", () => {
    expect(matter(opened(), progressed, released, settled)).toMatchObject({
      phase: "settled",
      settledAt: at("17:00"),
      notes: [
        { what: "progressed", text: text("已报修"), by: wu, at: at("11:00") },
        { what: "released", text: text("明日"), by: wu, at: at("12:00") },
        { what: "settled", text: text("已修"), by: wu, at: at("17:00") },
      ],
    });
    expect(matter(opened(), progressed)).toMatchObject({ phase: "open", released: false, holder: lin });
  });

  test("passes by name as often as it must, and each time needs a release anew", () => {
    expect(matter(opened(), released)).toMatchObject({ released: true, passes: 0 });
    expect(matter(opened(), released, taken, taken)).toMatchObject({ released: false, passes: 2, holder: wu });
  });

  test("is changed by nothing before it is opened or after it is settled", () => {
    expect(matter(progressed, settled)).toEqual(matter());
    for (const entry of [progressed, released, taken, settled])
      expect(matter(opened(), settled, entry)).toEqual(matter(opened(), settled));
  });

  test("is owed by its post under the word of its class", () => {
    const owed = { key: "settle", what: "matter.settle", post: "gate", opensAt: at("10:00"), dueAt };
    expect(matterKind.owes(matter(opened("ordinary")), rule)).toEqual([
      { ...owed, detail: { class: "ordinary", released: 0 }, rules: ["ZB-08"], ladder },
    ]);
    expect(matterKind.owes(matter(opened(), released), rule)).toEqual([
      { ...owed, detail: { class: "important", released: 1 }, rules: [], ladder: [] },
    ]);
    expect(matterKind.owes(matter(opened("ordinary"), settled), rule)).toMatchObject([{ metAt: at("17:00") }]);
    expect(matterKind.owes(matter(opened("ordinary")), rule)[0]).not.toHaveProperty("metAt");
    expect(matterKind.owes(matter(), rule)).toEqual([]);
  });

  test("is told by its line of the ledger", () => {
    const [line] = matterKind.owes(matter(opened("ordinary")), rule);
    expect(line && matterOnLedger(id, line)).toEqual({ id, class: "ordinary", released: false });
    expect(line && matterOnLedger(id, { ...line, what: "log.countersign" })).toBeUndefined();
  });
});

describe("what is entered", () => {
  test("opening: class, words, due time, the set-up it began under, and where it comes from", () => {
    const body = { post: "gate", class: "ordinary" as const, text: "门锁", dueAt };
    const open = (more: object) =>
      openMatter({
        state: matter(),
        body: { ...body, ...more },
        rule,
        facts: { postExists: true, openThere: 0, ownThere: 0, ...onDuty },
        circumstances,
      });
    const kept = { class: "ordinary", text: secretly("门锁"), dueAt, under: 3 };
    expect(entered(open({}))).toEqual([{ type: "matter.opened", body: kept }]);
    const from = { page: "gate/2026-11-21/day", line: "l1" };
    expect(entered(open(from))[0]?.body).toEqual({ ...kept, ...from });
    expect(entered(open({ line: "l1" }))[0]?.body).toEqual({ ...kept, line: "l1" });
    expect(outcomeOf(open({ dueAt: at("10:00") }))).toMatchObject({ refused: "matter.due-past" });
    expect(outcomeOf(open({ dueAt: at("10:01") }))).toEqual(["matter.opened"]);
  });

  test("only duty that is required is asked for", () => {
    const asked = (required: boolean): MatterRule => ({ onDuty: { required, cites: ["ZB-01"] } });
    const away = { facts: { onDuty: false }, circumstances };
    const body = { post: "gate", class: "ordinary" as const, text: "门锁", dueAt };
    const opening = {
      ...away,
      facts: { postExists: true, openThere: 0, ownThere: 0, onDuty: false },
      state: matter(),
      body,
    };
    expect(outcomeOf(openMatter({ ...opening, rule: asked(false) }))).toEqual(["matter.opened"]);
    expect(outcomeOf(openMatter({ ...opening, rule: asked(true) }))).toMatchObject({ refused: "matter.not-on-duty" });
    const going = { ...away, state: matter(opened()), body: { ...named, note: "x" } };
    expect(outcomeOf(progressMatter({ ...going, rule: asked(false) }))).toEqual(["matter.progressed"]);
    expect(outcomeOf(progressMatter({ ...going, rule: {} }))).toEqual(["matter.progressed"]);
    expect(outcomeOf(progressMatter({ ...going, rule: asked(true) }))).toMatchObject({ refused: "matter.not-on-duty" });
  });

  test("moving on and settling: the words, sealed", () => {
    const about = { state: matter(opened()), rule, facts: onDuty, circumstances };
    expect(entered(progressMatter({ ...about, body: { ...named, note: "已报修" } }))).toEqual([
      { type: "matter.progressed", body: { note: secretly("已报修") } },
    ]);
    expect(entered(settleMatter({ ...about, body: { ...named, outcome: "已修" } }))).toEqual([
      { type: "matter.settled", body: { outcome: secretly("已修") } },
    ]);
    for (const [state, refused] of [
      [matter(), "matter.unknown"],
      [matter(opened(), settled), "matter.settled-already"],
    ] as const) {
      expect(outcomeOf(progressMatter({ ...about, state, body: { ...named, note: "x" } }))).toMatchObject({ refused });
      expect(outcomeOf(settleMatter({ ...about, state, body: { ...named, outcome: "x" } }))).toMatchObject({ refused });
    }
  });

  test("a release: the reason, by any of the functions, or by anybody from outside where none is named", () => {
    const release = (functions: string[], its: MatterRule, state = matter(opened())) =>
      releaseMatter({
        ...{ state, rule: its, facts: { functions, onDuty: false }, circumstances },
        body: { ...named, reason: "明日" },
      });
    expect(entered(release(["manager"], rule))).toEqual([
      { type: "matter.released", body: { reason: secretly("明日") } },
    ]);
    expect(entered(release([], {}))).toHaveLength(1);
    expect(outcomeOf(release(["guard"], rule))).toEqual({ refused: "matter.function-lacking", rules: ["GPH-11"] });
    expect(outcomeOf(release(["manager"], rule, matter(opened("continuing"))))).toEqual({
      refused: "matter.needs-no-release",
      rules: ["GPH-11", "ZB-09"],
    });
  });

  test("taking over: by which hand-over, and who holds it now", () => {
    const about = { rule, facts: {}, circumstances, body: { matter: id, handover: "gate/2026-11-21/day", by: wu } };
    expect(entered(takeMatterOver({ ...about, state: matter(opened()) }))).toEqual([taken[0]]);
    expect(entered(takeMatterOver({ ...about, state: matter() }))).toEqual([]);
  });
});
