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

/** An item of the kit that a hand-over was signed without: what the counts since say of it. */
export interface WantingKit {
  readonly item: string;
  readonly missing: number;
  readonly damaged: number;
  /** The hand-over at which it was first signed for. */
  readonly since: string;
  /** The hand-over whose count this is. */
  readonly counted: string;
}

interface Opened {
  readonly post: string;
  readonly under: number;
  readonly class: MatterClass;
  /** What somebody wrote of it; undefined for kit, of which the count says everything. */
  readonly text: Sealed | undefined;
  /** Undefined where it is about no item of the kit. */
  readonly kit: WantingKit | undefined;
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

/** Names a matter of a post that nobody opens: it is judged by the rules of the post as they are now. */
export const nobodysMatter = "00000000-0000-4000-8000-000000000000";

export function matterId({ post, matter }: { post: string; matter: string }): string {
  return `${post}/${matter}`;
}

function evolve(matter: Matter, entry: Recorded<MatterEntry>): Matter {
  if (entry.type === "matter.opened") {
    const { page, line, ...rest } = entry.body;
    const openedBy = personOf(entry.actor);
    const opened = { post: matter.post, ...rest, page, line, openedAt: entry.at, openedBy, holder: openedBy };
    return { phase: "open", ...opened, kit: undefined, passes: 0, released: false, notes: [] };
  }
  if (entry.type === "matter.kit-wanting") return kitWanting(matter, entry);
  if (matter.phase !== "open") return matter;
  switch (entry.type) {
    case "matter.kit-recounted": {
      const { missing, damaged, handover: counted } = entry.body;
      return { ...matter, kit: matter.kit && { ...matter.kit, missing, damaged, counted } };
    }
    case "matter.kit-found":
      return { ...matter, phase: "settled", settledAt: entry.at };
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

/** Nobody opens it, and whoever has the post holds it; it passes by itself like whatever lasts. */
function kitWanting(
  { post }: Matter,
  { body, at }: Recorded<Extract<MatterEntry, { type: "matter.kit-wanting" }>>,
): Matter {
  const { item, missing, damaged, handover: since, by: holder, dueAt, under } = body;
  const kit = { item, missing, damaged, since, counted: since };
  const opened = { post, under, class: "continuing", kit, text: undefined, openedAt: at, openedBy: undefined } as const;
  const ofNoPage = { page: undefined, line: undefined };
  return { phase: "open", ...opened, ...ofNoPage, dueAt, holder, passes: 0, released: false, notes: [] };
}

function noted<M extends Opened>(matter: M, what: Note["what"], text: Sealed, { actor, at }: Recorded): M {
  return { ...matter, notes: [...matter.notes, { what, text, by: personOf(actor), at }] };
}

function owes(matter: Matter, rule: MatterRule): Obligation[] {
  if (matter.phase === "unknown") return [];
  const { post, openedAt, dueAt, kit } = matter;
  const called = kit ? rule.kit : rule[matter.class];
  const counted = kit ? { item: kit.item, missing: kit.missing, damaged: kit.damaged } : {};
  const notes = matter.notes.filter(({ what }) => what === "progressed").length;
  const told = notes === 0 ? {} : { notes };
  const met = matter.phase === "settled" ? { metAt: matter.settledAt } : {};
  return [
    {
      key: "settle",
      what: "matter.settle",
      detail: { class: matter.class, released: Number(matter.released), ...counted, ...told },
      post,
      opensAt: openedAt,
      dueAt,
      rules: citesOf(called),
      ladder: called?.ladder ?? [],
      ...met,
    },
  ];
}

/** What the ledger says of a matter that is open. */
export interface MatterLine {
  readonly id: string;
  readonly class: MatterClass;
  readonly released: boolean;
  /** The item of the kit that it is about; missing where it is about none. */
  readonly item?: string;
  /** How often somebody has told how it stands; missing: never. */
  readonly notes?: number;
}

/** Whether a line of the ledger says that a matter is open, and which; undefined where it tells of something else. */
export function matterOnLedger(id: string, { what, detail }: Obligation): MatterLine | undefined {
  if (what !== "matter.settle") return undefined;
  const { class: its, released, item, notes } = detail ?? {};
  return {
    ...{ id, class: its as MatterClass, released: released === 1 },
    ...(typeof item === "string" ? { item } : {}),
    ...(typeof notes === "number" ? { notes } : {}),
  };
}
