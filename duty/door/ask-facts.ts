import type { Circumstances } from "#duty/grammar/circumstances.ts";
import { lockScopeOf, type StreamKey } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { LedgerPage } from "#duty/grammar/question.ts";
import type { ActInTable, AnyKind, AskInTable, Load, Loaded, Lock, Setup, Table } from "./table.ts";
import type { WorkingSet } from "./working-set.ts";

/* How an act learns what it rests on: what its questions name is loaded and locked first, and answered then. */

/** What the regulation says of the stream, and the answers to the questions of the act. */
export function* askQuestions(
  table: Table,
  workingSet: WorkingSet,
  act: AskInTable,
  { body, key, setup, circumstances }: { body: unknown; key: StreamKey; setup: Setup; circumstances: Circumstances },
): Generator<Load, { rule: unknown; facts: Readonly<Record<string, unknown>> }, Loaded> {
  const { state, escalations } = workingSet.stream(key);
  const streamKind = kindOf(table, key);
  const rule = table.ruleFor(key.noun, setup, key.id, streamKind.under(state) ?? circumstances.under);
  const questions = act.facts({ body, state, setup, rule, circumstances, key, streamKind, escalations });
  const asked = Object.values(questions);
  // Facts that rest on one question name the same lists.
  const streams = [...new Set(asked.map((each) => each.streams ?? []))].flat();
  const ledger = [...new Set(asked.map((each) => each.ledger ?? []))].flat();
  yield* fetch(workingSet, lockedFor({ streams, ledger }));
  const reader = workingSet.reader();
  const further = [...new Set(asked.map((each) => each.further?.(reader) ?? []))].flat();
  yield* fetch(workingSet, lockedFor({ streams: further, ledger: [] }));
  const answers = Object.entries(questions).map(([name, question]) => [name, question.answer(reader)]);
  return { rule, facts: Object.fromEntries(answers) };
}

/** A load with its locks; who walks without waiting asks for none. */
function lockedFor({ streams, ledger }: Pick<Load, "streams" | "ledger">): Load {
  return {
    streams,
    ledger,
    get locks() {
      return [...streams.map(sharedLock), ...ledger.map(pageLock)];
    },
  };
}

export function* fetch(workingSet: WorkingSet, load: Load): Generator<Load, void, Loaded> {
  const lacking = workingSet.lacking(load);
  if (lacking.streams.length + lacking.ledger.length > 0) workingSet.put(lacking, yield lacking);
}

export function sharedLock(key: StreamKey): Lock {
  return { site: key.site, lockScope: lockScopeOf(key.id), mode: "shared" };
}

/** Who counts what is outstanding must be alone at the lock scope: nothing may be added to the page while it is being read. */
function pageLock(page: LedgerPage): Lock {
  return { site: page.site, lockScope: page.post ?? page.person, mode: "exclusive" };
}

/** Throws where there is no such act: whoever sends commands has asked before. */
export function actOf(table: Table, name: string): ActInTable {
  const act = heldUnder(table.acts, name);
  if (!act) throw new Error(`there is no act ${name}`);
  return act;
}

export function kindOf(table: Table, key: StreamKey): AnyKind {
  const noun = heldUnder(table.kinds, key.noun);
  if (!noun) throw new Error(`there is no noun ${key.noun}`);
  return noun;
}
