import { describe, expect, test } from "vitest";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { Entry, Recorded, StreamKey } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { KnownAct } from "#duty/grammar/known-acts.ts";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import { World } from "#duty/world.ts";
import { runCommand } from "./run-command.ts";
import type { ActInTable, Command, Environment, Reaction, Table } from "./table.ts";

/* A door needs something to pass through it: bells that are rung, and must be answered within ten minutes. */

interface Bell {
  readonly rung: number;
  readonly answered: boolean;
}

const start = instant(1_700_000_000_000);

const bellKind: Kind<Bell, Entry, undefined> = {
  noun: "bell",
  begin: () => ({ rung: 0, answered: false }),
  evolve: (bell, entry) =>
    entry.type === "bell.rung" ? { ...bell, rung: bell.rung + 1 } : { ...bell, answered: true },
  owes: (bell) =>
    bell.rung === 0
      ? []
      : [
          {
            key: "answer",
            what: "bell.answer",
            post: "hall",
            opensAt: start,
            dueAt: plusMinutes(start, 10),
            rules: ["ZB-01"],
            ladder: [{ afterMinutes: 5, call: "porter" }],
            ...(bell.answered ? { metAt: start } : {}),
          },
        ],
  under: () => undefined,
};

function bellAct(parts: Partial<ActInTable>): ActInTable {
  return {
    kind: bellKind,
    mode: "exclusive",
    stream: ({ body, site }) => ({ site, noun: "bell", id: body as string }),
    facts: () => ({}),
    decide: () => enter({ type: "bell.rung", body: {} }),
    ...parts,
  };
}

/** An act of this file, as if a noun had it. */
const causing = (act: string, body: string) => ({ act: act as KnownAct, body });
const ringElsewhere: Reaction = (_, { key }) => (key.id === "front" ? [causing("bell.ring", "back")] : []);

function table(acts: Record<string, ActInTable>, reactions: Record<string, Reaction[]> = {}): Table {
  return {
    kinds: { bell: bellKind },
    acts,
    asks: {},
    reactions,
    planning: [],
    setupOf: (site) => ({ site, noun: "bell", id: "setup" }),
    ruleFor: () => undefined,
    expectations: () => ({ expected: [], more: false }),
  };
}

function environment(of: Table): Environment {
  return {
    now: start,
    table: of,
    record: (_, after, entry, { now, actor }) =>
      ({
        ...entry,
        version: after.version + 1,
        hash: `h${after.version + 1}`,
        at: now,
        actor,
        deviceTime: undefined,
        device: undefined,
      }) as Recorded,
    calendar: () => ({ zone: "UTC", today: "2023-11-14" as never }),
  };
}

function world(acts: Record<string, ActInTable>, reactions: Record<string, Reaction[]> = {}): World {
  const { now, ...outside } = environment(table(acts, reactions));
  return new World(outside, now);
}

function command(act: string, body: unknown, more: Partial<Command> = {}): Command {
  return { id: `${act} ${body}`, site: "site", act, body, actor: { person: "lin" }, proof: "session", ...more };
}

const key = (id: string): StreamKey => ({ site: "site", noun: "bell", id });

describe("the road of a command", () => {
  test("entries are recorded one after another and the receipt tells the head", () => {
    const outcome = world({ "bell.ring": bellAct({}) }).execute(command("bell.ring", "front"));
    expect(outcome).toMatchObject({ stream: key("front"), head: { version: 1, hash: "h1" } });
  });

  test("a refusal leaves nothing behind, unless the attempt itself is recorded", () => {
    const refused = bellAct({ decide: () => refuse("bell.silent", ["ZB-01"]) });
    const noted = bellAct({
      decide: () => ({ ...refuse("bell.silent", ["ZB-01"]), entries: [{ type: "bell.rung", body: {} }] }),
    });
    const quiet = world({ "bell.refuse": refused, "bell.note": noted });
    expect(quiet.execute(command("bell.refuse", "front"))).toMatchObject({
      refusal: { code: "bell.silent" },
      touched: [],
    });
    expect(quiet.execute(command("bell.note", "front"))).toMatchObject({
      refusal: { code: "bell.silent" },
      head: { version: 1 },
    });
  });

  test("a signature without the signer's PIN is refused before it is decided", () => {
    const sign = bellAct({ proof: "pin" });
    const outcome = world({ "bell.sign": sign }).execute(command("bell.sign", "front"));
    expect(outcome.refusal).toEqual({ code: "account.pin-required", rules: ["ZB-02"], field: "pin" });
    expect(
      world({ "bell.sign": sign }).execute(command("bell.sign", "front", { proof: "pin" })).refusal,
    ).toBeUndefined();
    const bySetup = command("bell.sign", "front", { actor: "setup", proof: "none" });
    expect(world({ "bell.sign": sign }).execute(bySetup).refusal, "an installation has no PIN").toBeUndefined();
  });

  test("the same command id is done once and answered twice", () => {
    const once = world({ "bell.ring": bellAct({}) });
    const first = once.execute(command("bell.ring", "front"));
    expect(once.execute(command("bell.ring", "front"))).toBe(first);
    expect(once.state<Bell>(key("front")).rung).toBe(1);
  });

  test("a rule that reads what it never asked for is a fault of ours", () => {
    const nosy = bellAct({ facts: () => ({ other: { answer: (reader) => reader.stream(key("back")).version } }) });
    expect(() => world({ "bell.ring": nosy }).execute(command("bell.ring", "front"))).toThrow(
      /without having been asked for/,
    );
  });

  test("order-free acts share the lock scope and are alone only in their own stream; the others have the lock scope to themselves", () => {
    const locksOf = (mode: ActInTable["mode"]) => {
      const road = runCommand(environment(table({ "bell.ring": bellAct({ mode }) })), command("bell.ring", "hall/1"));
      const first = road.next();
      return first.done
        ? []
        : first.value.locks
            .filter(({ lockScope }) => lockScope !== "setup")
            .map(({ lockScope, mode: how }) => `${lockScope} ${how}`);
    };
    expect(locksOf("append")).toEqual(["hall shared", "bell/hall/1 exclusive"]);
    expect(locksOf("exclusive")).toEqual(["hall exclusive"]);
  });
});

describe("what follows", () => {
  test("a reaction happens in another stream, in the same outcome, by the hand of the product", () => {
    const acts = { "bell.ring": bellAct({}) };
    const { touched } = world(acts, { "bell.rung": [ringElsewhere] }).execute(command("bell.ring", "front"));
    expect(touched.map((each) => [each.key.id, each.entries[0]?.actor])).toEqual([
      ["front", { person: "lin" }],
      ["back", "reaction"],
    ]);
  });

  test("a reaction that is refused throws: it may not be", () => {
    const acts = {
      "bell.ring": bellAct({}),
      "bell.refuse": bellAct({ decide: () => refuse("bell.silent", ["ZB-01"]) }),
    };
    const cross = world(acts, { "bell.rung": [() => [causing("bell.refuse", "back")]] });
    expect(() => cross.execute(command("bell.ring", "front"))).toThrow(
      /bell.refuse, following bell.rung, was refused: bell.silent/,
    );
  });

  test("reactions that go round in circles are cut off", () => {
    const acts = { "bell.ring": bellAct({}) };
    let rung = 0;
    const again = () => {
      rung += 1;
      return [causing("bell.ring", "back")];
    };
    const endless = world(acts, { "bell.rung": [again] });
    expect(() => endless.execute(command("bell.ring", "front"))).toThrow(/endless chain/);
    expect(rung).toBe(11);
  });
});

describe("the clock", () => {
  const acts = {
    "bell.ring": bellAct({}),
    "bell.answer": bellAct({ decide: () => enter({ type: "bell.answered", body: {} }) }),
  };

  test("what nobody does is missed at its time and called at the next rung, once", () => {
    const slow = world(acts);
    slow.execute(command("bell.ring", "front"));
    slow.moveTo(plusMinutes(start, 9));
    expect(slow.outbox.size).toBe(0);
    slow.moveTo(plusMinutes(start, 300));
    expect([...slow.outbox.keys()]).toEqual(["site:bell/front#answer#1"]);
    const types = slow.streams.get("site:bell/front")?.entries.map((each) => [each.type, each.at]);
    expect(types).toEqual([
      ["bell.rung", start],
      ["obligation.missed", plusMinutes(start, 10)],
      ["obligation.escalated", plusMinutes(start, 15)],
    ]);
  });

  test("what is owed is told anew when it begins, escalates, is acknowledged or ends, and not when all stays as it was", () => {
    const heard = bellAct({
      decide: () => enter({ type: "obligation.acknowledged", body: { key: "answer", rung: 1 } }),
    });
    const bells = world({ ...acts, "bell.hear": heard });
    const anew = (act: string, id: string) =>
      bells.execute(command(act, "front", { id })).touched.map(({ owesAnew }) => owesAnew);
    expect(anew("bell.ring", "first")).toEqual([true]);
    expect(anew("bell.ring", "again")).toEqual([false]);
    // All rungs are called by then: nothing will wake it any more, and still the ledger must name who acknowledged.
    bells.moveTo(plusMinutes(start, 300));
    expect(anew("bell.hear", "heard")).toEqual([true]);
    expect(anew("bell.answer", "answered")).toEqual([true]);
    expect(anew("bell.ring", "after all")).toEqual([false]);
  });

  test("what is done in time wakes nobody", () => {
    const quick = world(acts);
    quick.execute(command("bell.ring", "front"));
    expect(quick.outstanding({ site: "site", post: "hall" })).toHaveLength(1);
    quick.execute(command("bell.answer", "front"));
    quick.moveTo(plusMinutes(start, 300));
    expect(quick.outbox.size).toBe(0);
    expect(quick.outstanding({ site: "site", post: "hall" })).toEqual([]);
  });

  test("asks the noun before it enters what would be missed, and enters what the noun answers instead", () => {
    const asked: unknown[] = [];
    const look = bellAct({
      decide: ({ body, circumstances: { now } }) => {
        asked.push([body, now]);
        return now < plusMinutes(start, 12) ? enter({ type: "bell.rung", body: {} }) : enter();
      },
    });
    const { now, ...outside } = environment(table({ ...acts, "bell.look": look }));
    const later = (rung: number) => plusMinutes(start, 8 + 2 * rung);
    const patient: Kind<Bell, Entry, undefined> = {
      ...bellKind,
      owes: (bell) => bellKind.owes(bell, undefined).map((each) => ({ ...each, dueAt: later(bell.rung) })),
      beforeMissing: (id, owed) => (owed === "answer" ? causing("bell.look", id) : undefined),
    };
    const bells = new World({ ...outside, table: { ...outside.table, kinds: { bell: patient } } }, now);
    bells.execute(command("bell.ring", "front"));
    bells.moveTo(plusMinutes(start, 300));
    expect(asked).toEqual([10, 12].map((minutes) => ["front", plusMinutes(start, minutes)]));
    expect(bells.streams.get("site:bell/front")?.entries.map((each) => [each.type, each.at])).toEqual([
      ["bell.rung", start],
      ["bell.rung", plusMinutes(start, 10)],
      ["obligation.missed", plusMinutes(start, 12)],
      ["obligation.escalated", plusMinutes(start, 17)],
    ]);
  });
});
