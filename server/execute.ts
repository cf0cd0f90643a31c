import { hash } from "node:crypto";
import canonicalize from "canonicalize";
import { conduct } from "#duty/door/conduct.ts";
import type { Command, Outcome, Touched } from "#duty/door/table.ts";
import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import type { Head, StreamKey } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Context } from "./context.ts";
import type { Door } from "./door.ts";
import { append, monthOfInstant, wakesOf } from "./journal/append.ts";
import { actorName } from "./journal/envelope.ts";
import { type Recording, recording } from "./journal/recorder.ts";
import { type Answered, Shelf } from "./journal/shelf.ts";
import { unstorable } from "./journal/storable.ts";
import { rehearse } from "./rehearse.ts";
import { type Transaction, transact } from "./transaction.ts";

/** What a command was answered: kept for ever and given again to whoever delivers it again. `head` is the receipt. */
export interface Answer {
  readonly refusal?: Refusal;
  readonly stream?: StreamKey;
  readonly head?: Head;
  /** The server's time at which it was decided. */
  readonly at: Instant;
}

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
  const guess = found ? { locks: [], streams: [], ledger: [] } : rehearse(door, context, command);
  await makeRoom(door);
  const executed = await transact(door.pool, async (transaction) => {
    const shelf = new Shelf(door, context, transaction);
    const answered = await shelf.fetch(guess, command.id);
    if (answered) return replay(transaction, answered, bodyHash, door.now());
    const now = door.now();
    const draft = recording({ ...door, org: context.org, simulated: door.simulated ?? false });
    const outcome = found ? undefined : await walk(door, shelf, draft, command, now);
    const answer = outcome
      ? answerOf(outcome, now)
      : { ...refuse(found?.code ?? "", ["ZB-11"], { field: found?.field ?? "" }), at: now };
    if (outcome) append(transaction, { door, context, outcome, recording: draft, command: command.id, now });
    keepAnswer(transaction, context, command, bodyHash, answer);
    await transaction.commit();
    return { answer, replayed: false, touched: outcome?.touched ?? [], roundTrips: transaction.roundTrips, outcome };
  });
  if (executed.outcome) remember(door, context, executed.outcome);
  const { answer, replayed, touched, roundTrips } = executed;
  return { answer, replayed, touched, roundTrips };
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

/** Sees to it that the journal has room for streams that begin now. Asked of the database once per month and process. */
export async function makeRoom(door: Door): Promise<void> {
  const month = monthOfInstant(door.now());
  if (door.months.has(month)) return;
  await door.pool`select journal_open_month(${month}::date)`;
  door.months.add(month);
}

export function keepAnswer(
  transaction: Transaction,
  { org }: Context,
  { id, site, act, actor }: Command,
  bodyHash: string,
  answer: Answer,
): void {
  transaction.send(transaction.sql`select journal_answer(
    ${org}, ${id}, ${site}, ${act}, ${actorName(actor)}, ${answer.at}, ${bodyHash}, ${JSON.stringify(answer)})`);
}

export function answerOf({ refusal, stream, head }: Outcome, at: Instant): Answer {
  return { ...(refusal ? { refusal } : {}), stream, head, at };
}

/** SHA-256 of what is asked and by whom. Not of the device's time: a phone that delivers again may have learnt a better one. */
export function contentHash({ site, act, body, actor, seen }: Command, storable: boolean): string {
  const asked = storable ? canonicalize({ site, act, body, actor, seen }) : JSON.stringify({ site, act, body });
  return hash("sha256", asked ?? "", "hex");
}

async function replay(transaction: Transaction, { bodyHash, answer }: Answered, asked: string, at: Instant) {
  await transaction.commit();
  const same = bodyHash === asked;
  return {
    answer: same ? (answer as Answer) : { ...refuse("command.other-body", ["ZB-10"]), at },
    replayed: same,
    touched: [],
    roundTrips: transaction.roundTrips,
    outcome: undefined,
  };
}
