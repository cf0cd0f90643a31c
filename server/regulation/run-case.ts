import type { Command, Outcome } from "#duty/door/table.ts";
import { dutyTable } from "#duty/duty-table.ts";
import { type Head, streamName } from "#duty/grammar/entry.ts";
import { type BusinessDate, datePlus, type Instant, localInstant, plusMinutes } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { type Adoption, type Site, standingAdoptions } from "#duty/site/site.ts";
import { horizonMinutes, type World, type WorldStream } from "#duty/world.ts";
import type { Placed } from "./case-errors.ts";
import { here, personOnStage, type Staged } from "./case-ground.ts";
import { type CaseStage, type CaseStep, caseTime, type Expected } from "./case-language.ts";
import { spelledOut } from "./case-words.ts";
import { checkExpected, type Seen } from "./check-expected.ts";
import type { Path } from "./mechanisms.ts";
import type { PublishedText } from "./published.ts";
import { wordOf } from "./stage-words.ts";

/** What became of one expectation, or of a step that was refused though nobody expected it. */
export interface Verdict {
  readonly path: Path;
  readonly rules: readonly string[];
  readonly expected: Expected | undefined;
  /** Why it does not hold; undefined where it does. */
  readonly failure: string | undefined;
  /** Whether what was seen is something that nobody typed in: a number, a state, a consequence. */
  readonly computed: boolean;
}

/** A situation with what is needed to lead it through a world. */
export interface Played extends Staged {
  readonly steps: readonly Placed[];
  readonly stage: CaseStage;
  readonly edition: PublishedText;
}

/** A situation on its way through a world, which is changed by it: each step is taken once, one after the other. */
export class CaseRun {
  readonly #played: Played;
  readonly world: World;
  readonly #begunAt: Instant;
  readonly #labels = new Map<string, { id: string; heads: ReadonlyMap<string, Head> }>();
  #commands = 0;
  /** All streams before the step for which it waits, if it does. */
  #before: ReadonlyMap<string, WorldStream> | undefined;

  private constructor(played: Played, world: World, begunAt: Instant) {
    this.#played = played;
    this.world = world;
    this.#begunAt = begunAt;
  }

  /** Before its first step. */
  static begin(played: Played, world: World): CaseRun {
    const run = new CaseRun(played, world, world.now);
    run.#confirmNotices();
    return run;
  }

  /** The same once more, to be led on in its stead: this one stays where it stands. */
  copy(): CaseRun {
    const run = new CaseRun(this.#played, this.world.copy(), this.#begunAt);
    for (const [label, step] of this.#labels) run.#labels.set(label, step);
    run.#commands = this.#commands;
    run.#before = this.#before ?? this.world.streams;
    return run;
  }

  /** Whoever comes on duty has read what binds them, unless the case says otherwise. */
  #confirmNotices(): void {
    const { unconfirmed = [] } = this.#played.situation.given;
    for (const who of comingIn(this.#played)) {
      if (unconfirmed.includes(who)) continue;
      for (const { regulation, hash } of this.#adopted()) {
        this.world.execute(this.#command(who, "notice.confirm", { regulation, hash }));
      }
    }
  }

  /** Whether nothing falls due any more before a step is taken. */
  isReadyFor({ step }: Placed): boolean {
    return this.world.isQuietUntil(this.#moment(step.at));
  }

  /** Waits for a step until the next moment at which something falls due. */
  waitFor({ step }: Placed): void {
    this.#before ??= new Map(this.world.streams);
    let moments = 0;
    this.world.moveTo(this.#moment(step.at), () => {
      moments += 1;
      return moments > 1;
    });
  }

  /** When a step is taken, and by what the wait for it is known: until plans are asked further ahead, all waits go the same way. */
  waitTo({ step }: Placed): { readonly then: Instant; readonly by: string } {
    const then = this.#moment(step.at);
    return { then, by: then < plusMinutes(this.#begunAt, horizonMinutes) ? "next" : `next until ${then}` };
  }

  take({ step, path }: Placed): Verdict[] {
    const { stage, edition } = this.#played;
    const before = this.#before ?? new Map(this.world.streams);
    this.#before = undefined;
    this.world.moveTo(this.#moment(step.at));
    const sent = this.#body(step);
    const outcome = this.#act(step, sent);
    const seen: Seen = {
      world: this.world,
      posts: stage.posts.map(({ key }) => key),
      before,
      sent: [sent, step.who === undefined ? undefined : personOnStage(stage, step.who)],
      outcome,
      moment: (time) => this.#moment(time),
      resolve: (value) => this.#resolve(value),
      wordOf: (called) => wordOf(edition, called),
    };
    const verdicts = (step.expect ?? []).map((expected, index) => ({
      ...{ path: [...path, "expect", index], rules: expected.for, expected },
      ...checkExpected(expected, seen),
    }));
    const refused = outcome?.refusal;
    if (!refused || (step.expect ?? []).some(({ kind }) => kind === "refused")) return verdicts;
    const failure = `${step.does} was refused: ${refused.code}`;
    return [...verdicts, { path, rules: [], expected: undefined, failure, computed: false }];
  }

  #act(step: CaseStep, body: unknown): Outcome | undefined {
    if (step.who === undefined || step.does === undefined) return undefined;
    const command = this.#command(step.who, step.does, body, step);
    const outcome = this.world.execute(command);
    if (step.label !== undefined) {
      const heads = new Map([...this.world.streams].map(([name, { head }]) => [name, head]));
      this.#labels.set(step.label, { id: command.id, heads });
    }
    return outcome;
  }

  #command(
    who: string,
    act: string,
    body: unknown,
    { saw, proof = "pin", site = here }: Partial<CaseStep> = {},
  ): Command {
    this.#commands += 1;
    const id = `ca5e0000-0000-4000-8000-${String(this.#commands).padStart(12, "0")}`;
    const person = personOnStage(this.#played.stage, who) ?? "";
    const command: Command = { id, site, act, body, actor: { person }, proof };
    const stream = acts[act as keyof typeof acts].stream({ ...command, command: id });
    const name = `${stream.site}:${streamName(stream)}`;
    return { ...command, seen: this.#seen(name, saw) };
  }

  /** The head of a stream as the actor saw it. */
  #seen(stream: string, saw: CaseStep["saw"]): Head | undefined {
    if (typeof saw === "string") return this.#labels.get(saw)?.heads.get(stream);
    const head = this.world.streams.get(stream)?.head;
    return head && saw?.other ? { ...head, hash: `not ${head.hash}` } : head;
  }

  /** The body as the API would take it: the turn filled in where the act asks for one, and what the shape adds by itself. */
  #body({ does, with: given = {}, turn = {} }: CaseStep): unknown {
    const shape = does === undefined ? undefined : acts[does as keyof typeof acts].shape;
    if (!shape) return undefined;
    const { post, shift, date } = this.#played.situation.given;
    const asked = Object.keys((shape as unknown as { shape?: object }).shape ?? {});
    const named = {
      post: turn.post ?? post,
      date: turn.date === undefined ? date : datePlus(date, 1),
      shift: turn.shift ?? shift,
    };
    const filled = Object.fromEntries(Object.entries(named).filter(([field]) => asked.includes(field)));
    return shape.parse({ ...filled, ...(this.#resolve(given) as object) });
  }

  #resolve(value: unknown): unknown {
    return spelledOut(value, {
      person: (name) => personOnStage(this.#played.stage, name),
      moment: (time) => this.#moment(time),
      label: (name) => this.#labels.get(name)?.id ?? "",
      edition: (name) => this.#edition(name),
    });
  }

  #edition(name: string): string {
    const { id, hash } = this.#played.edition;
    if (name === "id") return id;
    if (name === "hash") return hash;
    return this.#adopted().find(({ regulation }) => regulation === name)?.hash ?? "";
  }

  #adopted(): readonly Pick<Adoption, "regulation" | "hash">[] {
    return standingAdoptions(this.world.state<Site>(dutyTable.setupOf(here)));
  }

  #moment(time: string): Instant {
    const [, days, wall = ""] = caseTime.exec(time) ?? [];
    const { situation, stage } = this.#played;
    return localInstant(datePlus(situation.given.date as BusinessDate, Number(days ?? 0)), wall, stage.zone);
  }
}

/** Who comes on duty in a situation. */
export function comingIn({ steps }: Pick<Played, "steps">): ReadonlySet<string> {
  return new Set(steps.flatMap(({ step }) => (step.does === "attendance.sign-on" ? (step.who ?? []) : [])));
}
