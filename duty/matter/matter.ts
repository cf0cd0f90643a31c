import { citesOf } from "#duty/grammar/cited.ts";
import { lockScopeOf, type PersonId, personOf, type Recorded, type Sealed } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry } from "./matter-shapes.ts";

/**
 * How a matter passes at a hand-over: ordinary ones with a reason, important ones only once released in writing, continuing ones
 * (an isolation, an open fault, works) by themselves.
 */
export type MatterClass = "ordinary" | "important" | "continuing";

/** What was said of a matter, in order: how it stands, why it may pass, what came of it. */
export interface Note {
  readonly what: "progressed" | "released" | "settled";
  readonly text: Sealed;
  readonly by: PersonId | undefined;
  readonly at: Instant;
}

interface Opened {
  readonly post: string;
  readonly under: number;
  readonly class: MatterClass;
  readonly text: Sealed;
  readonly openedAt: Instant;
  readonly openedBy: PersonId | undefined;
  readonly dueAt: Instant;
  readonly page: string | undefined;
  readonly line: string | undefined;
  /** Who has taken it over by name; until then, who opened it. */
  readonly holder: PersonId | undefined;
  /** How many hand-overs it has passed through. */
  readonly passes: number;
  /** Whether it may pass at the next hand-over though important; used up by passing. */
  readonly released: boolean;
  readonly notes: readonly Note[];
}

/** Something that stays open beyond the line that told of it: it rests on the post and passes with it. */
export type Matter =
  | { readonly phase: "unknown"; readonly post: string }
  | (Opened & { readonly phase: "open" })
  | (Opened & { readonly phase: "settled"; readonly settledAt: Instant });

export const matterKind: Kind<Matter, MatterEntry, MatterRule> = {
  noun: "matter",
  begin: (id) => ({ phase: "unknown", post: lockScopeOf(id) }),
  evolve,
  owes,
  under: (matter) => (matter.phase === "unknown" ? undefined : matter.under),
};

export function matterId({ post, matter }: { post: string; matter: string }): string {
  return `${post}/${matter}`;
}

function evolve(matter: Matter, entry: Recorded<MatterEntry>): Matter {
  if (entry.type === "matter.opened") {
    const { page, line, ...rest } = entry.body;
    const openedBy = personOf(entry.actor);
    const opened = { post: matter.post, ...rest, page, line, openedAt: entry.at, openedBy, holder: openedBy };
    return { phase: "open", ...opened, passes: 0, released: false, notes: [] };
  }
  if (matter.phase !== "open") return matter;
  switch (entry.type) {
    case "matter.progressed":
      return noted(matter, "progressed", entry.body.note, entry);
    case "matter.released":
      return { ...noted(matter, "released", entry.body.reason, entry), released: true };
    case "matter.taken":
      return { ...matter, holder: entry.body.by, passes: matter.passes + 1, released: false };
    case "matter.settled":
      return { ...noted(matter, "settled", entry.body.outcome, entry), phase: "settled", settledAt: entry.at };
  }
}

function noted<M extends Opened>(matter: M, what: Note["what"], text: Sealed, { actor, at }: Recorded): M {
  return { ...matter, notes: [...matter.notes, { what, text, by: personOf(actor), at }] };
}

function owes(matter: Matter, rule: MatterRule): Obligation[] {
  if (matter.phase === "unknown") return [];
  const { post, openedAt, dueAt } = matter;
  const called = rule[matter.class];
  const met = matter.phase === "settled" ? { metAt: matter.settledAt } : {};
  return [
    {
      key: "settle",
      what: "matter.settle",
      detail: { class: matter.class, released: Number(matter.released) },
      post,
      opensAt: openedAt,
      dueAt,
      rules: citesOf(called),
      ladder: called?.ladder ?? [],
      ...met,
    },
  ];
}

/** Whether a line of the ledger says that a matter is open, and which; undefined where it tells of something else. */
export function matterOnLedger(
  id: string,
  { what, detail }: Obligation,
): { readonly id: string; readonly class: MatterClass; readonly released: boolean } | undefined {
  if (what !== "matter.settle") return undefined;
  return { id, class: detail?.class as MatterClass, released: detail?.released === 1 };
}
