import type { Circumstances } from "#duty/grammar/circumstances.ts";
import { type Decision, refuse } from "#duty/grammar/decision.ts";
import { berthOf, type Entry, type Recorded, type SiteId, type StreamKey, streamName } from "#duty/grammar/entry.ts";
import { earliest, lapses, lapsesAt, type ObligationEntry } from "#duty/grammar/obligation.ts";
import type { LedgerPage, StreamView } from "#duty/grammar/question.ts";
import { Desk, named } from "./desk.ts";
import type {
  ActInTable,
  AnyNoun,
  Command,
  Considered,
  Load,
  Loaded,
  Lock,
  Message,
  Outcome,
  Setup,
  Surroundings,
  Table,
  Touched,
} from "./table.ts";

/*
 * The road that every command takes, whole and pure: what to load, what to decide, what follows elsewhere, what is owed afterwards.
 * It is a generator so that two drivers can walk it: `world.ts` in memory, `server/execute.ts` inside one transaction of PostgreSQL.
 */

/** The act by which the clock asks a stream what should be true now. */
export const wakeAct = "clock.wake";

/** Consequences of consequences end here; a longer chain is a loop in `reactions.ts`. One entry may still have many consequences. */
const longestChain = 10;

/** Walks one command. Yields what it must see; returns what became of it. Throws only where the product itself is at fault. */
export function* conduct(surroundings: Surroundings, command: Command): Generator<Load, Outcome, Loaded> {
  const desk = new Desk();
  const key = streamOf(surroundings.table, command);
  const decision = yield* decideOne(surroundings, desk, command, key);
  yield* follow(surroundings, desk, command, key, decision.entries ?? []);
  const touched = settle(surroundings, desk, command.site);
  return {
    ...(decision.refusal ? { refusal: decision.refusal } : {}),
    stream: key,
    head: desk.stream(key).head,
    touched,
    outbox: touched.flatMap(messagesOf),
  };
}

/** What a rule would be asked if the command were given now. Nothing is decided; a screen asks the rule itself why a button may not be pressed. */
export function* consider(surroundings: Surroundings, command: Command): Generator<Load, Considered, Loaded> {
  const desk = new Desk();
  const key = streamOf(surroundings.table, command);
  const { setup, circumstances } = yield* approach(surroundings, desk, command, key);
  const { rule, facts } = yield* ask(surroundings.table, desk, command, { key, setup, circumstances });
  const { state, standings, head } = desk.stream(key);
  return { stream: key, head, state, standings, rule, facts, circumstances };
}

function streamOf(table: Table, { act, body, site, actor, id }: Command): StreamKey {
  if (act === wakeAct) return (body as { stream: StreamKey }).stream;
  return actOf(table, act).stream({ body, site, actor, command: id });
}

function actOf(table: Table, name: string): ActInTable {
  const act = table.acts[name];
  if (!act) throw new Error(`there is no act ${name}`);
  return act;
}

function* decideOne(
  surroundings: Surroundings,
  desk: Desk,
  command: Command,
  key: StreamKey,
): Generator<Load, Decision<Entry>, Loaded> {
  const { table } = surroundings;
  const { setup, circumstances } = yield* approach(surroundings, desk, command, key);
  if (command.act === wakeAct) return { entries: wakings(surroundings, desk, setup, key) };

  const act = actOf(table, command.act);
  if (act.proof === "pin" && command.proof !== "pin" && command.actor !== "reaction")
    return refuse("account.pin-required", ["ZB-02"]);
  const { rule, facts } = yield* ask(table, desk, command, { key, setup, circumstances });
  return act.decide({ state: desk.stream(key).state, body: command.body, rule, facts, circumstances });
}

/** Loads the set-up and the command's own stream. */
function* approach(
  surroundings: Surroundings,
  desk: Desk,
  command: Command,
  key: StreamKey,
): Generator<Load, { setup: Setup; circumstances: Circumstances }, Loaded> {
  const setupKey = surroundings.table.setupOf(command.site);
  const locks = firstLocks(surroundings.table, command, setupKey, key);
  yield* fetch(desk, { locks, streams: [setupKey, key], ledger: [] });
  const { state: setup, version } = desk.stream(setupKey);
  return { setup, circumstances: circumstancesOf(surroundings, command, setup, version) };
}

/** What the regulation says of the stream, and the answers to the questions of the act. */
function* ask(
  table: Table,
  desk: Desk,
  command: Command,
  { key, setup, circumstances }: { key: StreamKey; setup: Setup; circumstances: Circumstances },
): Generator<Load, { rule: unknown; facts: Readonly<Record<string, unknown>> }, Loaded> {
  const act = actOf(table, command.act);
  const { state } = desk.stream(key);
  const rule = table.ruleFor(key.noun, setup, key.id, nounOf(table, key).under(state) ?? circumstances.under);
  const questions = act.facts({ body: command.body, state, setup, rule, circumstances, key });
  const asked = Object.values(questions);
  yield* fetch(desk, {
    locks: [
      ...asked.flatMap((each) => each.streams ?? []).map(sharedLock),
      ...asked.flatMap((each) => each.ledger ?? []).map(pageLock),
    ],
    streams: asked.flatMap((each) => each.streams ?? []),
    ledger: asked.flatMap((each) => each.ledger ?? []),
  });
  const reader = desk.reader();
  const answers = Object.entries(questions).map(([name, question]) => [name, question.answer(reader)]);
  return { rule, facts: Object.fromEntries(answers) };
}

function* fetch(desk: Desk, load: Load): Generator<Load, void, Loaded> {
  const lacking = desk.lacking(load);
  if (lacking.streams.length + lacking.ledger.length > 0) desk.put(lacking, yield lacking);
}

function firstLocks(table: Table, command: Command, setup: StreamKey, key: StreamKey): Lock[] {
  const exclusive = command.act === wakeAct || actOf(table, command.act).mode === "exclusive";
  const berth: Lock = { site: key.site, berth: berthOf(key.id), mode: exclusive ? "exclusive" : "shared" };
  const own = exclusive ? [berth] : [berth, { site: key.site, berth: streamName(key), mode: "exclusive" as const }];
  return named(key) === named(setup) ? own : [sharedLock(setup), ...own];
}

function sharedLock(key: StreamKey): Lock {
  return { site: key.site, berth: berthOf(key.id), mode: "shared" };
}

/** Who counts what is outstanding must be alone at the berth: nothing may be added to the page while it is being read. */
function pageLock(page: LedgerPage): Lock {
  return { site: page.site, berth: page.post ?? page.person, mode: "exclusive" };
}

function circumstancesOf(
  { now, calendar }: Surroundings,
  command: Command,
  setup: Setup,
  under: number,
): Circumstances {
  return {
    now,
    ...calendar(setup, now),
    actor: command.actor,
    device: command.device,
    deviceTime: command.deviceTime,
    proof: command.proof,
    seen: command.seen,
    under,
    command: command.id,
  };
}

function wakings({ table, now }: Surroundings, desk: Desk, setup: Setup, key: StreamKey): Entry[] {
  const { state, standings } = desk.stream(key);
  const noun = nounOf(table, key);
  const rule = table.ruleFor(key.noun, setup, key.id, noun.under(state) ?? 0);
  const own = noun.wake?.(state, rule, now) ?? [];
  return [...own, ...noun.owes(state, rule).flatMap((each) => lapses(each, standings[each.key], now))];
}

function nounOf(table: Table, key: StreamKey): AnyNoun {
  const noun = table.nouns[key.noun];
  if (!noun) throw new Error(`there is no noun ${key.noun}`);
  return noun;
}

/** Records the entries of the command and of everything that follows from them, breadth first, so that a reader finds them in the order of cause. */
function* follow(
  surroundings: Surroundings,
  desk: Desk,
  command: Command,
  key: StreamKey,
  entries: readonly Entry[],
): Generator<Load, void, Loaded> {
  const { table } = surroundings;
  const setupKey = table.setupOf(command.site);
  const queue = recordAll(surroundings, desk, command, key, entries).map((each) => ({ ...each, depth: 0 }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { entry, at, depth } = next;
    if (depth > longestChain) throw new Error(`${command.act} sets off an endless chain of reactions`);
    const { state: setup } = desk.stream(setupKey);
    const consequences = (table.reactions[entry.type] ?? []).flatMap((reaction) =>
      reaction(entry, { key: at, state: desk.stream(at).state, setup }),
    );
    for (const { act, body } of consequences) {
      const caused: Command = { ...command, act, body, actor: "reaction", proof: "none", seen: undefined };
      const target = streamOf(table, caused);
      const decision = yield* decideOne(surroundings, desk, caused, target);
      if (decision.refusal) throw new Error(`${act}, following ${entry.type}, was refused: ${decision.refusal.code}`);
      const followers = recordAll(surroundings, desk, caused, target, decision.entries);
      queue.push(...followers.map((each) => ({ ...each, depth: depth + 1 })));
    }
  }
}

function recordAll(
  surroundings: Surroundings,
  desk: Desk,
  command: Command,
  key: StreamKey,
  entries: readonly Entry[],
): { entry: Recorded; at: StreamKey }[] {
  const setup = desk.stream(surroundings.table.setupOf(command.site));
  const circumstances = circumstancesOf(surroundings, command, setup.state, setup.version);
  return entries.map((entry) => {
    const recorded = surroundings.record(key, desk.stream(key).head, entry, circumstances);
    desk.write(key, nounOf(surroundings.table, key), recorded);
    return { entry: recorded, at: key };
  });
}

function settle({ table }: Surroundings, desk: Desk, siteId: SiteId): Touched[] {
  return [...desk.touched()].map(({ key, before, stream, entries }) => {
    const { state: setup } = desk.stream(table.setupOf(siteId));
    const derived = derive(table, setup, key, stream);
    const same =
      before.version > 0 &&
      before.standings === stream.standings &&
      JSON.stringify(derive(table, setup, key, before)) === JSON.stringify(derived);
    return {
      key,
      before: before.head,
      head: stream.head,
      entries,
      state: stream.state,
      standings: stream.standings,
      ...derived,
      owesAnew: !same,
    };
  });
}

/** What a stream owes and when it wants to be woken, from its state alone: the same for a fresh append and for a rebuild of years. */
export function derive(
  table: Table,
  setup: Setup,
  key: StreamKey,
  stream: StreamView,
): Pick<Touched, "obligations" | "wakeAt"> {
  const noun = nounOf(table, key);
  const rule = table.ruleFor(key.noun, setup, key.id, noun.under(stream.state) ?? 0);
  const obligations = noun.owes(stream.state, rule);
  const moments = obligations.map((each) => lapsesAt(each, stream.standings[each.key]));
  return { obligations, wakeAt: earliest([...moments, noun.wakesAt?.(stream.state, rule)]) };
}

function messagesOf({ key, entries, obligations }: Touched): Message[] {
  return entries.flatMap((entry) => {
    if (entry.type !== "obligation.escalated") return [];
    const {
      key: owed,
      call,
      rung,
    } = (entry as Recorded<Extract<ObligationEntry, { type: "obligation.escalated" }>>).body;
    const obligation = obligations.find((each) => each.key === owed);
    if (!obligation) throw new Error(`${streamName(key)} escalated ${owed}, which it does not owe`);
    return [{ key: `${key.site}:${streamName(key)}#${owed}#${rung}`, stream: key, call, obligation, rung }];
  });
}
