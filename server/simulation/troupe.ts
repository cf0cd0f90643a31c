import { v5 as uuidOf } from "uuid";
import type { Command, Message } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import type { Head, PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import type { Hearers } from "#duty/wiring/hear-message.ts";
import type { AdoptableText } from "#server/regulation/adopting.ts";
import { Knowledge } from "./knowledge.ts";
import { noRareWays, type RareWay } from "./rare-ways.ts";
import { type SeenStream, type Stage, type StageAnswer, whoHeard } from "./stage.ts";
import { towerSite } from "./tower.ts";

/** What somebody is about to do, and when. */
export interface Doing {
  readonly at: Instant;
  readonly who: PersonId;
  readonly act: keyof typeof acts;
  readonly body: object;
  /** Looked at before: what a signature binds. */
  readonly seen?: StreamKey;
  /** Whether it is still to be done, looked at when its moment has come; nobody does what has become needless. */
  readonly still?: () => boolean;
  /** The rare way that has been gone once this is done. */
  readonly rare?: RareWay;
  /** It was on their screen, as it stood then: whoever is refused it was offered what may not be done. */
  readonly offered?: boolean;
}

/** Somebody looks at their screen. */
interface LookingAtScreen {
  readonly at: Instant;
  readonly looks: PersonId;
}

/** A part in the play: it says what comes next, and hears what became of it. */
export type ScriptedPart<R = void> = Generator<Doing | LookingAtScreen, R, StageAnswer>;

/** What a life came to. */
export interface LifeTally {
  commands: number;
  accepted: number;
  readonly refused: Record<string, number>;
  /** How often each act was done. */
  readonly acts: Record<string, number>;
  /** How often each rare way was gone to its end. */
  readonly rare: Record<RareWay, number>;
  /** Calls that left, that somebody heard, that one of those answered, and that nobody answered though somebody could. */
  readonly calls: { left: number; heard: number; answered: number; ignored: number };
  /** What a screen offered and was refused when it was done: code, act, who. */
  readonly offeredAndRefused: string[];
  /** Acts not done for people whom a human has signed on. */
  leftToHumans: number;
}

/** A call that has left, and who had a screen open for it. */
export interface HeardCall {
  readonly message: Message;
  readonly at: Instant;
  readonly people: readonly PersonId[];
}

/** What the play asks about calls: who sits at a screen, and what whoever was called does. */
export interface Switchboard {
  hearersOf(message: Message, at: Instant): Hearers;
  answer(call: HeardCall): ScriptedPart;
  /** A stream was changed by what somebody did. */
  changed(stream: SeenStream, at: Instant): void;
}

/** The device that simulated people use: entries tell by it, beside their clock, that nobody was there. */
export const simulatedDevice = "simulated";

/** Name space of command ids: the same seed sends the same commands. */
const ids = "5f1c9c7e-7f0a-4f5e-9d52-3c1f0a6f2b11";

/** Plays several parts at once in the order of time, and knows what everybody could know: how the streams stand that were touched. */
export class Troupe {
  readonly tally: LifeTally = {
    ...{ commands: 0, accepted: 0, refused: {}, acts: {}, leftToHumans: 0, offeredAndRefused: [] },
    ...{ rare: noRareWays(), calls: { left: 0, heard: 0, answered: 0, ignored: 0 } },
  };
  readonly #stage: Stage;
  readonly #seed: number;
  readonly #editions: readonly AdoptableText[];
  readonly #scenes: { readonly part: ScriptedPart; next: IteratorResult<Doing | LookingAtScreen, void> }[] = [];
  readonly sight: Knowledge;

  constructor(stage: Stage, { seed, editions }: { seed: number; editions: readonly AdoptableText[] }) {
    this.#stage = stage;
    this.sight = new Knowledge(() => stage.now());
    this.#seed = seed;
    this.#editions = editions;
  }

  /** A stream as it was when somebody last changed or saw it; undefined where nobody has. */
  knows<S>(key: StreamKey): S | undefined {
    return this.sight.streams.get(keyName(key))?.state as S | undefined;
  }

  /** What is owed under a key of a stream, as far as anybody knows; undefined where it is owed no more. */
  owes(key: StreamKey, name: string): Obligation | undefined {
    return this.sight.owed(key, name);
  }

  *knownOf(noun: string, post: string): Generator<SeenStream> {
    for (const each of this.sight.streams.values()) {
      if (each.key.noun === noun && each.key.id.startsWith(`${post}/`)) yield each;
    }
  }

  /** Something more that happens beside what is played. */
  begin(part: ScriptedPart): void {
    this.#scenes.push({ part, next: part.next() });
  }

  /** Plays until all parts are over, or would go on after `until`. `moved` is told of the clock now and then. */
  async play(board: Switchboard, until: Instant, moved: (now: Instant) => void = () => {}): Promise<void> {
    for (;;) {
      const [scene] = this.#scenes
        .filter(({ next }) => !next.done && next.value.at <= until)
        .toSorted(
          (one, other) =>
            (one.next.value as Doing | LookingAtScreen).at - (other.next.value as Doing | LookingAtScreen).at,
        );
      const doing = scene?.next.done === false ? scene.next.value : undefined;
      const then = doing?.at ?? until;
      if (then > this.#stage.now()) await this.#stage.moveToCall(then);
      moved(this.#stage.now());
      if ((await this.#hear(board)) || this.#stage.now() < then) continue;
      if (!scene || !doing) return;
      const answered = await this.#do(doing);
      for (const each of answered.touched) board.changed({ ...each, version: each.head.version }, then);
      scene.next = scene.part.next(answered);
      if (scene.next.done) this.#scenes.splice(this.#scenes.indexOf(scene), 1);
    }
  }

  /** Calls reach whoever sits at a screen, and lead to calls; whether there were any. */
  async #hear(board: Switchboard): Promise<boolean> {
    const { calls } = this.tally;
    const before = calls.left;
    for (let left = await this.#stage.takeCalls(); left.length > 0; left = await this.#stage.takeCalls()) {
      for (const message of left) {
        const at = this.#stage.now();
        const heard = await this.#stage.hear(message, board.hearersOf(message, at));
        const people = whoHeard(heard);
        this.note(heard);
        calls.left += 1;
        calls.heard += people.length > 0 ? 1 : 0;
        this.begin(board.answer({ message, at, people }));
      }
    }
    return calls.left > before;
  }

  /** What came of something: who is in the play knows it. */
  note({ touched }: StageAnswer): void {
    this.sight.learnTouched(touched);
  }

  async #do(doing: Doing | LookingAtScreen): Promise<StageAnswer> {
    if ("looks" in doing) {
      this.sight.learn(await this.#stage.owing(this.sight.owing()));
      return { touched: [] };
    }
    if (doing.still?.() === false) return { touched: [] };
    const answered = await this.#doOnce(doing);
    if (doing.rare !== undefined && !answered.refusal && answered.touched.length > 0) this.tally.rare[doing.rare] += 1;
    const { refusal } = answered;
    if (doing.offered && refusal)
      this.tally.offeredAndRefused.push(`${refusal.code} ${doing.act} ${JSON.stringify(doing.body)}`);
    return answered;
  }

  async #doOnce({ at, who, act, body, seen }: Doing): Promise<StageAnswer> {
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
    this.note(answered);
    if (answered.refusal) {
      tally.refused[answered.refusal.code] = (tally.refused[answered.refusal.code] ?? 0) + 1;
      return answered;
    }
    tally.accepted += 1;
    tally.acts[act] = (tally.acts[act] ?? 0) + 1;
    return answered;
  }

  #headOf(key: StreamKey): Head | undefined {
    return this.sight.streams.get(keyName(key))?.head;
  }
}

export function atTower(noun: string, id: string): { site: SiteId; noun: string; id: string } {
  return { site: towerSite, noun, id };
}
