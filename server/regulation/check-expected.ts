import type { Outcome } from "#duty/door/table.ts";
import type { Recorded } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import { isOutstanding, type Obligation, type ObligationEntry } from "#duty/grammar/obligation.ts";
import { isFields } from "#duty/grammar/stricter.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { World, WorldStream } from "#duty/world.ts";
import { here } from "./case-ground.ts";
import type { Expected } from "./case-language.ts";

/** What there is to look at after a step. */
export interface Seen {
  readonly world: World;
  /** The posts of the stage. */
  readonly posts: readonly string[];
  /** All streams as they were before the step. */
  readonly before: ReadonlyMap<string, { readonly version: number }>;
  /** What the actor gave: the body, and who they are. */
  readonly sent: readonly unknown[];
  readonly outcome: Outcome | undefined;
  moment(time: string): Instant;
  resolve(value: unknown): unknown;
  /** The site's word for a function. */
  wordOf(called: string): string;
}

interface Checked {
  readonly failure: string | undefined;
  readonly computed: boolean;
}

/** Whether an expectation holds, and whether what it saw was computed. */
export function checkExpected(expected: Expected, seen: Seen): Checked {
  const failure = failureOf(expected, seen);
  return { failure, computed: failure === undefined && expected.kind === "entered" && isComputed(expected, seen) };
}

function failureOf(expected: Expected, seen: Seen): string | undefined {
  const { kind, what, about, at } = expected;
  switch (kind) {
    case "refused":
      return refused(expected, seen);
    case "entered":
      return entered(expected, seen);
    case "notEntered":
      return entriesOf(seen).some(({ type }) => type === what) ? `${what} was entered` : undefined;
    case "owed":
      return owed(expected, seen);
    case "notOwed":
      return outstanding(seen, at).some((each) => each.what === what) ? `${what} is outstanding` : undefined;
    case "met":
      return met(expected, seen);
    case "missed":
      return missed(expected, seen);
    case "counted":
      return counted(expected, seen);
    case "called":
      return called(expected, seen);
    case "notCalled": {
      const found = escalations(seen).some((each) => each.call === seen.wordOf(what) && each.what === about);
      return found ? `${what} was called about ${about}` : undefined;
    }
  }
}

function refused(expected: Expected, { outcome }: Seen): string | undefined {
  const refusal = outcome?.refusal;
  if (!refusal) return `it was not refused, as ${expected.what} would have it`;
  if (refusal.code !== expected.what) return `it was refused for ${refusal.code}, not ${expected.what}`;
  if (expected.field !== undefined && refusal.field !== expected.field) return `the field is ${refusal.field}`;
  return uncited(expected, refusal.rules);
}

function entered(expected: Expected, seen: Seen): string | undefined {
  const entries = enteredAs(expected, seen);
  if (entries.length === 0) return `${expected.what} was not entered`;
  const contents = seen.resolve(expected.with ?? {});
  const fits = entries.some(({ body }) => holds(body, contents));
  return fits ? undefined : `${expected.what} says ${JSON.stringify(entries.map(({ body }) => body))}`;
}

function enteredAs({ what, at }: Expected, seen: Seen): Recorded[] {
  const moment = at === undefined ? undefined : seen.moment(at);
  return entriesOf(seen).filter((entry) => entry.type === what && (moment === undefined || entry.at === moment));
}

/** Something that was asked for stands in the entry, and nobody sent it. */
function isComputed({ with: contents }: Expected, seen: Seen): boolean {
  const sent = new Set(leavesOf(seen.sent));
  return leavesOf(seen.resolve(contents ?? {})).some((each) => !sent.has(each));
}

function leavesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return isFields(value) ? Object.values(value).flatMap(leavesOf) : [value];
}

function owed(expected: Expected, seen: Seen): string | undefined {
  const found = outstanding(seen, expected.at).filter(({ what }) => what === expected.what);
  if (found.length === 0) return `${expected.what} is not outstanding`;
  const by = expected.by === undefined ? undefined : seen.moment(expected.by);
  const due = found.filter(({ dueAt }) => by === undefined || dueAt === by);
  if (due.length === 0) return `${expected.what} is due at another time`;
  return oneCites(expected, due);
}

function met(expected: Expected, seen: Seen): string | undefined {
  const at = expected.at === undefined ? seen.world.now : seen.moment(expected.at);
  const found = changed(seen)
    .flatMap(({ stream }) => stream.obligations)
    .filter(({ what, metAt }) => what === expected.what && metAt === at);
  return found.length === 0 ? `${expected.what} was not met` : oneCites(expected, found);
}

function missed(expected: Expected, seen: Seen): string | undefined {
  const at = expected.at === undefined ? undefined : seen.moment(expected.at);
  const found = lapsed(seen, "obligation.missed").filter(
    ({ obligation, entry }) => obligation.what === expected.what && (at === undefined || entry.at === at),
  );
  if (found.length === 0) return `that ${expected.what} was missed was not entered`;
  return oneCites(
    expected,
    found.map(({ obligation }) => obligation),
  );
}

/** A plain reading of everything that was recorded: what has been owed under these rules so far, and what became of it. */
function counted({ what, for: rules, is = {} }: Expected, { world }: Seen): string | undefined {
  const streams = [...world.streams.values()];
  const owed = streams.flatMap(({ obligations, escalations }) =>
    obligations
      .filter((each) => each.what === what && rules.every((rule) => each.rules.includes(rule)))
      .map((each) => ({ ...each, missedAt: heldUnder(escalations, each.key)?.missedAt })),
  );
  const count = {
    due: owed.filter(({ endedAt }) => endedAt === undefined).length,
    met: owed.filter(({ metAt }) => metAt !== undefined).length,
    missed: owed.filter(({ missedAt }) => missedAt !== undefined).length,
    entered: streams.flatMap(({ entries }) => entries).filter((each) => each.type === what && speaksOf(each, rules))
      .length,
  };
  const wrong = Object.entries(is).find(([name, number]) => count[name as keyof typeof count] !== number);
  return wrong && `${what} counts ${JSON.stringify(count)}`;
}

/** Entries that name rules are counted for those; others for whoever asks. */
function speaksOf({ body }: Recorded, rules: readonly string[]): boolean {
  const named = isFields(body) && Array.isArray(body.rules) ? (body.rules as unknown[]) : undefined;
  return named === undefined || rules.every((each) => named.includes(each));
}

function called(expected: Expected, seen: Seen): string | undefined {
  const at = expected.at === undefined ? undefined : seen.moment(expected.at);
  const word = seen.wordOf(expected.what);
  const calls = escalations(seen).filter(({ call, what }) => call === word && what === expected.about);
  if (calls.length === 0) return `${expected.what} was not called about ${expected.about}`;
  const timely = calls.find((each) => at === undefined || each.at === at);
  if (!timely) return `${expected.what} was called at another time`;
  if (!timely.sent) return `the call of ${expected.what} is not in the outbox`;
  return uncited(expected, timely.rules);
}

function oneCites(expected: Expected, found: readonly Obligation[]): string | undefined {
  return found.some(({ rules }) => uncited(expected, rules) === undefined)
    ? undefined
    : uncited(expected, found[0]?.rules ?? []);
}

function uncited({ for: rules }: Expected, cited: readonly string[]): string | undefined {
  const lacking = rules.filter((each) => !cited.includes(each));
  return lacking.length === 0 ? undefined : `it cites ${cited.join(", ") || "nothing"}, not ${lacking.join(", ")}`;
}

function changed({ world, before }: Seen): { stream: WorldStream; entries: readonly Recorded[] }[] {
  return [...world.streams].flatMap(([name, stream]) => {
    const from = before.get(name)?.version ?? 0;
    return stream.version > from ? [{ stream, entries: stream.entries.slice(from) }] : [];
  });
}

function entriesOf(seen: Seen): Recorded[] {
  return changed(seen).flatMap(({ entries }) => entries);
}

function lapsed<T extends ObligationEntry["type"]>(
  seen: Seen,
  type: T,
): { entry: Recorded<Extract<ObligationEntry, { type: T }>>; obligation: Obligation; stream: WorldStream }[] {
  return changed(seen).flatMap(({ stream, entries }) =>
    entries.flatMap((each) => {
      if (each.type !== type) return [];
      const entry = each as Recorded<Extract<ObligationEntry, { type: T }>>;
      const obligation = stream.obligations.find(({ key }) => key === entry.body.key);
      return obligation ? [{ entry, obligation, stream }] : [];
    }),
  );
}

function escalations(seen: Seen) {
  const sent = [...seen.world.outbox.values()];
  return lapsed(seen, "obligation.escalated").map(({ entry, obligation, stream }) => ({
    call: entry.body.call,
    what: obligation.what,
    at: entry.at,
    rules: obligation.rules,
    sent: sent.some(
      (each) =>
        each.stream.id === stream.key.id && each.obligation.key === entry.body.key && each.rung === entry.body.rung,
    ),
  }));
}

function outstanding({ world, posts }: Seen, post: string | undefined): Obligation[] {
  return (post === undefined ? posts : [post])
    .flatMap((each) => world.outstanding({ site: here, post: each }))
    .map(({ obligation }) => obligation)
    .filter((each) => isOutstanding(each) && each.opensAt <= world.now);
}

/** Whether a body has these contents; what is not asked for may be anything. Of lists every item asked for must be there. */
function holds(body: unknown, contents: unknown): boolean {
  if (Array.isArray(contents)) {
    return Array.isArray(body) && contents.every((each) => body.some((its) => holds(its, each)));
  }
  if (isFields(contents)) {
    return isFields(body) && Object.entries(contents).every(([name, each]) => holds(body[name], each));
  }
  return body === contents;
}
