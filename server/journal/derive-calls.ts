import { messagesOf } from "#duty/door/messages-of.ts";
import { derive } from "#duty/door/run-command.ts";
import type { LoadedStream, Message, Setup, Table } from "#duty/door/table.ts";
import { unborn } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { FoldedStream } from "./derive-site.ts";
import { envelopeOf, recordedOf } from "./envelope.ts";
import { fold, type StoredEntry } from "./fold.ts";

export interface DerivedCall extends Message {
  readonly at: Instant;
}

/** The calls that left the house because of a stream, as the commands that wrote it made them: each saw the stream as it stood after it. */
export function callsOf(table: Table, setup: Setup, { key, entries, stored }: FoldedStream): DerivedCall[] {
  const noun = heldUnder(table.kinds, key.noun);
  if (!noun || !entries.some(({ type }) => type === "obligation.escalated")) return [];
  const calls: DerivedCall[] = [];
  let stream: LoadedStream = { state: noun.begin(key.id), escalations: {}, head: unborn, version: 0 };
  for (const written of byCommand(stored)) {
    const before = stream;
    stream = fold(noun, before, written) ?? before;
    const recorded = written.map(({ hash, body }) => recordedOf(envelopeOf(body), hash));
    const escalated = recorded.filter(({ type }) => type === "obligation.escalated");
    const [first] = escalated;
    if (!first) continue;
    const derived = derive(table, setup, key, stream);
    const touched = { ...stream, ...derived, key, before: before.head, entries: escalated, owesAnew: true };
    calls.push(...messagesOf(touched).map((each) => ({ ...each, at: first.at })));
  }
  return calls;
}

/** Entries of one stream, put together by the command that wrote them. */
function byCommand(stored: readonly StoredEntry[]): StoredEntry[][] {
  const groups: { command: string; entries: StoredEntry[] }[] = [];
  for (const entry of stored) {
    const { command } = envelopeOf(entry.body);
    const last = groups.at(-1);
    if (last?.command === command) last.entries.push(entry);
    else groups.push({ command, entries: [entry] });
  }
  return groups.map(({ entries }) => entries);
}
