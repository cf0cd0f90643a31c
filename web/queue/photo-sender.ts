import { type Heard, photoVerdictOf } from "./heard.ts";
import type { NewCommand } from "./item.ts";
import type { KeptPhotos, PhotoKey, WaitingPhoto } from "./kept-photos.ts";

/*
 * Photos on their way. They go beside what is written and not before it: a line waits for its own photos and for no other's, and a line without any for
 * none. What is there already is taken for what it is, so a second delivery does no harm.
 */

export interface PhotoGround {
  readonly store: KeptPhotos;
  /** Brings one to the house; whatever goes wrong is heard, and nothing is thrown. */
  deliver(photo: WaitingPhoto): Promise<Heard>;
  /** Runs it unless another page of this browser is at the same photo. */
  alone(name: string, run: () => Promise<void>): Promise<unknown>;
  /** The house has taken or refused one: what waited for it may go on. */
  answered(): void;
}

/** Photos on their way beside each other: on a poor line more would all be slow. */
const atOnce = 3;

export class PhotoSender {
  readonly #ground: PhotoGround;
  readonly #listeners = new Set<() => void>();
  readonly #inHand = new Set<string>();
  /** To be tried once more, in the order in which they were asked for. */
  readonly #row = new Map<string, PhotoKey>();
  #waiting: ReadonlySet<string> = new Set();

  constructor(ground: PhotoGround) {
    this.#ground = ground;
  }

  /** Names of those that the house does not have yet, as far as is known here. */
  get waiting(): ReadonlySet<string> {
    return this.#waiting;
  }

  /** Calls whenever one is kept, has arrived or was let go of. */
  subscribe(tell: () => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }

  /** Keeps a photo and sends it; answers whether it is kept. One that was kept before is from now on as it was taken last. */
  async add(photo: WaitingPhoto): Promise<boolean> {
    if (!(await this.#ground.store.keep(photo))) return false;
    await this.sendAll();
    return true;
  }

  /** Gives each that waits one more try; what the house has refused is tried again only where a command names it. */
  async sendAll(): Promise<void> {
    for (const key of await this.#look()) this.#row.set(key.join("/"), key);
    this.#beginNext();
  }

  /** What an answer to the command would have to wait for, of the photos that it names: undefined where nothing stands in its way here. */
  async holdingBack({ site, body }: Pick<NewCommand, "site" | "body">): Promise<Heard | undefined> {
    const names = Array.isArray(body.photos) ? body.photos.filter((each) => typeof each === "string") : [];
    const waiting: WaitingPhoto[] = [];
    for (const name of names) {
      const photo = await this.#ground.store.read([site, name]);
      if (photo) waiting.push(photo);
    }
    if (waiting.length === 0) return undefined;
    const told = waiting.find(({ problem }) => problem !== undefined)?.problem;
    // Whoever sends it once more wants each of its photos asked about anew.
    for (const { name, problem } of waiting) if (problem) await this.#ground.store.note([site, name], undefined);
    await this.sendAll();
    return told ? { came: "answer", status: told.status, body: told } : { came: "photos" };
  }

  async letGo(key: PhotoKey): Promise<void> {
    await this.#ground.store.drop(key);
    await this.#look();
  }

  async #look(): Promise<readonly PhotoKey[]> {
    const keys = await this.#ground.store.keys();
    this.#waiting = new Set(keys.map(([, name]) => name));
    for (const tell of this.#listeners) tell();
    return keys;
  }

  #beginNext(): void {
    for (const [called, key] of this.#row) {
      if (this.#inHand.size >= atOnce) return;
      // What is on its way keeps its place in the row: it may fail, and was asked for meanwhile.
      if (this.#inHand.has(called)) continue;
      this.#row.delete(called);
      this.#inHand.add(called);
      const send = this.#ground.alone(called, () => this.#send(key));
      void send.finally(() => {
        this.#inHand.delete(called);
        this.#beginNext();
      });
    }
  }

  async #send(key: PhotoKey): Promise<void> {
    const { store, deliver } = this.#ground;
    const photo = await store.read(key);
    if (!photo || photo.problem) return;
    const verdict = photoVerdictOf(await deliver(photo));
    if (verdict.says === "undecided") return;
    if (verdict.says === "done") await store.drop(key);
    else await store.note(key, verdict.problem);
    await this.#look();
    this.#ground.answered();
  }
}
