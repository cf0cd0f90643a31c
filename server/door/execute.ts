import type { Command, Outcome, Touched } from "#duty/door/table.ts";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import { monthOfInstant, wakesOf } from "#server/journal/append-entries.ts";
import { LockedReads, type PastAnswer, pagesOf } from "#server/journal/locked-reads.ts";
import { type Recording, recording } from "#server/journal/recorder.ts";
import { notAsRemembered, RememberedReads } from "#server/journal/remembered-reads.ts";
import { type Unstorable, unstorable } from "#server/journal/storable.ts";
import { answerAgain, type CommandAnswer, contentHash, refuseUnstorable } from "./answered-command.ts";
import { Batch } from "./command-batch.ts";
import type { Context } from "./context.ts";
import { prefetch, prefetchAgain } from "./prefetch.ts";
import type { Runtime } from "./runtime.ts";
import { codeOf, DatabaseUnavailable, type Transaction, transact } from "./transaction.ts";

/** A command that begins before the month ends may be decided after. */
const anHour = 60 * minute;

export interface Executed {
  readonly answer: CommandAnswer;
  /** It had been answered before; nothing was done now. */
  readonly replayed: boolean;
  /** What it changed, if it was done now. */
  readonly touched: readonly Touched[];
  /** To PostgreSQL and back, of the try that succeeded, for all commands that it did. */
  readonly roundTrips: number;
}

/**
 * The one door: decides a command and writes what follows, in one transaction, or answers what it was answered before. Safe to call again
 * with the same command after any error.
 * @throws DatabaseUnavailable when the database cannot be reached; whether the command was done is then unknown
 * @throws Error when the product itself is at fault; nothing was done
 */
export async function execute(runtime: Runtime, context: Context, command: Command): Promise<Executed> {
  const [executed] = await executeAll(runtime, context, [command]);
  return executed as Executed;
}

/**
 * The same for commands that came together: one transaction for all, each decided on what those before it have done. An id that comes
 * twice is done once. One that is at fault does not harm the others: each is then done by itself.
 */
export async function executeTogether(
  runtime: Runtime,
  context: Context,
  commands: readonly Command[],
): Promise<PromiseSettledResult<Executed>[]> {
  try {
    const executed = await executeAll(runtime, context, commands);
    return executed.map((value) => ({ status: "fulfilled", value }));
  } catch (reason) {
    // What the database could not do for all it need not be asked for each: everybody will ask again.
    if (commands.length === 1 || reason instanceof DatabaseUnavailable)
      return commands.map(() => ({ status: "rejected", reason }));
    // Beside each other, so that one that waits for a lock scope keeps nobody.
    return await Promise.allSettled(commands.map((command) => execute(runtime, context, command)));
  }
}

/** A command as it came: what was asked, and whether the journal could keep it. */
interface ReceivedCommand {
  readonly command: Command;
  readonly found: Unstorable | undefined;
  readonly bodyHash: string;
}

async function executeAll(runtime: Runtime, context: Context, commands: readonly Command[]): Promise<Executed[]> {
  const asked = commands.map((command) => askedBy(context, command));
  const draftFor = await prepare(runtime, context);
  const about = { runtime, context, asked, draftFor };
  const { outcomes, executed } = (await onRemembered(about)) ?? (await onWhatStands(about));
  for (const outcome of outcomes) remember(runtime, context, outcome);
  return executed;
}

interface About {
  readonly runtime: Runtime;
  readonly context: Context;
  readonly asked: readonly ReceivedCommand[];
  readonly draftFor: () => Recording;
}

interface Decisions {
  readonly outcomes: readonly Outcome[];
  readonly executed: readonly Omit<Executed, "roundTrips">[];
}

interface Committed {
  readonly outcomes: readonly Outcome[];
  readonly executed: Executed[];
}

/**
 * Decides on what this process remembers and lets the database confirm it, in one round trip; undefined where it does not remember enough, or
 * the database knows better. Most commands follow others of the same process.
 */
async function onRemembered({ runtime, context, asked, draftFor }: About): Promise<Committed | undefined> {
  const remembered = new RememberedReads(runtime, context);
  const batch = new Batch({ runtime, context, reads: remembered, draftFor });
  let decisions: Decisions;
  try {
    decisions = await decideAll(runtime, batch, asked, new Map());
  } catch {
    // What breaks here on old reads either works in earnest or breaks there, where it is told.
    return undefined;
  }
  try {
    return await transact(
      runtime.pool,
      async (transaction) => {
        batch.write(transaction, remembered.confirmed(transaction, idsOf(asked)));
        await transaction.commit();
        return committed(decisions, transaction);
      },
      { tries: 1 },
    );
  } catch (error) {
    // What clashed, or was cut off, is tried again on what stands; the ids tell what of it was done.
    const again =
      codeOf(error) === notAsRemembered || (error instanceof DatabaseUnavailable && error.cause !== undefined);
    if (again) return undefined;
    throw error;
  }
}

/** Reads and locks what commands want, as far as it can be prefetched, and decides on that. */
async function onWhatStands({ runtime, context, asked, draftFor }: About): Promise<Committed> {
  const storable = asked.filter(({ found }) => !found).map(({ command }) => command);
  const guess = prefetch(runtime, context, storable);
  return await transact(runtime.pool, async (transaction) => {
    const reads = new LockedReads(runtime, context, transaction);
    const answered = await reads.fetch(guess, idsOf(asked));
    const fresh = storable.filter(({ id }) => !answered.has(id));
    if (fresh.length > 0) await prefetchAgain({ runtime, context, reads, commands: fresh }, guess);
    const batch = new Batch({ runtime, context, reads, draftFor, transaction });
    const decisions = await decideAll(runtime, batch, asked, answered);
    batch.write(transaction);
    await transaction.commit();
    return committed(decisions, transaction);
  });
}

async function decideAll(
  runtime: Runtime,
  batch: Batch,
  asked: readonly ReceivedCommand[],
  answered: ReadonlyMap<string, PastAnswer>,
): Promise<Decisions> {
  const outcomes: Outcome[] = [];
  const executed: Decisions["executed"][number][] = [];
  const known = new Map(answered);
  const answerWith = ({ id }: Command, bodyHash: string, answer: CommandAnswer, touched: Outcome["touched"] = []) => {
    known.set(id, { bodyHash, answer });
    executed.push({ answer, replayed: false, touched });
  };
  for (const { command, found, bodyHash } of asked) {
    const before = known.get(command.id);
    if (before) {
      executed.push({ ...answerAgain(before, bodyHash, runtime.now()), touched: [] });
    } else if (found) {
      answerWith(command, bodyHash, batch.refuse(command, bodyHash, refuseUnstorable(found, runtime.now())));
    } else {
      const walked = await batch.walk(command);
      outcomes.push(walked.outcome);
      answerWith(command, bodyHash, batch.keep(walked, bodyHash), walked.outcome.touched);
    }
  }
  return { outcomes, executed };
}

function committed({ outcomes, executed }: Decisions, { roundTrips }: Transaction): Committed {
  return { outcomes, executed: executed.map((each) => ({ ...each, roundTrips })) };
}

function idsOf(asked: readonly ReceivedCommand[]): string[] {
  return [...new Set(asked.map(({ command }) => command.id))];
}

function askedBy({ sites }: Context, command: Command): ReceivedCommand {
  if (!sites.includes(command.site)) throw new Error(`the context does not reach site ${command.site}`);
  const found = unstorable(command.body);
  return { command, found, bodyHash: contentHash(command, found === undefined) };
}

/** What must be there before a transaction begins: room in the journal for this month, and the organisation's keys. */
export async function prepare(runtime: Runtime, { org }: Context): Promise<() => Recording> {
  const now = runtime.now();
  await openMonth(runtime, now);
  await openMonth(runtime, instant(now + anHour));
  const sealer = await runtime.sealerOf(org);
  return () => recording({ org, shapes: runtime.shapes, sealer, simulated: runtime.simulated ?? false });
}

async function openMonth({ months, pool }: Runtime, at: Instant): Promise<void> {
  const month = monthOfInstant(at);
  if (months.has(month)) return;
  await pool`select journal_open_month(${month}::date)`;
  months.add(month);
}

/** What is committed may be remembered, and others told. */
export function remember(runtime: Runtime, { org }: Context, outcome: Outcome): void {
  for (const touched of outcome.touched) {
    const { key, head, state, escalations, owesAnew } = touched;
    runtime.cache.keep(org, key, { head, version: head.version, state, escalations });
    if (owesAnew) for (const page of pagesOf(touched)) runtime.cache.forgetPage(org, page);
  }
  if (outcome.touched.length > 0) for (const tell of runtime.onCommit) tell(wakesOf(outcome));
}
