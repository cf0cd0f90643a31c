import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant, minute } from "#duty/grammar/time.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { anchorsOf, inclusionOf, isIncluded } from "#server/seal/inclusion.ts";
import { keepSealing, sealEverySite } from "#server/seal/seal-every-site.ts";
import { isSignedBy, readHead } from "#server/seal/seal-head.ts";
import { SealRefused, sealSite } from "#server/seal/seal-site.ts";
import { startSealing } from "#server/seal/start-sealing.ts";
import type { Witnesses } from "#server/verify/evidence.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { verifyRows } from "#test/verify-rows.ts";
import { type WrittenSite, writeJournal } from "#test/written-journal.ts";

let database: FreshDatabase;
let owner: Sql;
let sealing: Sql;
let keyring: Keyring;
const master = freshMasterKey();
const now = () => instant(1_763_800_000_000);

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  sealing = database.connect("postgres", { connection: { role: "zb_seal" } });
  keyring = new Keyring(sealing, master);
});

afterAll(() => database.drop());

const photo = Buffer.from("bytes of a photo");

function write(place: WrittenSite, id: string, texts: readonly string[]) {
  return writeJournal(owner, keyring, { ...place, lines: texts.map((text) => ({ id, text, photo })) });
}

const verify = (place: WrittenSite, witnesses: Partial<Witnesses> = {}) =>
  verifyRows(sealing, { ...place, ...witnesses, master });

test("each sealing covers what is new, names the head before, and verifies; nothing new makes no head", async () => {
  const place = { org: "seal-a", site: "tower" };
  await write(place, "lobby/2026-11-21/day", ["交接完毕", "巡查一层"]);
  const first = await sealSite(sealing, { keyring, place, now });
  expect(await sealSite(sealing, { keyring, place, now })).toEqual([]);
  const receipts = await write(place, "lobby/2026-11-21/day", ["电梯困人，已放出"]);
  const second = await sealSite(sealing, { keyring, place, now });
  expect([...first, ...second].map((head) => readHead(head)?.leaves)).toEqual([4, 2]);
  expect([...first, ...second].every((head) => isSignedBy(head, head.publicKey))).toBe(true);
  const { outcome, sites } = await verify(place, { receipts, anchors: await anchorsOf(sealing, place) });
  expect(sites[0]?.discrepancies).toEqual([]);
  expect(outcome).toBe("whole");
  expect(sites[0]?.counts).toEqual({ streams: 1, entries: 3, commands: 3, heads: 2, secrets: 3, photos: 1 });
  expect(sites[0]?.limits.map(({ code }) => code)).toEqual(["tail-unsealed"]);
});

/** A database that takes too long for more than so many leaves at once. */
async function slowBeyond(leaves: number): Promise<() => Promise<unknown>> {
  await owner.unsafe(`
    create function slow_beyond() returns trigger language plpgsql as $$ begin
      if (select count(*) from added) > ${leaves} then
        raise exception 'canceling statement due to statement timeout' using errcode = '57014';
      end if;
      return null; end $$;
    create trigger slow_beyond after insert on seal_leaf referencing new table as added
      for each statement execute function slow_beyond()`);
  return () => owner.unsafe("drop function slow_beyond cascade");
}

test("where sealing is slow it goes on in smaller pieces until all is sealed, and says so where not even the smallest is quick enough", async () => {
  const place = { org: "seal-slow", site: "tower" };
  await write(
    place,
    "lobby/2026-11-21/day",
    Array.from({ length: 30 }, (_, index) => `第 ${index + 1} 条`),
  );
  const quick = await slowBeyond(0);
  await expect(sealSite(sealing, { keyring, place, now })).rejects.toMatchObject({ code: "57014" });
  await quick();
  const whole = await slowBeyond(12);
  const heads = await sealSite(sealing, { keyring, place, now });
  await whole();
  const leaves = heads.map((head) => readHead(head)?.leaves ?? 0);
  expect(Math.max(...leaves)).toBeLessThanOrEqual(12);
  expect(leaves.reduce((sum, each) => sum + each)).toBe(60);
  const { outcome, sites } = await verify(place);
  expect([outcome, sites[0]?.discrepancies]).toEqual(["whole", []]);
});

test("what was done under a clock that stood days behind is sealed within a day, by the round that looks through everything", async () => {
  const place = { org: "seal-days", site: "tower" };
  const start = instant(1_770_000_000_000);
  const hours = (count: number) => instant(start + count * 60 * minute);
  const stopping = new AbortController();
  const sealedAt: (readonly [hour: number, heads: number])[] = [];
  let hour = 0;
  await keepSealing(sealing, {
    ...{ keyring, now: () => hours(hour), everyMinutes: 60, signal: stopping.signal },
    pause: async () => {
      sealedAt.push([hour, (await anchorsOf(sealing, place)).length]);
      // After the first round somebody is refused at a desk whose clock stands ten days behind: a command without an entry.
      if (hour === 0)
        await owner`insert into command (org, id, site, act, actor, at, body_hash, answer)
          values (${place.org}, 'late', ${place.site}, 'log.write-line', 'lin', ${hours(-240)}, sha256('x'), '{}')`;
      hour += 6;
      if (hour > 24) stopping.abort();
    },
    onProblem: (_, problem) => {
      throw problem;
    },
  });
  expect(sealedAt).toEqual([0, 6, 12, 18, 24].map((each) => [each, each < 24 ? 0 : 1]));
});

test("for as long as the product runs, what was written is under a head within five minutes", async () => {
  const place = { org: "seal-often", site: "tower" };
  let moment = instant(1_780_000_000_000);
  const rounds: (readonly [minutes: number, heads: number])[] = [];
  const { promise: enough, resolve: isEnough } = Promise.withResolvers<void>();
  const pause = async (ms: number, signal: AbortSignal) => {
    rounds.push([ms / minute, (await anchorsOf(sealing, place)).length]);
    await write(place, `lobby/2026-11-21/${rounds.length}`, ["巡查一层"]);
    moment = instant(moment + ms);
    if (rounds.length < 3) return;
    isEnough();
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  };
  const problems: string[] = [];
  const stop = startSealing(sealing, { keyring, now: () => moment, log: (line) => problems.push(line), pause });
  await enough;
  await stop();
  expect(problems).toEqual([]);
  expect(rounds).toEqual([0, 1, 2].map((heads) => [5, heads]));
});

test("four programs that seal at once make one chain of heads without a hole", async () => {
  const place = { org: "seal-b", site: "tower" };
  await write(place, "lobby/2026-11-21/day", ["一", "二", "三"]);
  await Promise.all([1, 2, 3, 4].map(() => sealSite(sealing, { keyring, place, now })));
  expect((await anchorsOf(sealing, place)).length).toBe(1);
  expect((await verify(place)).outcome).toBe("whole");
});

test("an entry's inclusion is proven to somebody who has only its hash and the public key", async () => {
  const place = { org: "seal-c", site: "tower" };
  const [, receipt] = await write(place, "lobby/2026-11-21/day", ["一", "二", "三"]);
  const entry = { ...place, noun: "log", id: "lobby/2026-11-21/day", version: 2 };
  expect(await inclusionOf(sealing, entry)).toBeUndefined();
  const [head] = await sealSite(sealing, { keyring, place, now });
  const proof = await inclusionOf(sealing, entry);
  if (!proof || !head || !receipt) throw new Error("nothing was sealed");
  expect(isIncluded(receipt.hash, proof, head.publicKey)).toBe(true);
  expect(isIncluded("0".repeat(64), proof, head.publicKey)).toBe(false);
});

test("what was tampered with before the sealing is not signed, and other sites are", async () => {
  const place = { org: "seal-d", site: "tower" };
  const other = { org: "seal-d", site: "mall" };
  await write(place, "lobby/2026-11-21/day", ["一", "二"]);
  await write(other, "lobby/2026-11-21/day", ["一"]);
  await asSuperuser(`update entry set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'routine', 'visitor'), 'UTF8')
    where org = 'seal-d' and site = 'tower' and version = 1`);
  await expect(sealSite(sealing, { keyring, place, now })).rejects.toThrow(SealRefused);
  const problems: string[] = [];
  await sealEverySite(sealing, { keyring, now, onProblem: ({ org, site }) => problems.push(`${org} ${site}`) });
  expect(problems).toEqual(["seal-d tower"]);
  expect((await anchorsOf(sealing, other)).length).toBe(1);
  expect((await verify(place)).sites[0]?.discrepancies.map(({ code }) => code)).toContain("entry.hash-differs");
});

test("whoever seals can change neither journal nor seals", async () => {
  await expect(sealing`update entry set at = 0`).rejects.toThrow("permission denied");
  await expect(sealing`delete from seal_leaf`).rejects.toThrow("permission denied");
  await expect(owner`update seal_head set signature = ''`).rejects.toThrow("only ever added");
});

test("a signature key that was exchanged in the database is found by the master key", async () => {
  const place = { org: "seal-e", site: "tower" };
  await write(place, "lobby/2026-11-21/day", ["一"]);
  const [head] = await sealSite(sealing, { keyring, place, now });
  await asSuperuser(
    `update wrapped_key set public_key = public_key || '\\x00' where org = 'seal-e' and purpose = 'seal'`,
  );
  const { sites } = await verify(place, { anchors: head ? [head] : [] });
  expect(sites[0]?.discrepancies.map(({ code }) => code)).toContain("seal.key-differs");
});

test("an empty database has nothing to verify", async () => {
  expect((await verify({ org: "nobody", site: "nowhere" })).outcome).toBe("nothing");
});

test("receipts of a site that is gone altogether are a fault", async () => {
  const receipts = [{ site: "vanished", stream: "log/x", version: 1, hash: "0".repeat(64) }];
  const { outcome, strangers } = await verify({ org: "nobody", site: "nowhere" }, { receipts });
  expect({ outcome, strangers }).toEqual({ outcome: "faulty", strangers: ["vanished"] });
});

async function asSuperuser(statement: string): Promise<void> {
  await owner.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`;
    await transaction.unsafe(statement);
  });
}
