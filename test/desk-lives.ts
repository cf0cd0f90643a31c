import fc from "fast-check";
import { IDLE } from "#server/account/desk-session.ts";
import type { Browser } from "./browser.ts";
import { cast, type DeskStory, ordered, storyPassword, storyPin, storySite } from "./desk-story.ts";

/*
 * What may befall one desk, and a plain model beside it of who acts there: the last one who proved who they are, until they are locked.
 */

const names = ["lin", "wang", "admin"] as const;
type Name = (typeof names)[number];

/** By which door somebody acts in the name of a person: their own name stands in a header, in a batch, in a body, or nowhere. */
const ways = ["header", "batch", "body", "look", "unnamed"] as const;

type Happening =
  | { readonly what: "sign-in" | "unlock"; readonly who: Name; readonly right: boolean }
  | { readonly what: "sign-out"; readonly who: Name | undefined }
  | { readonly what: "lock" }
  | { readonly what: "idle"; readonly minutes: number }
  | { readonly what: "act"; readonly who: Name; readonly how: (typeof ways)[number] };

const who = fc.constantFrom(...names);
const right = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ what: fc.constant("sign-in"), who, right }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant("unlock"), who, right }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("sign-out"), who: fc.option(who, { nil: undefined }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("lock") }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("idle"), minutes: fc.constantFrom(1, 1, 2, 3) }) },
  { weight: 14, arbitrary: fc.record({ what: fc.constant("act"), who, how: fc.constantFrom(...ways) }) },
) as fc.Arbitrary<Happening>;

/** Two or three people sit down; then anything may happen. */
const deskLife: fc.Arbitrary<readonly Happening[]> = fc
  .tuple(
    fc.shuffledSubarray([...names], { minLength: 2 }),
    fc.array(happening, { minLength: 20, maxLength: 30, size: "max" }),
  )
  .map(([first, then]) => [...first.map((who) => ({ what: "sign-in", who, right: true }) as const), ...then]);

/** How often it mattered: lives of nothing but refusals would prove nothing. */
export interface LivesSeen {
  /** Acts and looks that were let through, by whichever door. */
  let: number;
  /** Those refused because the person was locked, while somebody else at the desk was not. */
  refusedBesideOther: number;
}

/** A regulation that everybody may confirm as often as they like: its receipt names who did. */
interface Confirmable {
  readonly regulation: string;
  readonly hash: string;
}

/** That at every desk of a story who pressed is who it says; each life begins without the wrong guesses of those before. */
export async function livesAtDesks(story: DeskStory, seen: LivesSeen) {
  const regulation = "zhiban-house";
  const { hash } = (await (await story.deskOf("lin")).get(`/api/regulations/${regulation}/rules`)).json();
  const { accounts } = story.services;
  return fc.asyncProperty(deskLife, async (happenings) => {
    await accounts`delete from try_count`;
    const life = new DeskLife(story, { regulation, hash }, seen);
    for (const [number, each] of happenings.entries()) {
      const fault = await life.take(each);
      if (fault) throw new Error(`${number}: ${fault}, after ${JSON.stringify(happenings.slice(0, number))}`);
    }
  });
}

/** One browser that several people share. */
class DeskLife {
  readonly #story: DeskStory;
  readonly #browser: Browser;
  readonly #text: Confirmable;
  readonly #seen: LivesSeen;
  readonly #here = new Set<Name>();
  #acting: Name | undefined;
  readonly #wrongPins = new Map<Name, number>();
  #activeAt = 0;

  constructor(story: DeskStory, text: Confirmable, seen: LivesSeen) {
    this.#story = story;
    this.#text = text;
    this.#browser = story.browser();
    this.#seen = seen;
  }

  /** Does it, and answers what went otherwise than the model says; undefined where they agree. */
  async take(each: Happening): Promise<string | undefined> {
    if (this.#story.now() - this.#activeAt >= IDLE) this.#acting = undefined;
    switch (each.what) {
      case "idle":
        this.#story.pass(each.minutes);
        return undefined;
      case "lock":
        await this.#browser.post("/api/session/lock");
        this.#acting = undefined;
        return undefined;
      case "sign-out":
        return this.#signOut(each.who);
      case "sign-in":
        return this.#signIn(each);
      case "unlock":
        return this.#unlock(each);
      case "act":
        return this.#act(each);
    }
  }

  async #signIn({ who, right }: { who: Name; right: boolean }): Promise<string | undefined> {
    const { statusCode } = await this.#browser.signIn(
      this.#story.nameOf(who),
      right ? storyPassword : "not the password",
    );
    if (statusCode === 200) this.#prove(who);
    return otherwise(`${who} signs in`, statusCode, right);
  }

  async #unlock({ who, right }: { who: Name; right: boolean }): Promise<string | undefined> {
    const sent = { person: cast[who], pin: right ? storyPin : "135790" };
    const { statusCode } = await this.#browser.post("/api/session/unlock", sent);
    const wrong = this.#wrongPins.get(who) ?? 0;
    const may = this.#here.has(who) && right && wrong < 5;
    if (this.#here.has(who)) this.#wrongPins.set(who, may ? 0 : wrong + 1);
    if (statusCode === 200) this.#prove(who);
    return otherwise(`${who} unlocks`, statusCode, may);
  }

  async #signOut(who: Name | undefined): Promise<string | undefined> {
    const { statusCode } = await this.#browser.post("/api/session/sign-out", who ? { person: cast[who] } : {});
    const may = who === undefined ? this.#here.size > 0 : this.#here.has(who);
    for (const each of who === undefined ? names : [who]) {
      this.#here.delete(each);
      if (this.#acting === each) this.#acting = undefined;
    }
    return otherwise(`${who ?? "everybody"} signs out`, statusCode, may);
  }

  /** Who is let act must be the one named, and nobody may have proved themselves after them; where nobody is named, it is that one. */
  async #act({ who, how }: { who: Name; how: (typeof ways)[number] }): Promise<string | undefined> {
    const actor = how === "unnamed" ? this.#acting : who;
    // What all of a desk may see alike is shown by the right of whoever is there; in the name of who is not, nothing is asked for.
    const sees = how === "look" && !this.#here.has(who) && this.#acting !== undefined;
    const may = sees || (actor !== undefined && actor === this.#acting);
    const { status, actor: done } = await this.#ask(how, cast[who]);
    if (status === 200) {
      this.#seen.let += 1;
      if (how !== "look") this.#activeAt = this.#story.now();
    } else if (this.#here.has(who) && this.#acting !== undefined && this.#acting !== who) {
      this.#seen.refusedBesideOther += 1;
    }
    if (done !== undefined && actor !== undefined && done !== cast[actor]) return `${who} acted by ${how} as ${done}`;
    return otherwise(`${who} acts by ${how}`, status, may);
  }

  /** `actor`: in whose name it was done, where the answer says so. */
  async #ask(how: (typeof ways)[number], person: string): Promise<{ status: number; actor?: string }> {
    const browser = this.#browser;
    const named = { "zb-as": person };
    if (how === "look") return { status: (await browser.get(`/api/site?site=${storySite}`, named)).statusCode };
    if (how === "body")
      return { status: (await browser.post("/api/session/language", { person, language: "en" })).statusCode };
    const command = ordered(this.#text);
    const commands = [{ act: "notice.confirm", as: person, ...command }];
    const answer =
      how === "batch"
        ? await browser.post("/api/commands", { commands })
        : await browser.post("/api/commands/notice.confirm", command, how === "header" ? named : {});
    const [each] = answer.json().answers ?? [{ status: answer.statusCode, ...answer.json() }];
    return { status: each.status, actor: each.receipt?.stream.id.slice(-person.length) };
  }

  #prove(who: Name): void {
    this.#here.add(who);
    this.#acting = who;
    this.#activeAt = this.#story.now();
  }
}

/** Refused for who they are, or let through: anything else is a fault too. */
function otherwise(what: string, status: number, may: boolean): string | undefined {
  const refusals = [400, 401, 403, 423];
  if (may ? status === 200 : refusals.includes(status)) return undefined;
  return `${what}: ${status}, and ${may ? "may" : "may not"}`;
}
