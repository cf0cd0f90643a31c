import { expect, test } from "vitest";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { Entry, Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { KnownAct } from "#duty/grammar/known-acts.ts";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import { World } from "#duty/world.ts";
import type { ActInTable, Table } from "./table.ts";

/* A kettle that boils dry by itself, and wants to be filled and wiped at the same moment: what the noun answers for, what is missed, and what waits. */

interface Kettle {
  readonly on: boolean;
  readonly filled: boolean;
  readonly dry: boolean;
}

const start = instant(1_700_000_000_000);
const due = plusMinutes(start, 10);

const kettleKind: Kind<Kettle, Entry, undefined> = {
  noun: "kettle",
  begin: () => ({ on: false, filled: false, dry: false }),
  evolve: (kettle, { type }) => {
    if (type === "kettle.switched-on") return { ...kettle, on: true };
    return type === "kettle.filled" ? { ...kettle, filled: true } : { ...kettle, dry: true };
  },
  owes: ({ on, filled }) =>
    (on ? ["fill", "wipe"] : []).map((key) => ({
      ...{ key, what: `kettle.${key}`, post: "kitchen", opensAt: start, dueAt: due, rules: ["ZB-01"], ladder: [] },
      ...(key === "fill" && filled ? { metAt: due } : {}),
    })),
  under: () => undefined,
  wake: ({ on, dry }, _, now) => (on && !dry && now >= due ? [{ type: "kettle.boiled-dry", body: {} }] : []),
  wakesAt: ({ on, dry }) => (on && !dry ? due : undefined),
  beforeMissing: (_, owed) => ({ act: `kettle.look-${owed}` as KnownAct, body: owed }),
};

function act(decide: ActInTable["decide"]): ActInTable {
  return {
    kind: kettleKind,
    mode: "exclusive",
    stream: ({ site }) => ({ site, noun: "kettle", id: "big" }),
    facts: () => ({}),
    decide,
  };
}

/** What stands in the stream once the moment is past at which both are owed, by what the noun answers for each. */
function afterwards(looks: Readonly<Record<"fill" | "wipe", ActInTable["decide"]>>, kettle = kettleKind) {
  const table: Table = {
    kinds: { kettle },
    acts: {
      "kettle.switch-on": act(() => enter({ type: "kettle.switched-on", body: {} })),
      "kettle.look-fill": act(looks.fill),
      "kettle.look-wipe": act(looks.wipe),
    },
    ...{ asks: {}, reactions: {}, planning: [], ruleFor: () => undefined },
    setupOf: (site) => ({ site, noun: "kettle", id: "setup" }),
    expectations: () => ({ expected: [], more: false }),
  };
  const record = (
    _: unknown,
    after: { version: number },
    entry: Entry,
    { now, actor }: { now: number; actor: unknown },
  ) => ({ ...entry, version: after.version + 1, hash: `h${after.version + 1}`, at: now, actor }) as unknown as Recorded;
  const world = new World({ table, record, calendar: () => ({ zone: "UTC", today: "2023-11-14" as never }) }, start);
  const [site, actor] = ["site", { person: "lin" }];
  world.execute({ id: "on", site, act: "kettle.switch-on", body: {}, actor, proof: "session" });
  world.moveTo(plusMinutes(start, 11));
  const { entries = [] } = world.streams.get("site:kettle/big") ?? {};
  return entries.slice(1).map(({ type, body }) => {
    const { key } = body as { readonly key?: string };
    return key === undefined ? type : `${type} ${key}`;
  });
}

const nothing = () => enter<Entry>();
const fills = () => enter({ type: "kettle.filled", body: {} });
const refuses = () => refuse("kettle.too-hot", ["ZB-01"]);

test("what nobody answers for is missed, and what the noun does of itself stands beside it", () => {
  const both = ["kettle.boiled-dry", "obligation.missed fill", "obligation.missed wipe"];
  expect(afterwards({ fill: nothing, wipe: nothing })).toEqual(both);
  expect(afterwards({ fill: refuses, wipe: nothing })).toEqual(both);
});

test("what is answered for is not missed; the other is in the same moment, and what the noun does of itself waits until then", () => {
  const entered = ["obligation.missed wipe", "kettle.filled", "kettle.boiled-dry"];
  expect(afterwards({ fill: fills, wipe: nothing })).toEqual(entered);
  expect(afterwards({ fill: fills, wipe: refuses })).toEqual(entered);
});

test("what is due again as often as it is done does not hold the world up for ever", () => {
  let dried = 0;
  /** Says each time that it has boiled dry, and is due again for that. */
  const restless: typeof kettleKind = {
    ...kettleKind,
    evolve: (kettle, { type }) => {
      if (type === "kettle.boiled-dry") dried += 1;
      return { ...kettle, on: true };
    },
  };
  const endless = () => afterwards({ fill: nothing, wipe: nothing }, restless);
  expect(endless).toThrow("site:kettle/big is woken at one moment again and again");
  expect(dried).toBe(10);
});
