import fc from "fast-check";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant, minute } from "#duty/grammar/time.ts";
import type { FoundAnswer } from "#server/log/found-answer.ts";
import { fillWords, type WordFilling } from "#server/search/fill-words.ts";
import { startFilling } from "#server/search/start-filling.ts";
import { wordHasher } from "#server/search/word-hashes.ts";
import { tokensOfText } from "#server/search/word-tokens.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyPin,
  storySite,
  takesOver,
  tellDeskStory,
} from "#test/desk-story.ts";
import { freshSeed } from "#test/fresh-seed.ts";

/*
 * Words are made once a page has rested, and what has none yet is read through: a line is found the moment it is written, by its words or without, and what
 * is erased leaves no word behind, whichever comes first.
 */

let database: FreshDatabase;
let story: DeskStory;
let owner: Sql;
let lobby: Browser;
let admin: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  story = await tellDeskStory(database);
  lobby = await story.deskOf("lin");
  admin = await story.deskOf("admin");
  expect((await lobby.post("/api/commands/attendance.sign-on", ordered(morningShift))).statusCode).toBe(200);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** A word that no other text has. */
let plates = 10_000;
function nextPlate(): string {
  plates += 1;
  return `沪A${plates}`;
}

async function acts(desk: Browser, act: string, sent: ReturnType<typeof ordered>): Promise<string> {
  await takesOver(desk, desk === lobby ? cast.lin : cast.admin);
  const answer = await desk.post(`/api/commands/${act}`, sent);
  expect(answer.statusCode, answer.body).toBe(200);
  return sent.id as string;
}

function writes(plate: string): Promise<string> {
  const text = `访客车辆${plate}停在东门`;
  return acts(lobby, "log.write-line", ordered({ ...morningShift, text, category: "routine" }));
}

function corrects(line: string, plate: string): Promise<string> {
  return acts(lobby, "log.correct-line", ordered({ ...morningShift, line, text: `应为${plate}` }));
}

async function erases(plate: string): Promise<string> {
  const body = { erases: [await commitmentOf(plate)], reason: "访客要求删除" };
  return await acts(admin, "redaction.order", ordered(body, { pin: storyPin }));
}

async function commitmentOf(plate: string): Promise<string | undefined> {
  return [...(await texts())].find(([, text]) => text.includes(plate))?.[0];
}

/** What can still be read of all lines and their corrections. */
async function texts(): Promise<Map<string, string>> {
  const rows = await owner<{ id: string }[]>`select id from log_line where org = ${story.org}`;
  const shown = await story.services.texts(
    { org: story.org, sites: [storySite] },
    rows.map(({ id }) => id),
  );
  return new Map([...shown].flatMap(([id, each]) => (each.state === "text" ? [[id, each.text] as const] : [])));
}

async function found(plate: string): Promise<string[]> {
  const answer = await lobby.get(`/api/log/find?q=${encodeURIComponent(plate)}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return (answer.json() as FoundAnswer).lines.map(({ line }) => line);
}

const rested = () => instant(story.now() + 8 * 60 * minute);

function fills(more: Partial<WordFilling> = {}): Promise<number> {
  const { keyring, writing } = story.services;
  return fillWords({ keyring, writing, now: rested, isStopping: () => false, ...more }, story.org, storySite);
}

async function keptWords(): Promise<number[] | null> {
  const [row] = await owner<{ words: number[] | null }[]>`
    select words from stream_words where org = ${story.org} and noun = 'log'`;
  return row?.words ?? null;
}

async function wordsOfTexts(): Promise<number[]> {
  const tokens = [...(await texts()).values()].flatMap((text) => [...tokensOfText(text)]);
  return wordHasher(await story.services.keyring.keysOf(story.org))(storySite, new Set(tokens));
}

test("words are made once a page has rested as long as a shift, not before, and once", async () => {
  const plate = nextPlate();
  const line = await writes(plate);
  expect(await found(plate)).toEqual([line]);
  expect([await fills({ now: () => instant(rested() - 1) }), await keptWords()]).toEqual([0, null]);
  expect(await fills()).toBe(1);
  expect(await keptWords()).toEqual(await wordsOfTexts());
  expect([await fills(), await found(plate)]).toEqual([0, [line]]);
});

type Step = "write" | "correct" | "erase" | "fill" | "look";
const step = fc.constantFrom<Step>("write", "write", "correct", "erase", "fill", "fill", "look");

test("whatever is written, corrected and erased, and whenever words are made: what can be read is found, and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
      const lineOf = new Map<string, string>();
      const gone = new Set<string>();
      const living = () => [...lineOf.keys()].filter((plate) => !gone.has(plate));
      for (const each of ["write", ...steps, "look"] as const) {
        const plate = nextPlate();
        const last = living().at(-1);
        if (each === "write") lineOf.set(plate, await writes(plate));
        if (each === "correct" && last) {
          await corrects(lineOf.get(last) as string, plate);
          lineOf.set(plate, lineOf.get(last) as string);
        }
        if (each === "erase" && last) {
          await erases(last);
          gone.add(last);
        }
        if (each === "fill") await fills();
        const kept = await keptWords();
        expect(kept).toEqual(each === "fill" || kept ? await wordsOfTexts() : null);
        if (each === "look")
          for (const [known, line] of lineOf) expect(await found(known), known).toEqual(gone.has(known) ? [] : [line]);
      }
    }),
    { numRuns: 4, seed: freshSeed() },
  );
});

/** Something that is held back until it is let go. */
function held() {
  let go = () => {};
  const free = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { free, go };
}

/** Resolves when a statement of another connection waits for a lock. */
async function somebodyWaits(): Promise<void> {
  const waiting = async () =>
    (await owner`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).count;
  await expect.poll(waiting, { timeout: 20_000 }).toBeGreaterThan(0);
}

/** Words that are made, in a transaction that is held open. */
async function filledAndHeld() {
  const [made, hold] = [held(), held()];
  const { writing } = story.services;
  const filling = fills({
    writing: (context, work) =>
      writing(context, async (sql) => {
        const done = await work(sql);
        if (done === true) {
          made.go();
          await hold.free;
        }
        return done;
      }),
  });
  await made.free;
  return { filling, hold };
}

test("an erasure that comes while words are made waits for them, and takes them away", async () => {
  const plate = nextPlate();
  await writes(plate);
  const { filling, hold } = await filledAndHeld();
  const erasing = erases(plate);
  await somebodyWaits();
  hold.go();
  expect(await filling).toBe(1);
  await erasing;
  expect(await keptWords()).toBeNull();
  await fills();
  expect(await keptWords()).toEqual(await wordsOfTexts());
  expect(await found(plate)).toEqual([]);
});

test("words that are made while an erasure is on its way wait for it, and know nothing of what is gone", async () => {
  const plate = nextPlate();
  await writes(plate);
  const commitment = await commitmentOf(plate);
  await owner
    .begin(async (sql) => {
      await sql`
      update secret_text set cipher = null, key_id = null, erased_at = ${story.now()}
      where org = ${story.org} and commitment = ${commitment ?? ""}`;
      const filling = fills();
      await somebodyWaits();
      return { filling };
    })
    .then(({ filling }) => filling);
  expect(await keptWords()).toEqual(await wordsOfTexts());
  expect(await found(plate)).toEqual([]);
});

test("a line that comes while words are made waits, and is found", async () => {
  const [before, after] = [nextPlate(), nextPlate()];
  await writes(before);
  const { filling, hold } = await filledAndHeld();
  const coming = writes(after);
  await somebodyWaits();
  hold.go();
  await filling;
  const line = await coming;
  expect([await keptWords(), await found(after)]).toEqual([null, [line]]);
});

test("where more pages may hold a word than are gone through one by one, the same is found, by words, by name and after a place", async () => {
  await fills();
  const plate = nextPlate();
  const written = [await writes(plate), await writes(`${plate}B`), await writes(`${plate}C`)];
  // Of one moment; these stand in the order of their ids.
  const lines = written.toSorted().toReversed();
  const asked = [plate, `李伟 ${plate}`];
  const few = await Promise.all(asked.map(found));
  expect(few).toEqual([lines, lines]);
  await owner`
    insert into stream_words (org, site, noun, id, since)
    select ${story.org}, ${storySite}, 'log', 'page-' || n, 0 from generate_series(1, 2001) as n`;
  try {
    expect(await Promise.all(asked.map(found))).toEqual(few);
    const first = await lobby.get(`/api/log/find?most=1&q=${encodeURIComponent(plate)}`);
    const { next } = first.json() as FoundAnswer;
    const second = await lobby.get(`/api/log/find?most=2&q=${encodeURIComponent(plate)}&after=${next}`);
    expect((second.json() as FoundAnswer).lines.map(({ line }) => line)).toEqual(lines.slice(1));
  } finally {
    await owner`delete from stream_words where id like 'page-%'`;
  }
});

test("making words stops between two pages when it is told to, and what has no stream is passed over", async () => {
  await writes(nextPlate());
  expect(await fills({ isStopping: () => true })).toBe(0);
  await owner`
    insert into stream_words (org, site, noun, id, since) values (${story.org}, ${storySite}, 'log', 'no-stream', ${minute})`;
  expect(await fills()).toBe(2);
  await owner`delete from stream_words where id = 'no-stream'`;
  expect(await keptWords()).toEqual(await wordsOfTexts());
});

test("words are made when the program starts and every five minutes from then on; what fails is said and tried again; stopping waits", async () => {
  await writes(nextPlate());
  const { accounts, keyring, writing } = story.services;
  const said: string[] = [];
  const rounds: { ms: number; words: number[] | null; next: () => void }[] = [];
  let turn = held();
  const stop = startFilling(accounts, {
    ...{ keyring, now: rested, log: (line: string) => said.push(line) },
    writing: (context, work) => (rounds.length === 1 ? Promise.reject(new Error("no room")) : writing(context, work)),
    pause: async (ms) => {
      const { free, go } = held();
      rounds.push({ ms, words: await keptWords(), next: go });
      turn.go();
      await free;
    },
  });
  await turn.free;
  expect(rounds[0]).toMatchObject({ ms: 5 * minute, words: await wordsOfTexts() });
  await writes(nextPlate());
  for (const _ of ["fails", "is tried again"]) {
    turn = held();
    rounds.at(-1)?.next();
    await turn.free;
  }
  expect(rounds.map(({ words }) => words === null)).toEqual([false, true, false]);
  expect(said).toEqual(["making lines searchable failed: no room"]);
  const stopped = stop();
  rounds.at(-1)?.next();
  await stopped;
  expect(rounds).toHaveLength(3);
});
