import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { awaitsAuthor } from "./order-queue.ts";
import { type HowAnswered, ofAuthor, orderOf, refused, settled, Tab } from "./tab-with-queue.ts";

test("forty-five lines without a network all arrive once it is back, each once", async () => {
  const tab = new Tab();
  const texts = Array.from({ length: 45 }, (_, index) => `第 ${index + 1} 条`);
  for (const text of texts) {
    await tab.write(text);
    await tab.answerAll("lost");
  }
  expect(tab.unsent()).toEqual({ shown: texts, kept: texts });
  tab.reload();
  tab.queue.sendAll();
  await tab.answerAll("received");
  expect([...tab.arrived.values()].sort()).toEqual([...texts].sort());
  expect(tab.unsent()).toEqual({ shown: [], kept: [] });
});

test("a form may be emptied once its text outlasts a reload, before anything was answered, and once only", async () => {
  const tab = new Tab();
  const told: string[] = [];
  const whenKept = () => told.push(tab.kept ?? "nothing");
  const sent = tab.queue.send(orderOf("门禁异常"), { whenKept });
  expect(told).toEqual([expect.stringContaining("门禁异常")]);
  await settled();
  await tab.answerAll("lost");
  await tab.pass();
  await tab.answerAll("received");
  await sent;
  expect(told).toHaveLength(1);
});

test("what is signed is never kept, and its form stays as it is", async () => {
  const tab = new Tab();
  const told: string[] = [];
  const sent = tab.queue.send(orderOf("签字"), { pin: "135790", whenKept: () => told.push("kept") });
  await settled();
  expect(tab.kept).not.toContain("签字");
  await tab.answerAll("received");
  await sent;
  expect(told).toEqual([]);
});

test("what was kept and is not understood any more is set aside, and what is understood goes on its way", async () => {
  const tab = new Tab();
  await tab.write("第一条");
  await tab.answerAll("lost");
  const [kept] = JSON.parse(tab.kept ?? "[]");
  tab.kept = JSON.stringify([kept, { ...kept, body: "一句话" }]);
  tab.reload();
  expect(tab.unsent().shown).toEqual(["第一条"]);
  expect(tab.aside).toContain("一句话");
});

test("of what has its receipt only the latest are remembered", async () => {
  const tab = new Tab();
  for (let turn = 0; turn < 100; turn += 1) {
    await tab.write(`第 ${turn} 条`);
    await tab.answerAll("received");
  }
  expect(tab.queue.orders.length).toBeLessThanOrEqual(41);
  expect(tab.queue.orders.at(-1)).toMatchObject({ body: { text: "第 99 条" }, state: "received" });
});

test("what is refused after a reload, when no form waits for the answer, stays in sight with the reason until it is put away", async () => {
  const tab = new Tab();
  await tab.write("第一条");
  await tab.answerAll("lost");
  tab.reload();
  await tab.pass();
  await tab.answerAll("refused");
  expect(tab.queue.orders).toMatchObject([{ state: "refused", refusedWith: refused }]);
  tab.reload();
  tab.queue.sendAll();
  await tab.answerAll("received");
  expect([...tab.arrived.values()]).toEqual([]);
  expect(tab.unsent()).toEqual({ shown: ["第一条"], kept: ["第一条"] });
  tab.queue.putAway(tab.queue.orders[0]?.id ?? "");
  expect(tab.unsent()).toEqual({ shown: [], kept: [] });
});

test.each(ofAuthor)(
  "what its author may not send now ($code) waits for them, says so, and goes out when they are back",
  async (problem) => {
    const tab = new Tab();
    await tab.write("第一条");
    await tab.answerAll(problem.code);
    expect(tab.unsent()).toEqual({ shown: ["第一条"], kept: ["第一条"] });
    expect(tab.queue.orders.map(awaitsAuthor)).toEqual([true]);
    tab.reload();
    tab.queue.sendAll();
    await tab.answerAll("received");
    expect([...tab.arrived.values()]).toEqual(["第一条"]);
    expect(tab.queue.orders.map(awaitsAuthor)).toEqual([false]);
  },
);

type Step =
  | { readonly does: "write" }
  | { readonly does: "pass" | "reload" | "press" }
  | { readonly does: "answer"; readonly which: number; readonly how: HowAnswered };

const how = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<HowAnswered>("received", "lost", "lost", "answer-lost", "too-many", "refused"),
  },
  { weight: 1, arbitrary: fc.constantFrom<HowAnswered>(...ofAuthor.map(({ code }) => code)) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ does: "write" } as const) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant("answer" as const), which: fc.nat(50), how }) },
  { weight: 2, arbitrary: fc.constant({ does: "pass" } as const) },
  { weight: 1, arbitrary: fc.constantFrom({ does: "reload" } as const, { does: "press" } as const) },
);

async function walk(tab: Tab, steps: readonly Step[]): Promise<number> {
  let most = 0;
  for (const [index, each] of steps.entries()) {
    if (each.does === "write") await tab.write(`第 ${index} 条`);
    else if (each.does === "answer") await tab.answer(each.which, each.how);
    else if (each.does === "pass") await tab.pass();
    else if (each.does === "press") tab.queue.sendAll();
    else tab.reload();
    expect(tab.missing()).toEqual([]);
    most = Math.max(most, tab.unsent().shown.length);
  }
  return most;
}

test("whatever comes in between, every text that was entrusted and has no receipt is there, also after a reload", async () => {
  let most = 0;
  let unheard = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 80, maxLength: 160, size: "max" }), async (steps) => {
      const tab = new Tab();
      most = Math.max(most, await walk(tab, steps));
      tab.reload();
      tab.queue.sendAll();
      await tab.answerAll("received");
      const refusals = [...tab.back, ...tab.unsent().shown];
      unheard += tab.unsent().shown.length;
      expect(new Set([...tab.arrived.values(), ...refusals])).toEqual(tab.entrusted);
      expect(new Set(tab.arrived.values()).size).toBe(tab.arrived.size);
    }),
    { numRuns: 60, seed: freshSeed() },
  );
  // A walk that never has many waiting would prove nothing.
  expect(most).toBeGreaterThan(45);
  expect(unheard).toBeGreaterThan(0);
});

test("where the browser keeps nothing more, a line is not shown as kept: it is sent once, and stays in its field until there is a receipt", async () => {
  const tab = new Tab(10);
  await tab.write("第一条");
  expect([...tab.entrusted]).toEqual([]);
  await tab.answerAll("lost");
  expect([...tab.back]).toEqual(["第一条"]);
  expect(tab.unsent()).toEqual({ shown: [], kept: [] });
  expect(tab.queue.orders.at(-1)).toMatchObject({ state: "refused", problem: { code: "request.not-kept" } });
  await tab.write("第二条");
  await tab.answerAll("received");
  expect([...tab.back]).toEqual(["第一条"]);
  expect([...tab.arrived.values()]).toEqual(["第二条"]);
});

test("with little room, what was entrusted is kept all the same, and only the rest goes back to its field", async () => {
  const met = { entrusted: 0, back: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 3000 }),
      fc.array(step, { minLength: 40, maxLength: 80, size: "max" }),
      async (room, steps) => {
        const tab = new Tab(room);
        await walk(tab, steps);
        expect([...tab.back].filter((text) => tab.entrusted.has(text) && !tab.refused.has(text))).toEqual([]);
        met.entrusted += tab.entrusted.size;
        met.back += tab.back.size;
      },
    ),
    { numRuns: 60, seed: freshSeed() },
  );
  expect(Math.min(met.entrusted, met.back)).toBeGreaterThan(60);
});
