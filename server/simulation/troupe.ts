import { v5 as uuidOf } from "uuid";
import type { Command, Touched } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import type { Head, PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import type { Stage, StageAnswer } from "./stage.ts";
import { type AdoptableText, towerSite } from "./tower.ts";

/** What somebody is about to do, and when. */
export interface Doing {
  readonly at: Instant;
  readonly who: PersonId;
  readonly act: keyof typeof acts;
  readonly body: object;
  /** Looked at before: what a signature binds. */
  readonly seen?: StreamKey;
}

/** A part in the play: it says what comes next, and hears what became of it. */
export type ScriptedPart<R = void> = Generator<Doing, R, StageAnswer>;

/** What a life came to. */
export interface LifeTally {
  commands: number;
  accepted: number;
  readonly refused: Record<string, number>;
  /** Acts not done for people whom a human has signed on. */
  leftToHumans: number;
}

/** The device that simulated people use: entries tell by it, beside their clock, that nobody was there. */
export const simulatedDevice = "simulated";

/** Name space of command ids: the same seed sends the same commands. */
const ids = "5f1c9c7e-7f0a-4f5e-9d52-3c1f0a6f2b11";

/** Plays several parts at once in the order of time, and knows what everybody could know: how the streams stand that were touched. */
export class Troupe {
  readonly tally: LifeTally = { commands: 0, accepted: 0, refused: {}, leftToHumans: 0 };
  readonly #stage: Stage;
  readonly #seed: number;
  readonly #editions: readonly AdoptableText[];
  readonly #known = new Map<string, Touched>();

  constructor(stage: Stage, { seed, editions }: { seed: number; editions: readonly AdoptableText[] }) {
    this.#stage = stage;
    this.#seed = seed;
    this.#editions = editions;
  }

  /** A stream as it was when somebody last changed it; undefined where nobody has. */
  knows<S>(key: StreamKey): S | undefined {
    return this.#known.get(keyName(key))?.state as S | undefined;
  }

  *knownOf(noun: string, post: string): Generator<Touched> {
    for (const each of this.#known.values()) {
      if (each.key.noun === noun && each.key.id.startsWith(`${post}/`)) yield each;
    }
  }

  /** Plays until all parts are over, or would go on after `until`. `moved` is told of the clock now and then. */
  async play(parts: readonly ScriptedPart[], until: Instant, moved: (now: Instant) => void = () => {}): Promise<void> {
    const scenes = parts.map((part) => ({ part, next: part.next() }));
    for (;;) {
      const [scene] = scenes
        .filter(({ next }) => !next.done && next.value.at <= until)
        .toSorted((one, other) => (one.next.value as Doing).at - (other.next.value as Doing).at);
      if (!scene || scene.next.done) break;
      const doing = scene.next.value;
      if (doing.at > this.#stage.now()) await this.#stage.moveTo(doing.at);
      moved(this.#stage.now());
      scene.next = scene.part.next(await this.#do(doing));
    }
    if (this.#stage.now() < until) await this.#stage.moveTo(until);
  }

  async #do({ at, who, act, body, seen }: Doing): Promise<StageAnswer> {
    if (await this.#stage.isHuman?.(who, at)) {
      this.tally.leftToHumans += 1;
      return { touched: [] };
    }
    const answered = await this.#send(who, act, body, seen);
    if (answered.refusal?.code !== "attendance.regulation-unconfirmed") return answered;
    for (const { id: regulation, hash } of this.#editions) {
      await this.#send(who, "notice.confirm", { regulation, hash });
    }
    return await this.#send(who, act, body, seen);
  }

  async #send(who: PersonId, act: keyof typeof acts, body: object, seen?: StreamKey): Promise<StageAnswer> {
    const { tally } = this;
    tally.commands += 1;
    const command: Command = {
      ...{
        id: uuidOf(`${this.#seed}/${tally.commands}`, ids),
        site: towerSite,
        act,
        body: acts[act].shape?.parse(body),
      },
      ...{ actor: { person: who }, device: simulatedDevice, proof: "pin", seen: seen && this.#headOf(seen) },
    };
    const answered = await this.#stage.execute(command);
    for (const touched of answered.touched) this.#known.set(keyName(touched.key), touched);
    if (answered.refusal) tally.refused[answered.refusal.code] = (tally.refused[answered.refusal.code] ?? 0) + 1;
    else tally.accepted += 1;
    return answered;
  }

  #headOf(key: StreamKey): Head | undefined {
    return this.#known.get(keyName(key))?.head;
  }
}

export function atTower(noun: string, id: string): { site: SiteId; noun: string; id: string } {
  return { site: towerSite, noun, id };
}
