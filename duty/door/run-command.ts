import type { Circumstances } from "#duty/grammar/circumstances.ts";
import { type Decision, refuse } from "#duty/grammar/decision.ts";
import { type Entry, lockScopeOf, personOf, type Recorded, type StreamKey, streamName } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import { earliest, lapsesAt } from "#duty/grammar/obligation.ts";
import type { StreamView } from "#duty/grammar/question.ts";
import { actOf, askQuestions, fetch, kindOf, sharedLock } from "./ask-facts.ts";
import { messagesOf } from "./messages-of.ts";
import type {
  Asked,
  AskedFacts,
  Command,
  Environment,
  Load,
  Loaded,
  Lock,
  Outcome,
  Setup,
  Table,
  Touched,
} from "./table.ts";
import { wakeStream } from "./wake-stream.ts";
import { keyName, WorkingSet } from "./working-set.ts";

/*
 * The road that every command takes, whole and pure: what to load, what to decide, what follows elsewhere, what is owed afterwards.
 * It is a generator so that two drivers can walk it: `world.ts` in memory, `server/door/execute.ts` inside one transaction of PostgreSQL.
 */

/** The act by which the clock asks a stream what should be true now. */
export const wakeAct = "clock.wake";

/** Consequences of consequences end here; a longer chain is a loop in what the nouns react with. One entry may still have many consequences. */
const longestChain = 10;

/** Walks one command. Yields what it must see; returns what became of it. Throws only where the product itself is at fault. */
export function* runCommand(environment: Environment, command: Command): Generator<Load, Outcome, Loaded> {
  const workingSet = new WorkingSet();
  const key = streamOf(environment.table, command);
  const decision = yield* decideOne(environment, workingSet, command, key);
  yield* follow(environment, workingSet, command, key, decision.entries ?? []);
  const touched = changesOf(environment, workingSet);
  return {
    ...(decision.refusal ? { refusal: decision.refusal } : {}),
    stream: key,
    head: workingSet.stream(key).head,
    touched,
    outbox: touched.flatMap(messagesOf),
  };
}

/** What the rules of a screen would be given now. Nothing is decided; the screen asks the rule itself why a button may not be pressed. */
export function* askFacts(
  environment: Environment,
  { ask: name, ...about }: Asked,
): Generator<Load, AskedFacts, Loaded> {
  const workingSet = new WorkingSet();
  const { table } = environment;
  const asked = heldUnder(table.asks, name);
  if (!asked) throw new Error(`there is nothing to ask called ${name}`);
  const command: Command = { ...about, id: name, act: name, proof: "session" };
  const key = asked.stream({ body: command.body, site: command.site, actor: command.actor, command: command.id });
  const { setup, circumstances } = yield* approach(environment, workingSet, command, { key, locks: [] });
  const { rule, facts } = yield* askQuestions(table, workingSet, asked, {
    body: command.body,
    key,
    setup,
    circumstances,
  });
  const { state, escalations, head } = workingSet.stream(key);
  return { stream: key, head, state, escalations, rule, facts, circumstances };
}

function streamOf(table: Table, { act, body, site, actor, id }: Command): StreamKey {
  if (act === wakeAct) return (body as { stream: StreamKey }).stream;
  return actOf(table, act).stream({ body, site, actor, command: id });
}

function* decideOne(
  environment: Environment,
  workingSet: WorkingSet,
  command: Command,
  key: StreamKey,
): Generator<Load, Decision<Entry>, Loaded> {
  const { table } = environment;
  const locks = firstLocks(table, command, table.setupOf(command.site), key);
  const { setup, circumstances } = yield* approach(environment, workingSet, command, { key, locks });
  if (command.act === wakeAct) return yield* wakeStream(environment, workingSet, { key, setup, circumstances });

  const act = actOf(table, command.act);
  // Only people have a PIN: the installation sets itself up without.
  if (act.proof === "pin" && command.proof !== "pin" && personOf(command.actor) !== undefined)
    return refuse("account.pin-required", ["ZB-02"], { field: "pin" });
  const { rule, facts } = yield* askQuestions(table, workingSet, act, {
    body: command.body,
    key,
    setup,
    circumstances,
  });
  return act.decide({ state: workingSet.stream(key).state, body: command.body, rule, facts, circumstances });
}

/** Loads the set-up and the command's own stream. */
function* approach(
  environment: Environment,
  workingSet: WorkingSet,
  command: Command,
  { key, locks }: { key: StreamKey; locks: readonly Lock[] },
): Generator<Load, { setup: Setup; circumstances: Circumstances }, Loaded> {
  const setupKey = environment.table.setupOf(command.site);
  yield* fetch(workingSet, { locks, streams: [setupKey, key], ledger: [] });
  const { state: setup, version } = workingSet.stream(setupKey);
  return { setup, circumstances: circumstancesOf(environment, command, setup, version) };
}

function firstLocks(table: Table, command: Command, setup: StreamKey, key: StreamKey): Lock[] {
  const exclusive = command.act === wakeAct || actOf(table, command.act).mode === "exclusive";
  const lockScope: Lock = { site: key.site, lockScope: lockScopeOf(key.id), mode: exclusive ? "exclusive" : "shared" };
  const own = exclusive
    ? [lockScope]
    : [lockScope, { site: key.site, lockScope: streamName(key), mode: "exclusive" as const }];
  return keyName(key) === keyName(setup) ? own : [sharedLock(setup), ...own];
}

function circumstancesOf({ now, calendar }: Environment, command: Command, setup: Setup, under: number): Circumstances {
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

/** Records the entries of the command and of everything that follows from them, breadth first, so that a reader finds them in the order of cause. */
function* follow(
  environment: Environment,
  workingSet: WorkingSet,
  command: Command,
  key: StreamKey,
  entries: readonly Entry[],
): Generator<Load, void, Loaded> {
  const { table } = environment;
  const sites = (environment.sites ?? [command.site]).toSorted();
  const queue = recordAll(environment, workingSet, command, key, entries).map((each) => ({ ...each, depth: 0 }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { entry, at, depth } = next;
    if (depth > longestChain) throw new Error(`${command.act} sets off an endless chain of reactions`);
    const { state: setup } = workingSet.stream(table.setupOf(at.site));
    const consequences = (table.reactions[entry.type] ?? []).flatMap((reaction) =>
      reaction(entry, { key: at, state: workingSet.stream(at).state, setup, sites }),
    );
    for (const { act, body, site = at.site } of consequences) {
      const caused: Command = { ...command, site, act, body, actor: "reaction", proof: "none", seen: undefined };
      const target = streamOf(table, caused);
      const decision = yield* decideOne(environment, workingSet, caused, target);
      if (decision.refusal) throw new Error(`${act}, following ${entry.type}, was refused: ${decision.refusal.code}`);
      const followers = recordAll(environment, workingSet, caused, target, decision.entries);
      queue.push(...followers.map((each) => ({ ...each, depth: depth + 1 })));
    }
  }
}

function recordAll(
  environment: Environment,
  workingSet: WorkingSet,
  command: Command,
  key: StreamKey,
  entries: readonly Entry[],
): { entry: Recorded; at: StreamKey }[] {
  const setup = workingSet.stream(environment.table.setupOf(key.site));
  const circumstances = circumstancesOf(environment, command, setup.state, setup.version);
  return entries.map((entry) => {
    const recorded = environment.record(key, workingSet.stream(key).head, entry, circumstances);
    workingSet.write(key, kindOf(environment.table, key), recorded);
    return { entry: recorded, at: key };
  });
}

function changesOf({ table }: Environment, workingSet: WorkingSet): Touched[] {
  return [...workingSet.touched()].map(({ key, before, stream, entries }) => {
    const { state: setup } = workingSet.stream(table.setupOf(key.site));
    const derived = derive(table, setup, key, stream);
    const isAnew = onceAsked(() => {
      if (before.version === 0 || before.escalations !== stream.escalations) return true;
      return JSON.stringify(derive(table, setup, key, before)) !== JSON.stringify(derived);
    });
    return {
      key,
      before: before.head,
      head: stream.head,
      entries,
      state: stream.state,
      escalations: stream.escalations,
      ...derived,
      // Only who keeps the ledger asks, and it takes as long as deriving all of it once more.
      get owesAnew() {
        return isAnew();
      },
    };
  });
}

/** An answer that is found when it is first asked for; what it was found from is let go then. */
function onceAsked<T>(find: () => T): () => T {
  let unasked: (() => T) | undefined = find;
  let answer: T | undefined;
  return () => {
    if (unasked) answer = unasked();
    unasked = undefined;
    return answer as T;
  };
}

/** What a stream owes and when it wants to be woken, from its state alone: the same for a fresh append and for a rebuild of years. */
export function derive(
  table: Table,
  setup: Setup,
  key: StreamKey,
  stream: StreamView,
): Pick<Touched, "obligations" | "wakeAt"> {
  const noun = kindOf(table, key);
  const rule = table.ruleFor(key.noun, setup, key.id, noun.under(stream.state) ?? 0);
  const obligations = noun.owes(stream.state, rule);
  const moments = obligations.map((each) => lapsesAt(each, heldUnder(stream.escalations, each.key)));
  return { obligations, wakeAt: earliest([...moments, noun.wakesAt?.(stream.state, rule)]) };
}
