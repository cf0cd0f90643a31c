import type { History, Operation } from "./history.ts";

/** An entry of the journal, as far as a caller can know of it. */
export interface JournalledEntry {
  readonly command: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly hash: string;
}

/** What the journal of a building holds when its program has ended. */
export interface KeptJournal {
  readonly entries: readonly JournalledEntry[];
  /** How often a command stands there, by its id. */
  readonly commands: ReadonlyMap<string, number>;
}

/** What a history and the journal that should hold it say of each other. */
export interface Compared {
  readonly counts: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

type Told = Pick<History, "operations" | "acknowledged">;

/** Holds a history against what was kept of it; `verified` is what `verify` says against the records, where it says anything. */
export function compareKept({ entries, commands }: KeptJournal, history: Told, verified: string | undefined): Compared {
  const failures: string[] = [];
  const tally = { lost: 0, doubled: 0, "receipts that differ": 0, "out of order": 0, "nobody's": 0 };
  const fail = (count: keyof typeof tally, what: string) => {
    tally[count] += 1;
    if (tally[count] <= 5) failures.push(`${count}: ${what}`);
  };
  const left = Map.groupBy(entries, ({ command }) => command);
  let resolved = 0;
  for (const operation of history.operations) {
    const { id, act, leaves, outcome, unknowns } = operation;
    const own = (left.get(id) ?? []).filter(({ type }) => type === leaves);
    const name = `${act} ${id}, ${outcome}`;
    if (outcome === "open") continue;
    if (outcome === "refused") {
      if (left.has(id)) fail("nobody's", `${name}, has left entries`);
      continue;
    }
    if (own.length === 0 || !commands.has(id)) fail("lost", name);
    if (own.length > 1 || (commands.get(id) ?? 0) > 1) fail("doubled", `${name}: ${own.length} entries`);
    if (own.length === 1 && unknowns > 0) resolved += 1;
    if (own[0] && !isReceiptOf(operation, own[0])) fail("receipts that differ", name);
  }
  const types = new Set(history.operations.map(({ leaves }) => leaves));
  const ids = new Set(history.operations.map(({ id }) => id));
  for (const { command, type } of entries)
    if (types.has(type) && !ids.has(command)) fail("nobody's", `${type} of ${command}`);
  for (const name of overtaken(history.operations)) fail("out of order", name);
  if (verified !== undefined) failures.push(`verify: ${verified}`);
  const counts = {
    acknowledged: history.acknowledged,
    refused: history.operations.filter(({ outcome }) => outcome === "refused").length,
    unknown: history.operations.filter(({ unknowns, outcome }) => unknowns > 0 && outcome !== "refused").length,
    "unknown that are there once": resolved,
    ...tally,
    "entries in the journal": entries.length,
    "faults that verify finds": verified === undefined ? 0 : 1,
  };
  return { counts, failures };
}

function isReceiptOf({ receipt }: Operation, { stream, version, hash }: JournalledEntry): boolean {
  return (
    receipt !== undefined &&
    `${receipt.stream.noun}/${receipt.stream.id}` === stream &&
    receipt.version === version &&
    receipt.hash === hash
  );
}

/** In one stream, what was sent after something had been acknowledged stands after it. */
function overtaken(operations: readonly Operation[]): string[] {
  const names: string[] = [];
  const done = operations.filter(({ outcome, receipt }) => outcome === "ok" && receipt !== undefined);
  for (const stream of Map.groupBy(done, streamOf).values()) {
    const byAnswer = stream.toSorted((one, other) => (one.answeredAt ?? 0) - (other.answeredAt ?? 0));
    let answered = 0;
    let highest = 0;
    for (const { id, invokedAt, receipt } of stream.toSorted((one, other) => one.invokedAt - other.invokedAt)) {
      for (; (byAnswer[answered]?.answeredAt ?? Number.POSITIVE_INFINITY) < invokedAt; answered += 1)
        highest = Math.max(highest, byAnswer[answered]?.receipt?.version ?? 0);
      if ((receipt?.version ?? 0) <= highest) names.push(`${id} stands at ${receipt?.version}, after ${highest}`);
    }
  }
  return names;
}

/** A page and its hand-over have one id. */
function streamOf({ receipt }: Operation): string {
  return `${receipt?.stream.noun}/${receipt?.stream.id}`;
}
