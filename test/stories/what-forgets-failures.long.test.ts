import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";

/*
 * Each count of failures, and what makes it forget them: a proof makes only that count begin anew which is about the secret that was proved.
 * An address keeps its count of guesses at others whatever succeeds from it, and a name those from other addresses: with an account of one's own,
 * or whenever its owner comes in, there would otherwise be endless tries.
 */

let database: FreshDatabase;
let story: DeskStory;
let address = "";
let addresses = 0;
let lin: Browser;
let enrolled: Browser;
let rows = 0;
let guesses = 0;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** Every row begins with nothing counted, at an address of its own. */
beforeEach(async () => {
  story.pass(16);
  rows += 1;
  guesses = 0;
  await story.services.accounts`delete from try_count`;
  address = `10.2.0.${rows}`;
  expect((await story.browser().post("/api/pin-reset", passwordOf("lin"))).statusCode).toBe(204);
  lin = await story.deskOf("lin", "wang");
  lin.address = address;
  enrolled = await enrolledDesk();
});

type Answer = ReturnType<Browser["post"]>;

function passwordOf(who: keyof typeof cast) {
  return { name: story.nameOf(who), password: storyPassword, pin: storyPin };
}

/** Another browser, at the address from which somebody guesses, or at one that nobody has used. */
function browserAt(place: "there" | "elsewhere"): Browser {
  const browser = story.browser();
  addresses += 1;
  browser.address = place === "there" ? address : `10.3.${rows}.${addresses % 250}`;
  return browser;
}

async function enrolledDesk(): Promise<Browser> {
  const browser = await story.deskOf("lin");
  const device = randomUUID();
  const { accounts, desks, now } = story.services;
  await accounts`
    insert into device (org, device, site, name, public_key, enrolled_by, enrolled_at)
    values (${story.org}, ${device}, ${storySite}, '大堂岗台机', '{}', ${cast.lin}, ${now()})`;
  const token = createHash("sha256")
    .update(browser.cookie.split("=")[1] ?? "")
    .digest();
  const moved = await accounts`update desk set device = ${device} where token_hash = ${token}`;
  expect(moved.count).toBe(1);
  desks.forget();
  return browser;
}

const signIn = (browser: Browser, name: string, password = storyPassword) => browser.signIn(name, password);
const unlock = (browser: Browser, who: "lin" | "wang", pin = storyPin) =>
  browser.post("/api/session/unlock", { person: cast[who], pin });
const choosePin = { person: cast.wang, password: storyPassword, pin: storyPin };

/** Tries that fail, each of which is counted. */
const failures = {
  // Fewer at each than its name has free there.
  "of an address, at ten names": () => {
    guesses += 1;
    return signIn(browserAt("there"), `nobody-${rows}-${guesses % 10}`, "a guess");
  },
  "of a name, from one address": () => signIn(browserAt("there"), story.nameOf("lin"), "a guess"),
  "of a name, from changing addresses": () => signIn(browserAt("elsewhere"), story.nameOf("lin"), "a guess"),
  "of a PIN in browsers": () => unlock(lin, "lin", "135790"),
  "of a PIN on an enrolled device": () => unlock(enrolled, "lin", "135790"),
} satisfies Record<string, () => Answer>;

/** What succeeds between two of them, unless it is closed as well. */
const proofs = {
  nothing: undefined,
  "signing in with one's own name there": () => signIn(browserAt("there"), story.nameOf("wang")),
  "choosing a forgotten PIN of one's own there": () => browserAt("there").post("/api/pin-reset", passwordOf("wang")),
  "choosing a PIN at one's own desk there": () => lin.post("/api/session/pin", choosePin),
  "the PIN of somebody else at the desk": () => unlock(lin, "wang"),
  "the owner's password": () => signIn(browserAt("elsewhere"), story.nameOf("lin")),
  "the owner's password there": () => signIn(browserAt("there"), story.nameOf("lin")),
  "the owner's PIN in a browser": () => unlock(lin, "lin"),
  "the owner's PIN on an enrolled device": () => unlock(enrolled, "lin"),
} satisfies Record<string, (() => Answer) | undefined>;

const never = undefined;

/** Whose failures, what succeeds between them, and how many there are before nobody may try. */
test.each([
  ["of an address, at ten names", "nothing", 30],
  ["of an address, at ten names", "signing in with one's own name there", 30],
  ["of an address, at ten names", "choosing a forgotten PIN of one's own there", 30],
  ["of an address, at ten names", "choosing a PIN at one's own desk there", 30],
  ["of a name, from one address", "nothing", 5],
  ["of a name, from one address", "signing in with one's own name there", 5],
  ["of a name, from one address", "the owner's PIN in a browser", 5],
  ["of a name, from one address", "the owner's password", 5],
  ["of a name, from one address", "the owner's password there", never],
  ["of a name, from changing addresses", "signing in with one's own name there", 30],
  ["of a name, from changing addresses", "the owner's password", 30],
  ["of a PIN in browsers", "nothing", 4],
  ["of a PIN in browsers", "the PIN of somebody else at the desk", 4],
  ["of a PIN in browsers", "the owner's password", 4],
  ["of a PIN in browsers", "the owner's PIN on an enrolled device", 4],
  ["of a PIN in browsers", "the owner's PIN in a browser", never],
  ["of a PIN on an enrolled device", "the owner's PIN in a browser", 4],
  ["of a PIN on an enrolled device", "the owner's PIN on an enrolled device", never],
] as const)("failures %s, between them %s: closed after %s", async (failing, between, free) => {
  let failed = 0;
  let isClosed = false;
  while (!isClosed && failed <= (free ?? 12)) {
    const { statusCode, body } = await failures[failing]();
    isClosed = [423, 429].includes(statusCode);
    if (isClosed) break;
    expect([401, 403], body).toContain(statusCode);
    failed += 1;
    const proof = await proofs[between]?.();
    isClosed = proof?.statusCode === 429;
    if (proof && !isClosed) expect([200, 204], proof.body).toContain(proof.statusCode);
  }
  expect(isClosed ? failed : never).toBe(free);
});
