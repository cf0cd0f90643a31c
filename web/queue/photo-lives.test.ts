import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { CommandQueue } from "./command-queue.ts";
import type { Heard } from "./heard.ts";
import { type Item, isUnsent } from "./item.ts";
import { itemStore } from "./item-store.ts";
import { keptPhotos, type WaitingPhoto } from "./kept-photos.ts";
import { PhotoSender } from "./photo-sender.ts";

/*
 * A page with lines and photos on a line that loses and delays what is sent, and is reloaded whenever it may be. House and network are played here; the
 * queue, the sender of photos and their stores are the real ones.
 */

const photoAnswers = ["taken", "answer-lost", "lost", "portal", "day-full", "locked"] as const;
type HowAnswered = (typeof photoAnswers)[number];

const heard: Readonly<Record<Exclude<HowAnswered, "taken">, Heard>> = {
  "answer-lost": { came: "nothing" },
  lost: { came: "nothing" },
  portal: { came: "unreadable", status: 200 },
  "day-full": { came: "answer", status: 409, body: { code: "photo.person-sent-enough", status: 409 } },
  locked: { came: "answer", status: 423, body: { code: "account.person-locked", status: 423 } },
};

let lives = 0;

class Life {
  readonly entrusted = new Map<string, { readonly photos: readonly string[]; readonly time: number }>();
  readonly linesArrived = new Map<string, { readonly photos: readonly string[]; readonly time: number }>();
  readonly photosArrived = new Set<string>();
  readonly taken = new Set<string>();
  readonly back = new Set<string>();
  /** Lines that came before a photo of theirs had. */
  readonly early: string[] = [];
  /** Photos that were sent though the house had told this browser that it has them. */
  readonly again: string[] = [];
  photosUnderWay: { readonly name: string; hear(how: Heard): void }[] = [];
  linesUnderWay: { readonly item: Item; hear(how: Heard): void }[] = [];
  now = 1_000;
  room = Number.POSITIVE_INFINITY;
  queue!: CommandQueue;
  photos!: PhotoSender;
  readonly #items = itemStore(`lives-${++lives}`);
  readonly #kept = keptPhotos(`lives-photos-${lives}`, async () => this.room);
  readonly #told = new Set<string>();
  #alarm: (() => void) | undefined;
  #page = 0;

  async open(): Promise<void> {
    this.#page += 1;
    const page = this.#page;
    this.photosUnderWay = [];
    this.linesUnderWay = [];
    this.#alarm = undefined;
    const isOpen = () => this.#page === page;
    const never = new Promise<Heard>(() => {});
    this.photos = new PhotoSender({
      store: this.#kept,
      deliver: ({ name }) => (isOpen() ? this.#sendsPhoto(name) : never),
      alone: (_, run) => run(),
      answered: () => void this.queue.sendAll(),
    });
    const { photos } = this;
    this.queue = new CommandQueue({
      store: this.#items,
      deliver: async (item) => (await photos.holdingBack(item)) ?? (isOpen() ? await this.#sendsLine(item) : never),
      later: (run) => {
        if (isOpen()) this.#alarm = run;
      },
      now: () => this.now,
      alone: async (run) => {
        await run();
        return true;
      },
      page: `page-${page}`,
      otherPages: async () => new Set(),
      tellOthers: () => {},
    });
    void this.queue.open();
    void photos.sendAll();
    await this.rests();
  }

  async rests(): Promise<void> {
    for (let turn = 0; turn < 60; turn += 1) await new Promise((keep) => setImmediate(keep));
  }

  async take(name: string): Promise<void> {
    const photo: WaitingPhoto = {
      site: "tower",
      name,
      as: "lin",
      deviceTime: this.now,
      id: "p",
      bytes: new ArrayBuffer(8),
    };
    this.#told.delete(name);
    if (await this.photos.add(photo)) this.taken.add(name);
    await this.rests();
  }

  async write(text: string, photos: readonly string[]): Promise<void> {
    const time = this.now;
    const whenKept = () => void this.entrusted.set(text, { photos, time });
    const command = { act: "log.write-line", site: "tower", body: { text, photos }, as: "lin" };
    void this.queue.send(command, { whenKept }).then(({ state }) => {
      if (state === "refused") this.back.add(text);
    });
    await this.rests();
  }

  #sendsPhoto(name: string): Promise<Heard> {
    if (this.#told.has(name)) this.again.push(name);
    return new Promise((hear) => void this.photosUnderWay.push({ name, hear }));
  }

  #sendsLine(item: Item): Promise<Heard> {
    return new Promise((hear) => void this.linesUnderWay.push({ item, hear }));
  }

  async answerPhoto(which: number, how: HowAnswered): Promise<void> {
    const [one] = this.photosUnderWay.splice(which % Math.max(1, this.photosUnderWay.length), 1);
    if (!one) return;
    if (how === "taken" || how === "answer-lost") this.photosArrived.add(one.name);
    if (how === "taken") this.#told.add(one.name);
    one.hear(how === "taken" ? { came: "answer", status: 200, body: { photo: "kept" } } : heard[how]);
    await this.rests();
  }

  async answerLine(which: number, isHeard: boolean): Promise<void> {
    const [one] = this.linesUnderWay.splice(which % Math.max(1, this.linesUnderWay.length), 1);
    if (!one) return;
    const { id, body, deviceTime: time } = one.item;
    const { text, photos } = body as { text: string; photos: readonly string[] };
    if (photos.some((photo) => !this.photosArrived.has(photo))) this.early.push(text);
    this.linesArrived.set(text, { photos, time });
    const receipt = { stream: { site: "tower", noun: "log", id: "lobby" }, version: 1, hash: "00" };
    one.hear(isHeard ? { came: "answer", status: 200, body: { id, receipt, replayed: false } } : { came: "nothing" });
    await this.rests();
  }

  async pass(): Promise<void> {
    const run = this.#alarm;
    this.#alarm = undefined;
    run?.();
    await this.rests();
  }

  async unsent(): Promise<readonly Item[]> {
    return ((await this.#items.read()) ?? []).filter(isUnsent);
  }

  async refused(): Promise<readonly string[]> {
    const items = (await this.#items.read()) ?? [];
    return items.filter(({ state }) => state === "refused").map(({ body }) => String(body.text));
  }

  /** Names of photos that the house would not have: their author takes them anew. */
  async refusedPhotos(): Promise<readonly string[]> {
    const photos = await Promise.all((await this.#kept.keys()).map((key) => this.#kept.read(key)));
    return photos.flatMap((each) => (each?.problem ? [each.name] : []));
  }

  async photosLeft(): Promise<number> {
    return (await this.#kept.keys()).length;
  }
}

type Step =
  | { readonly does: "take" | "write-plain" | "pass" | "reload" | "fill" | "empty"; readonly at: number }
  | { readonly does: "write"; readonly at: number; readonly with: readonly number[] }
  | { readonly does: "answer-photo"; readonly at: number; readonly how: HowAnswered }
  | { readonly does: "answer-line"; readonly at: number; readonly isHeard: boolean };

const at = fc.nat(20);
const does = <D extends string>(what: D) => fc.constant(what);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: does("take"), at }) },
  {
    weight: 4,
    arbitrary: fc.record({ does: does("write"), at, with: fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: does("write-plain"), at }) },
  {
    weight: 5,
    arbitrary: fc.record({ does: does("answer-photo"), at, how: fc.constantFrom("taken", ...photoAnswers) }),
  },
  { weight: 4, arbitrary: fc.record({ does: does("answer-line"), at, isHeard: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom("pass", "pass", "reload", "fill", "empty", "empty"), at }),
  },
);

async function lived(life: Life, each: Step, number: number): Promise<void> {
  life.now += 1_000;
  const taken = [...life.taken];
  if (each.does === "take") await life.take(`picture ${each.at}`);
  else if (each.does === "write-plain") await life.write(`line ${number}`, []);
  else if (each.does === "write" && taken.length > 0)
    await life.write(`line ${number}`, [...new Set(each.with.map((which) => taken[which % taken.length] ?? ""))]);
  else if (each.does === "answer-photo") await life.answerPhoto(each.at, each.how);
  else if (each.does === "answer-line") await life.answerLine(each.at, each.isHeard);
  else if (each.does === "pass") await life.pass();
  else if (each.does === "reload") await life.open();
  else if (each.does === "fill" || each.does === "empty")
    life.room = each.does === "fill" ? 0 : Number.POSITIVE_INFINITY;
}

test("whatever is cut, slow, refused or reloaded, each line arrives once, at its own time, after its photos, and each photo is taken once", async () => {
  const met = { lines: 0, withPhotos: 0, photos: 0, refused: 0, unkept: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80, size: "max" }), async (steps) => {
      const life = new Life();
      await life.open();
      for (const [number, each] of steps.entries()) {
        await lived(life, each, number);
        expect(life.early).toEqual([]);
        if (each.does === "take" && life.room === 0) met.unkept += 1;
        if (each.does !== "pass") continue;
        // A line without photos waits for none, however many of them hang. Four go beside each other.
        const underWay = life.linesUnderWay.map(({ item }) => item.id);
        if (underWay.length >= 4) continue;
        const plain = (body: Item["body"]) => (body.photos as readonly string[]).length === 0;
        const waiting = (await life.unsent()).filter(({ body, state }) => state === "waiting" && plain(body));
        expect(waiting.filter(({ id }) => !underWay.includes(id)).map(({ body }) => body.text)).toEqual([]);
      }
      await allArrive(life);
      const refused = new Set([...life.back, ...(await life.refused())]);
      const arrived = [...life.entrusted].filter(([text]) => !refused.has(text));
      for (const [text, line] of arrived) expect(life.linesArrived.get(text), text).toEqual(line);
      expect(await life.unsent()).toEqual([]);
      expect(life.again).toEqual([]);
      expect(await life.photosLeft()).toBe(0);
      expect([...life.taken].filter((name) => !life.photosArrived.has(name))).toEqual([]);
      met.lines += arrived.length;
      met.withPhotos += arrived.filter(([, { photos }]) => photos.length > 0).length;
      met.photos += life.photosArrived.size;
      met.refused += refused.size;
    }),
    { numRuns: 30, seed: freshSeed() },
  );
  // Walks in which no photo came, or none was ever refused or not kept, would prove nothing.
  expect(Math.min(...Object.values(met)), JSON.stringify(met)).toBeGreaterThan(5);
});

/** The line is good again, everybody is there and the day has room. */
async function allArrive(life: Life): Promise<void> {
  life.room = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 30; round += 1) {
    if (round % 10 === 0) await life.open();
    while (life.photosUnderWay.length > 0) await life.answerPhoto(0, "taken");
    while (life.linesUnderWay.length > 0) await life.answerLine(0, true);
    for (const photo of await life.refusedPhotos()) await life.take(photo);
    await life.pass();
    if ((await life.unsent()).length === 0 && (await life.photosLeft()) === 0) return;
  }
}
