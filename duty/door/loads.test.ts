import { describe, expect, test } from "vitest";
import { enter } from "#duty/grammar/decision.ts";
import { type Entry, type Recorded, type StreamKey, streamName, unborn } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import { askFacts, runCommand, wakeAct } from "./run-command.ts";
import type { ActInTable, AskInTable, Command, Environment, Load, Loaded, Table } from "./table.ts";
import { keyName, pageName, WorkingSet } from "./working-set.ts";

/* What the door wants to see before it decides: nothing twice, nothing unasked, and locked as it must be. */

interface Lamp {
  readonly lit: number;
}

const start = instant(1_700_000_000_000);
const lampKind: Kind<Lamp, Entry, undefined> = {
  noun: "lamp",
  begin: () => ({ lit: 0 }),
  evolve: ({ lit }) => ({ lit: lit + 1 }),
  owes: () => [
    {
      key: "dim",
      what: "lamp.dim",
      post: "hall",
      opensAt: start,
      dueAt: plusMinutes(start, 10),
      rules: [],
      ladder: [],
    },
  ],
  under: ({ lit }) => (lit > 0 ? 7 : undefined),
};
const key = (id: string): StreamKey => ({ site: "site", noun: "lamp", id });
const hall = { site: "site", post: "hall" } as const;
const lin = { site: "site", person: "lin" } as const;

function lampAct(parts: Partial<ActInTable>): ActInTable {
  return {
    ...{ kind: lampKind, mode: "exclusive", stream: ({ body, site }) => ({ site, noun: "lamp", id: body as string }) },
    ...{ facts: () => ({}), decide: () => enter({ type: "lamp.lit", body: {} }) },
    ...parts,
  };
}

function environmentOf(acts: Record<string, ActInTable>, asks: Record<string, AskInTable> = {}): Environment {
  const table: Table = {
    ...{ kinds: { lamp: lampKind }, acts, asks, reactions: {}, planning: [] },
    setupOf: (site) => ({ site, noun: "lamp", id: "setup" }),
    ruleFor: (noun, _, id, under) => `${noun} ${id} under ${under}`,
    expectations: () => ({ expected: [], more: false }),
  };
  const record: Environment["record"] = (_, after, entry, { now, actor }) =>
    ({ ...entry, version: after.version + 1, hash: "h", at: now, actor }) as unknown as Recorded;
  return { now: start, table, record, calendar: () => ({ zone: "UTC", today: "2023-11-14" as never }) };
}

/** Walks a road, answering each load with what is known of its streams; tells what it asked for. */
function walked<T>(
  road: Generator<Load, T, Loaded>,
  lines: readonly LedgerLine[] = [],
  lit: Record<string, number> = {},
) {
  const loads: Load[] = [];
  let step = road.next();
  while (!step.done) {
    const { streams, ledger } = step.value;
    expect(streams.length + ledger.length, "each question costs a round trip").toBeGreaterThan(0);
    loads.push(step.value);
    const loaded = streams.map((each) => {
      const count = lit[each.id] ?? 0;
      return {
        state: { lit: count },
        escalations: {},
        version: count,
        head: count > 0 ? { version: count, hash: "h" } : unborn,
      };
    });
    step = road.next({ streams: loaded, ledger: ledger.map(() => lines) });
  }
  return { loads, result: step.value };
}

const command = (act: string, body: unknown): Command => {
  return { id: "c", site: "site", act, body, actor: { person: "lin" }, proof: "session" };
};
const locks = (load: Load | undefined) => load?.locks.map(({ lockScope, mode }) => `${lockScope} ${mode}`);

describe("what a command loads", () => {
  test("the set-up shared and its own scope alone; then, once, what its questions name", () => {
    const act = lampAct({
      facts: () => ({
        both: { streams: [key("attic"), key("hall/1")], answer: (reader) => reader.stream(key("attic")).version },
        page: { ledger: [hall, lin], answer: (reader) => reader.outstanding(hall).length },
      }),
    });
    const { loads } = walked(runCommand(environmentOf({ "lamp.light": act }), command("lamp.light", "hall/1")));
    expect(loads.map(locks)).toEqual([
      ["setup shared", "hall exclusive"],
      ["attic shared", "hall shared", "hall exclusive", "lin exclusive"],
    ]);
    expect(loads.map(({ streams }) => streams.map(({ id }) => id))).toEqual([["setup", "hall/1"], ["attic"]]);
    expect(loads.map(({ ledger }) => ledger)).toEqual([[], [hall, lin]]);
  });

  test("nothing more where its questions name nothing", () => {
    const { loads } = walked(runCommand(environmentOf({ "lamp.light": lampAct({}) }), command("lamp.light", "hall/1")));
    expect(loads).toHaveLength(1);
  });

  test("nor where they name what was loaded with the command", () => {
    const known = { streams: [key("hall/1"), key("setup")], answer: () => undefined };
    const act = lampAct({ facts: () => ({ known }) });
    expect(
      walked(runCommand(environmentOf({ "lamp.light": act }), command("lamp.light", "hall/1"))).loads,
    ).toHaveLength(1);
  });

  test("the set-up itself, changed, is locked once and alone", () => {
    const { loads } = walked(runCommand(environmentOf({ "lamp.light": lampAct({}) }), command("lamp.light", "setup")));
    expect(locks(loads[0])).toEqual(["setup exclusive"]);
  });

  test("a wake has its scope alone, and enters what lapsed", () => {
    const environment = { ...environmentOf({}), now: plusMinutes(start, 10) };
    const { loads, result } = walked(runCommand(environment, command(wakeAct, { stream: key("hall/1") })), [], {
      "hall/1": 1,
    });
    expect(locks(loads[0])).toEqual(["setup shared", "hall exclusive"]);
    expect(result.touched.flatMap(({ entries }) => entries.map(({ type }) => type))).toEqual(["obligation.missed"]);
  });

  test("an act that nobody knows is a fault of ours, told by its name", () => {
    const road = () => walked(runCommand(environmentOf({}), command("lamp.smash", "hall/1")));
    expect(road).toThrow("there is no act lamp.smash");
    const unknown = lampAct({ stream: ({ site }) => ({ site, noun: "candle", id: "x" }) });
    expect(() => walked(runCommand(environmentOf({ "lamp.light": unknown }), command("lamp.light", "x")))).toThrow(
      "there is no noun candle",
    );
  });

  test("what a fresh stream owes is new, what one owes that owes the same as before is not", () => {
    const light = (lit: number) => {
      const road = runCommand(environmentOf({ "lamp.light": lampAct({}) }), command("lamp.light", "hall/1"));
      return walked(road, [], { "hall/1": lit }).result.touched.map((each) => [each.owesAnew, each.owesAnew]);
    };
    // Who keeps the ledger and who remembers what was done both ask.
    expect(light(0)).toEqual([[true, true]]);
    expect(light(2)).toEqual([[false, false]]);
  });

  test("a call about what is not owed is a fault of ours", () => {
    const call = { type: "obligation.escalated", body: { key: "burn", rung: 1, call: "porter", dueAt: start } };
    const loud = lampAct({ decide: () => enter(call) });
    expect(() => walked(runCommand(environmentOf({ "lamp.light": loud }), command("lamp.light", "hall/1")))).toThrow(
      "lamp/hall/1 escalated burn, which it does not owe",
    );
  });
});

describe("what a screen asks", () => {
  const ask: AskInTable = {
    ...{ kind: lampKind, stream: ({ body, site }) => ({ site, noun: "lamp", id: body as string }) },
    facts: ({ rule }) => ({
      rule: { answer: () => rule },
      page: { ledger: [hall], answer: (reader) => reader.outstanding(hall).length },
    }),
  };
  const asked = { ask: "lamp.shown", site: "site", body: "hall/1", actor: { person: "lin" } } as const;

  test("the facts as an act would be given them, with nothing locked for itself and nothing entered", () => {
    const { loads, result } = walked(askFacts(environmentOf({}, { "lamp.shown": ask }), asked), [], { "hall/1": 3 });
    expect(loads.map(({ streams }) => streams.map(({ id }) => id))).toEqual([["setup", "hall/1"], []]);
    expect(locks(loads[0])).toEqual([]);
    expect(result).toMatchObject({
      ...{ stream: key("hall/1"), head: { version: 3, hash: "h" }, state: { lit: 3 }, escalations: {} },
      ...{ rule: "lamp hall/1 under 7", facts: { rule: "lamp hall/1 under 7", page: 0 } },
      circumstances: { now: start, zone: "UTC", actor: { person: "lin" }, proof: "session", command: "lamp.shown" },
    });
  });

  test("what stands in no table cannot be asked", () => {
    expect(() => walked(askFacts(environmentOf({}), asked))).toThrow("there is nothing to ask called lamp.shown");
  });
});

describe("the working set", () => {
  const empty: Load = { locks: [], streams: [], ledger: [] };

  test("keeps what was loaded first, and lacks only what it never had", () => {
    const set = new WorkingSet();
    const loaded = (version: number) => ({ state: {}, escalations: {}, version, head: { version, hash: "h" } });
    set.put({ ...empty, streams: [key("a")] }, { streams: [loaded(1)], ledger: [] });
    set.put({ ...empty, streams: [key("a")] }, { streams: [loaded(2)], ledger: [] });
    expect(set.stream(key("a")).version).toBe(1);
    expect(set.lacking({ ...empty, streams: [key("a"), key("b")] }).streams).toEqual([key("b")]);
    expect([...set.touched()]).toEqual([]);
  });

  test("lacks a stream and a page once, however many questions name them", () => {
    const both = [key("a"), key("b"), key("a")];
    const { streams, ledger } = new WorkingSet().lacking({ ...empty, streams: both, ledger: [hall, lin, { ...hall }] });
    expect([streams, ledger]).toEqual([
      [key("a"), key("b")],
      [hall, lin],
    ]);
  });

  test("what was asked for and not loaded, or read and not asked for, is told by name", () => {
    const set = new WorkingSet();
    expect(() => set.put({ ...empty, streams: [key("a")] }, { streams: [], ledger: [] })).toThrow(
      "site:lamp/a was asked for and not loaded",
    );
    expect(() => set.stream(key("b"))).toThrow("site:lamp/b was read without having been asked for");
    expect(() => set.reader().outstanding(lin)).toThrow("ledger page site:person/lin was read");
    set.put({ ...empty, ledger: [hall] }, { streams: [], ledger: [] });
    expect(set.reader().outstanding(hall)).toEqual([]);
    expect(() => set.reader().outstanding({ site: "site", post: "attic" })).toThrow("site:post/attic");
    expect([keyName(key("a")), pageName(hall), pageName(lin), streamName(key("a"))]).toEqual([
      "site:lamp/a",
      "site:post/hall",
      "site:person/lin",
      "lamp/a",
    ]);
  });
});
