import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { type Instant, instant, minute } from "#duty/grammar/time.ts";
import type { KnownOpening } from "#server/account/command-proof.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { PlayedKey, type WrittenItem } from "#test/played-device.ts";
import { clocksDiffer, type ProofRefusal, whyNotProved } from "./check-proof.ts";
import type { WrittenCommand } from "./written-answer.ts";

/* A proof holds for what was written, byte by byte, in the opening in which it was, and for nothing else. */

const id = (last: number) => `0193a1c2-0000-7000-8000-${String(last).padStart(12, "0")}`;
const [lin, wu, device, opening, command] = [1, 2, 3, 4, 5].map(id) as [string, string, string, string, string];
const [since, until] = [1_000 * minute, 1_480 * minute].map((at) => instant(at)) as [Instant, Instant];
const secret = "s".repeat(43);

let key: PlayedKey;
let other: PlayedKey;

beforeAll(async () => {
  [key, other] = await Promise.all([PlayedKey.make(), PlayedKey.make()]);
});

const known = (more: Partial<KnownOpening> = {}): KnownOpening => ({
  ...{ org: "org", opening, device, deviceName: "前台机", publicKey: key.publicKey, site: "tower", withdrawn: false },
  ...{ person: lin, secret, since, until, headOffice: "office", sites: ["tower"], authorLeft: false },
  ...more,
});

const held = { id: opening, secret, site: "tower", person: lin, acts: [] };
const wording = {
  ...{ id: command, act: "log.write-line", site: "tower", deviceTime: Number(since) + minute },
  body: { post: "lobby", date: "2026-11-21", shift: "day", text: "三号梯异响，已停梯", photos: [] },
  seen: { version: 4, hash: "0f".repeat(32) },
};

const written = (more: object = {}, by = key) => by.write({ id: device, opening: held }, { ...wording, ...more });
const asked = (
  item: WrittenItem,
  at: KnownOpening | undefined = known(),
  waits: "by-proof" | "for-author" = "by-proof",
) => whyNotProved(item as unknown as WrittenCommand, at, waits);

test("what was written in an opening of the device is its author's", async () => {
  expect(await asked(await written())).toBeUndefined();
});

test.each([
  [
    "proof.unknown",
    "opening that this house does not know",
    async () => whyNotProved((await written()) as never, undefined, "by-proof"),
  ],
  ["proof.wrong", "signature by another key", async () => asked(await written({}, other))],
  ["proof.wrong", "opening with another secret", async () => asked(await written(), known({ secret: "t".repeat(43) }))],
  ["proof.wrong", "opening of somebody else", async () => asked(await written(), known({ person: wu }))],
  ["proof.withdrawn", "device that was withdrawn", async () => asked(await written(), known({ withdrawn: true }))],
  ["proof.other-site", "device of another site", async () => asked(await written(), known({ site: "annexe" }))],
  [
    "proof.needs-author",
    "act that decides for the moment at which it arrives",
    async () => asked(await written(), known(), "for-author"),
  ],
  [
    "proof.author-left",
    "time outside of what they had here, of somebody who has left",
    async () => asked(await written({ deviceTime: 0 }), known({ authorLeft: true })),
  ],
] as const satisfies readonly (readonly [ProofRefusal, string, () => Promise<ProofRefusal | undefined>])[])(
  "%s: %s",
  async (code, _, ask) => {
    expect(await ask()).toBe(code);
  },
);

test("whoever has left is believed for what they wrote while it was open for them", async () => {
  expect(await asked(await written(), known({ authorLeft: true }))).toBeUndefined();
});

test("whoever does not hold the key is told no more than that it does not fit", async () => {
  const forged = await written({}, other);
  for (const at of [known({ withdrawn: true }), known({ site: "annexe" }), known({ authorLeft: true })])
    expect(await asked(forged, at)).toBe("proof.wrong");
});

test("a newer proof is one that this house does not know: it waits for its author", async () => {
  const item = await written();
  expect(await asked({ ...item, proof: { ...item.proof, version: 2 } })).toBe("proof.unknown");
});

test("whatever a clock says, it is believed within the opening, five minutes more on each side, and not beyond", async () => {
  expect(clocksDiffer).toBe(5 * minute);
  const [first, last] = [since - clocksDiffer, until + clocksDiffer];
  const near = fc.constantFrom(first, last).chain((edge) => fc.integer({ min: edge - 2, max: edge + 2 }));
  await fc.assert(
    fc.asyncProperty(fc.oneof(near, fc.integer({ min: 0, max: 2_000 * minute })), async (deviceTime) => {
      const isWithin = first <= deviceTime && deviceTime <= last;
      expect(await asked(await written({ deviceTime }))).toBe(isWithin ? undefined : "proof.other-time");
    }),
    { numRuns: 60, seed: freshSeed(), examples: [[first], [first - 1], [last], [last + 1]] },
  );
});

/** Every place of a value in which something stands, as a road of names. */
function places(value: unknown, road: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [[...road]];
  return Object.entries(value).flatMap(([name, inner]) => places(inner, [...road, name]));
}

function changedAt(item: WrittenItem, road: readonly (string | number)[], draw: number): WrittenItem {
  const copy = structuredClone(item) as unknown as Record<string, unknown>;
  const inner = road
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, name) => at[name] as Record<string, unknown>, copy);
  const last = road.at(-1) ?? "";
  const was = inner[last];
  inner[last] = typeof was === "number" ? was + 1 + (draw % 9) : otherText(String(was), draw);
  return copy as unknown as WrittenItem;
}

/** The text with one letter turned into another. */
function otherText(text: string, draw: number): string {
  const letters = [...text];
  const at = draw % letters.length;
  const next = letters[at] === "A" ? "B" : "A";
  return [...letters.slice(0, at), next, ...letters.slice(at + 1)].join("");
}

/** With what an altered item may be refused: nothing of it is ever believed. */
const refusals = ["proof.unknown", "proof.wrong"];

test("one byte changed anywhere, in what was written or in its proof, and it is refused", async () => {
  const item = await written({ body: { text: "三号梯异响", list: [{ deep: "里面" }], count: 3 } });
  const roads = places(item);
  expect(roads.length).toBeGreaterThan(13);
  const changed = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...roads), fc.nat(1_000), async (road, draw) => {
      const other = changedAt(item, road, draw);
      changed.add(road.join("."));
      // The last letter of a signature stands for four bits: two letters of it may be the same bytes, and then only one is taken.
      expect(refusals, JSON.stringify(other)).toContain(await asked(other));
    }),
    { numRuns: 200, seed: freshSeed() },
  );
  expect(changed.size).toBeGreaterThan(10);
});

test("what is added to an item, left out of it, or said twice over is refused too", async () => {
  const item = await written();
  const { seen: _, ...unseen } = item;
  const body = item.body as object;
  for (const other of [
    unseen,
    { ...item, body: { ...body, category: "routine" } },
    { ...item, body: [body] },
    { ...item, body: null },
    { ...item, as: wu },
  ])
    expect(await asked(other as WrittenItem)).toBe("proof.wrong");
  // In which order the members of a body come is no content.
  expect(await asked({ ...item, body: Object.fromEntries(Object.entries(body).toReversed()) })).toBeUndefined();
});

test("a proof is of one item: beside another one it does not fit", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uuid({ version: 7 }), fc.string(), async (name, text) => {
      const [one, two] = [await written(), await written({ id: name, body: { text } })];
      expect(await asked({ ...two, proof: one.proof })).toBe("proof.wrong");
      expect(await asked({ ...one, proof: two.proof })).toBe("proof.wrong");
      expect(await asked(two)).toBeUndefined();
    }),
    { numRuns: 40, seed: freshSeed() },
  );
});
