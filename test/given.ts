import type { Circumstances } from "#duty/grammar/circumstances.ts";
import type { Decision } from "#duty/grammar/decision.ts";
import type { Actor, Entry, PersonId, Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { BusinessDate, Instant } from "#duty/grammar/time.ts";

/** Who did it, and when: what an entry of a story stands under. */
export interface Under {
  readonly at: Instant;
  readonly actor?: Actor;
  readonly deviceTime?: Instant | undefined;
}

/** The state of a stream after these entries; versions count from 1, and each hash names its version. */
export function given<S, E extends Entry, R>(
  noun: Kind<S, E, R>,
  id: string,
  entries: readonly (readonly [E, Under])[],
): S {
  return entries.reduce((state, [entry, { at, actor = "reaction", deviceTime }], index) => {
    const version = index + 1;
    const recorded = { ...entry, version, hash: `h${version}`, at, actor, deviceTime, device: undefined };
    return noun.evolve(state, recorded as Recorded<E>);
  }, noun.begin(id));
}

/** The circumstances of a person who acts at a moment. */
export function by(person: PersonId, now: Instant, more: Partial<Circumstances> = {}): Circumstances {
  return {
    now,
    zone: "Asia/Shanghai",
    today: "2026-11-21" as BusinessDate,
    actor: { person },
    device: undefined,
    deviceTime: undefined,
    proof: "pin",
    seen: undefined,
    under: 3,
    command: "00000000-0000-4000-8000-00000000c0de",
    ...more,
  };
}

/** What a decision came to, in short: the code of the refusal with its rules, or the types of what was entered. */
export function outcomeOf(
  decision: Decision<Entry>,
): { refused: string; rules: readonly string[] } | readonly string[] {
  if (!decision.refusal) return decision.entries.map((each) => each.type);
  return { refused: decision.refusal.code, rules: decision.refusal.rules };
}
