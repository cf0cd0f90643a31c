import { conduct } from "#duty/door/conduct.ts";
import type { Command, Outcome, Touched } from "#duty/door/table.ts";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import { type Answer, answerAgain, answerOf, answerRow, contentHash, refuseUnstorable } from "./answer.ts";
import type { Context } from "./context.ts";
import type { Door } from "./door.ts";
import { append, monthOfInstant, wakesOf } from "./journal/append.ts";
import { type Recording, recording } from "./journal/recorder.ts";
import { Shelf } from "./journal/shelf.ts";
import { unstorable } from "./journal/storable.ts";
import { type Foreseen, foresee, rehearse } from "./rehearse.ts";
import { transact } from "./transaction.ts";

/** A command that begins before the month ends may be decided after. */
const anHour = 60 * minute;

const nothing: Foreseen = { locks: [], streams: [], ledger: [], guessed: { streams: [], ledger: [] } };

export interface Executed {
  readonly answer: Answer;
  /** It had been answered before; nothing was done now. */
  readonly replayed: boolean;
  /** What it changed, if it was done now. */
  readonly touched: readonly Touched[];
  /** To PostgreSQL and back, of the try that succeeded. */
  readonly roundTrips: number;
}

/**
 * The one door: decides a command and writes what follows, in one transaction, or answers what it was answered before. Safe to call again
 * with the same command after any error.
 * @throws DatabaseUnavailable when the database cannot be reached; whether the command was done is then unknown
 * @throws Error when the product itself is at fault; nothing was done
 */
export async function execute(door: Door, context: Context, command: Command): Promise<Executed> {
  if (!context.sites.includes(command.site)) throw new Error(`the context does not reach site ${command.site}`);
  const found = unstorable(command.body);
  const bodyHash = contentHash(command, found === undefined);
  const guess = found ? nothing : rehearse(door, context, command);
  const draftFor = await prepare(door, context);
  const { outcome, ...executed } = await transact(door.pool, async (transaction) => {
    const shelf = new Shelf(door, context, transaction);
    const answered = await shelf.fetch(guess, command.id);
    if (answered) {
      await transaction.commit();
      return { ...answerAgain(answered, bodyHash, door.now()), touched: [], roundTrips: transaction.roundTrips };
    }
    await foresee({ door, context, shelf, command }, guess);
    const now = door.now();
    const draft = draftFor();
    const outcome = found ? undefined : await walk(door, shelf, draft, command, now);
    const answer = outcome ? answerOf(outcome, now) : refuseUnstorable(found as NonNullable<typeof found>, now);
    const row = answerRow(command, bodyHash, answer);
    append(transaction, { door, context, outcome, recording: draft, command: command.id, now, answer: row });
    await transaction.commit();
    const touched = outcome?.touched ?? [];
    return { answer, replayed: false, touched, roundTrips: transaction.roundTrips, outcome };
  });
  if (outcome) remember(door, context, outcome);
  return executed;
}

/** What must be there before a transaction begins: room in the journal for this month, and the organisation's keys. */
export async function prepare(door: Door, { org }: Context): Promise<() => Recording> {
  const now = door.now();
  await openMonth(door, now);
  await openMonth(door, instant(now + anHour));
  const sealer = await door.sealerOf(org);
  return () => recording({ org, shapes: door.shapes, sealer, simulated: door.simulated ?? false });
}

async function openMonth({ months, pool }: Door, at: Instant): Promise<void> {
  const month = monthOfInstant(at);
  if (months.has(month)) return;
  await pool`select journal_open_month(${month}::date)`;
  months.add(month);
}

/** Drives the road that a command takes, giving it what it asks for. */
export async function walk(
  door: Door,
  shelf: Shelf,
  draft: Recording,
  command: Command,
  now: Instant,
): Promise<Outcome> {
  const road = conduct({ table: door.table, calendar: door.calendar, record: draft.record, now }, command);
  let step = road.next();
  while (!step.done) {
    if (shelf.lacks(step.value)) await shelf.fetch(step.value);
    step = road.next(shelf.give(step.value));
  }
  return step.value;
}

/** What is committed may be remembered, and others told. */
export function remember(door: Door, { org }: Context, outcome: Outcome): void {
  for (const { key, head, state, standings } of outcome.touched) {
    door.cache.keep(org, key, { head, version: head.version, state, standings });
  }
  if (outcome.touched.length > 0) for (const tell of door.onCommit) tell(wakesOf(outcome));
}
