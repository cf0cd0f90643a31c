import type { Outcome } from "#duty/door/table.ts";
import type { Recorded } from "#duty/grammar/entry.ts";
import { isOutstanding, type Obligation, type ObligationEntry } from "#duty/grammar/obligation.ts";
import { isFields } from "#duty/grammar/stricter.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { World, WorldStream } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import type { Expected } from "./case-language.ts";

/** What there is to look at after a step. */
export interface Seen {
  readonly world: World;
  /** Versions of all streams before the step. */
  readonly before: ReadonlyMap<string, number>;
  readonly outcome: Outcome | undefined;
  moment(time: string): Instant;
  resolve(value: unknown): unknown;
}

/** Why an expectation does not hold; undefined where it does. */
export function checkExpected(expected: Expected, seen: Seen): string | undefined {
  if ("refused" in expected) return refused(expected, seen);
  if ("entered" in expected) return entered(expected, seen);
  if ("notEntered" in expected) {
    return entriesOf(seen).some(({ type }) => type === expected.notEntered)
      ? `${expected.notEntered} was entered`
      : undefined;
  }
  if ("owed" in expected) return owed(expected, seen);
  if ("notOwed" in expected) {
    const found = outstanding(seen, expected.at).some(({ what }) => what === expected.notOwed);
    return found ? `${expected.notOwed} is outstanding` : undefined;
  }
  if ("missed" in expected) return missed(expected, seen);
  if ("called" in expected) return called(expected, seen);
  const found = escalations(seen).some(({ call, what }) => call === expected.notCalled && what === expected.about);
  return found ? `${expected.notCalled} was called about ${expected.about}` : undefined;
}

function refused(expected: Extract<Expected, { refused: string }>, { outcome }: Seen): string | undefined {
  const refusal = outcome?.refusal;
  if (!refusal) return `it was not refused, as ${expected.refused} would have it`;
  if (refusal.code !== expected.refused) return `it was refused for ${refusal.code}, not ${expected.refused}`;
  if (expected.field !== undefined && refusal.field !== expected.field) return `the field is ${refusal.field}`;
  return uncited(expected.for, refusal.rules);
}

function entered(expected: Extract<Expected, { entered: string }>, seen: Seen): string | undefined {
  const at = expected.at === undefined ? undefined : seen.moment(expected.at);
  const entries = entriesOf(seen).filter(
    (entry) => entry.type === expected.entered && (at === undefined || entry.at === at),
  );
  if (entries.length === 0) return `${expected.entered} was not entered`;
  const contents = seen.resolve(expected.with ?? {});
  const fits = entries.some(({ body }) => holds(body, contents));
  return fits ? undefined : `${expected.entered} says ${JSON.stringify(entries.map(({ body }) => body))}`;
}

function owed(expected: Extract<Expected, { owed: string }>, seen: Seen): string | undefined {
  const found = outstanding(seen, expected.at).filter(({ what }) => what === expected.owed);
  if (found.length === 0) return `${expected.owed} is not outstanding`;
  const by = expected.by === undefined ? undefined : seen.moment(expected.by);
  const due = found.filter(({ dueAt }) => by === undefined || dueAt === by);
  if (due.length === 0) return `${expected.owed} is due at another time`;
  return due.some(({ rules }) => uncited(expected.for, rules) === undefined)
    ? undefined
    : uncited(expected.for, due[0]?.rules ?? []);
}

function missed(expected: Extract<Expected, { missed: string }>, seen: Seen): string | undefined {
  const at = expected.at === undefined ? undefined : seen.moment(expected.at);
  const found = lapsed(seen, "obligation.missed").filter(
    ({ obligation, entry }) => obligation.what === expected.missed && (at === undefined || entry.at === at),
  );
  if (found.length === 0) return `that ${expected.missed} was missed was not entered`;
  return uncited(expected.for, found[0]?.obligation.rules ?? []);
}

function called(expected: Extract<Expected, { called: string }>, seen: Seen): string | undefined {
  const at = expected.at === undefined ? undefined : seen.moment(expected.at);
  const calls = escalations(seen).filter(({ call, what }) => call === expected.called && what === expected.about);
  if (calls.length === 0) return `${expected.called} was not called about ${expected.about}`;
  const timely = calls.find((each) => at === undefined || each.at === at);
  if (!timely) return `${expected.called} was called at another time`;
  if (!timely.sent) return `the call of ${expected.called} is not in the outbox`;
  return uncited(expected.for, timely.rules);
}

function uncited(rules: readonly string[] | undefined, cited: readonly string[]): string | undefined {
  const lacking = (rules ?? []).filter((each) => !cited.includes(each));
  return lacking.length === 0 ? undefined : `it cites ${cited.join(", ") || "nothing"}, not ${lacking.join(", ")}`;
}

function changed({ world, before }: Seen): { stream: WorldStream; entries: readonly Recorded[] }[] {
  return [...world.streams].flatMap(([name, stream]) => {
    const from = before.get(name) ?? 0;
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

function outstanding({ world }: Seen, post: string | undefined): Obligation[] {
  const posts = post === undefined ? ["lobby", "east-gate", "squad"] : [post];
  return posts
    .flatMap((each) => world.outstanding({ site: towerSite, post: each }))
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
