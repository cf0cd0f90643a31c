import type { Decision, Refusal } from "#duty/grammar/decision.ts";
import type { Sealed } from "#duty/grammar/entry.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import { type Instant, instantOf } from "#duty/grammar/time.ts";
import type { Handover, Preparation } from "#duty/handover/handover.ts";
import { handoverKind } from "#duty/handover/handover-kind.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import type { HandoverEntry } from "#duty/handover/handover-shapes.ts";
import type { PrepareFacts } from "#duty/handover/prepare-handover.ts";
import { by, given, outcomeOf, type Under } from "./given.ts";

/* One hand-over at the lobby: Lin goes at four, Wu comes, Zhao has nothing to do with it. A regulation that asks for everything. */

export const lin = "00000000-0000-4000-8000-000000000001";
export const wu = "00000000-0000-4000-8000-000000000002";
export const zhao = "00000000-0000-4000-8000-000000000003";
export const fault = "00000000-0000-4000-8000-00000000fa01";

export const startsAt = instantOf("2026-11-21T08:00:00+08:00");
export const endsAt = instantOf("2026-11-21T16:00:00+08:00");
export const shift = { post: "lobby", date: "2026-11-21" as never, shift: "day" };
export const storyOccurrence = { ...shift, startsAt, endsAt, under: 3 };
export const evening = "lobby/2026-11-21/evening";
export const leak = "lobby/00000000-0000-4000-8000-000000000aaa";
export const lift = "lobby/00000000-0000-4000-8000-000000000bbb";

export const rule: HandoverRule = {
  summary: { required: true, cites: ["GPH-03"] },
  sections: { done: true, pending: true, cites: ["SLH-05"] },
  relief: { named: true, cites: ["GPH-05"] },
  records: { minutesBefore: 5, cites: ["SLH-08"] },
  recordsRead: { required: true, cites: ["SLH-02"] },
  count: { required: true, explained: true, cites: ["GPH-04"] },
  books: { required: true, cites: ["SLH-09"] },
  problems: { bothConfirm: true, cites: ["GPH-06"] },
  ordinaryMatters: { reason: true, cites: ["ZB-12"] },
  importantMatters: { released: true, cites: ["ZB-09"] },
  oneByOne: { required: true, cites: ["ZB-12"] },
  workForm: { signatures: 2, cites: ["SLH-06"] },
  propertyForm: { signatures: 2, cites: ["SLH-07"] },
  punctual: { graceMinutes: 10, reason: true, ladder: [{ afterMinutes: 15, call: "squad-leader" }], cites: ["GPH-08"] },
  foundAfterwards: {
    withinMinutes: 0,
    answerMinutes: 10,
    ladder: [{ afterMinutes: 0, call: "squad-leader" }],
    cites: ["GPH-07"],
  },
  standIn: { by: ["squad-leader"], cites: ["ZB-17"] },
};

export const facts: PrepareFacts = {
  outgoing: lin,
  successors: [{ person: wu, page: evening, onDuty: true }],
  next: evening,
  away: [],
  ...{ reliefSince: undefined, reliefDueAt: undefined, latecomerDueAt: undefined },
  ...{ following: evening, leftAtOnce: [], corrected: undefined, standInHolds: true },
  matters: [],
  kit: [{ item: "radio", expected: 2 }],
  books: ["visitors"],
  since: { kit: { radio: 3 }, books: { visitors: 3 } },
  page: { version: 7, hash: "p7" },
  untaken: [],
};

export const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
export const text = (sealed: string): Sealed => ({ sealed, kind: "free-text" });
export const writeUp = { ...shift, summary: "一切正常", done: "已巡视", nothingPending: true, relief: wu, reasons: [] };

/** An entry, and who made it when. */
export type StoryEntry = readonly [HandoverEntry, Under];
export const commandId = "00000000-0000-4000-8000-00000000c0de";

export const ofLin: Under = { at: at("15:50"), actor: { person: lin } };
export const ofWu: Under = { at: at("15:55"), actor: { person: wu } };
export const opened: StoryEntry = [
  { type: "handover.opened", body: { occurrence: storyOccurrence } },
  { at: startsAt },
];

export function prepared(more: Partial<Preparation> = {}): StoryEntry {
  const { kit, books, page } = facts;
  return [
    { type: "handover.prepared", body: { relief: wu, next: evening, matters: [], kit, books, page, ...more } },
    ofLin,
  ];
}

export const readingEntry: StoryEntry = [{ type: "handover.records-read", body: { page: facts.page } }, ofWu];
export const counted: StoryEntry = [
  { type: "handover.counted", body: { counts: [{ item: "radio", found: 2, damaged: 0, missing: 0 }] } },
  ofWu,
];
export const booksTaken: StoryEntry = [{ type: "handover.books-taken", body: { books: ["visitors"] } }, ofWu];
export const ready = [opened, prepared(), readingEntry, counted, booksTaken];

export function signed(side: "outgoing" | "incoming", forms: ("work" | "property")[] = ["work", "property"]) {
  const under = side === "outgoing" ? ofLin : ofWu;
  const body = { side, forms, seen: { version: 5, hash: "h5" } };
  return [{ type: "handover.signed", body }, under] as const satisfies StoryEntry;
}

export const completed: StoryEntry = [
  { type: "handover.completed", body: { outgoing: lin, incoming: wu, next: evening, matters: [], lateMinutes: 0 } },
  ofWu,
];
export const over = [...ready, signed("outgoing"), signed("incoming"), completed];

export function once(...entries: readonly StoryEntry[]): Handover {
  return given(handoverKind, "lobby/2026-11-21/day", entries);
}

interface Asked<B, F> {
  readonly state: Handover;
  readonly body: B;
  readonly who?: string;
  /** Which hand of the product asks, where it is no person. */
  readonly hand?: "clock" | "reaction";
  readonly rule?: HandoverRule;
  readonly facts?: Partial<F>;
  readonly now?: Instant;
  /** Version of what was on the screen, and its hash where that is not the right one. */
  readonly seen?: number;
  readonly seenHash?: string;
}

type Act = (about: never) => Decision<HandoverEntry | ObligationEntry>;

function decided<B, F>(decide: Act, about: Asked<B, F>): ReturnType<Act> {
  const { seen, seenHash = `h${seen}` } = about;
  const circumstances = by(about.who ?? lin, about.now ?? at("15:50"), {
    seen: seen === undefined ? undefined : { version: seen, hash: seenHash },
    ...(about.hand === undefined ? {} : { actor: about.hand }),
  });
  const asked = {
    state: about.state,
    body: about.body,
    rule: about.rule ?? rule,
    facts: {
      ...facts,
      occurrence: storyOccurrence,
      functions: [],
      away: [],
      due: [lin],
      stood: [lin],
      stayedOn: [],
      aboutThem: [],
      covering: [],
      head: { version: 9, hash: "h9" },
      ...about.facts,
    },
    circumstances,
  };
  return (decide as (about: typeof asked) => ReturnType<Act>)(asked);
}

/** Asks an act the way the door would. */
export function askAct<B, F>(decide: Act, about: Asked<B, F>) {
  return outcomeOf(decided(decide, about));
}

/** What an act enters, word for word. */
export function entered<B, F>(decide: Act, about: Asked<B, F>): readonly (HandoverEntry | ObligationEntry)[] {
  const { refusal, entries = [] } = decided(decide, about);
  if (refusal) throw new Error(`it was refused: ${refusal.code}`);
  return entries;
}

/** Why an act is refused, with where to go and what about; undefined where it is not. */
export function refusalOf<B, F>(decide: Act, about: Asked<B, F>): Refusal | undefined {
  return decided(decide, about).refusal;
}

/** A text on its way to be sealed. */
export function secretly(words: string) {
  return { secret: words, kind: "free-text" };
}

/** The story so far as it is told, with how things stand at the post and what its regulations ask where that is not the story's own. */
export function toldAs(around: { readonly rule?: object; readonly facts?: object }, story: typeof ready) {
  const people = [
    { person: lin, name: "Lin" },
    { person: wu, name: "Wu" },
    { person: zhao, name: "Zhao" },
  ];
  return {
    ...{ state: once(...story), shift, people },
    ...{ facts: { ...facts, ...around.facts }, rule: { ...rule, ...around.rule } },
  };
}
