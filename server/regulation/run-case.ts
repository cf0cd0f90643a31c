import type { Command, Outcome } from "#duty/door/table.ts";
import { dutyTable } from "#duty/duty-table.ts";
import { type Head, streamName } from "#duty/grammar/entry.ts";
import { type BusinessDate, datePlus, type Instant, localInstant } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { type Adoption, type Site, standingAdoptions } from "#duty/site/site.ts";
import { house } from "#duty/wiring/composition.ts";
import type { World } from "#duty/world.ts";
import type { Placed } from "./case-errors.ts";
import { here, personOnStage, wordHere } from "./case-ground.ts";
import { type CaseStage, type CaseStep, caseTime, type Expected, type Situation } from "./case-language.ts";
import { spelledOut } from "./case-words.ts";
import { checkExpected, type Seen } from "./check-expected.ts";
import type { Path } from "./mechanisms.ts";
import type { PublishedText } from "./published.ts";

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
export interface Played {
  readonly situation: Situation;
  readonly steps: readonly Placed[];
  readonly stage: CaseStage;
  readonly edition: PublishedText;
}

/** Leads a situation through a world, step by step; who asks for no more steps ends it. The world is changed by it. */
export function* playCase(played: Played, world: World): Generator<readonly Verdict[], void> {
  const run = new Run(played, world);
  run.confirmNotices();
  for (const each of played.steps) yield run.take(each);
}

class Run {
  readonly #played: Played;
  readonly #world: World;
  readonly #labels = new Map<string, { id: string; heads: ReadonlyMap<string, Head> }>();
  #commands = 0;

  constructor(played: Played, world: World) {
    this.#played = played;
    this.#world = world;
  }

  /** Whoever comes on duty has read what binds them, unless the case says otherwise. */
  confirmNotices(): void {
    const { situation, steps } = this.#played;
    const { unconfirmed = [] } = situation.given;
    const coming = new Set(steps.flatMap(({ step }) => (step.does === "attendance.sign-on" ? (step.who ?? []) : [])));
    for (const who of coming) {
      if (unconfirmed.includes(who)) continue;
      for (const { regulation, hash } of this.#adopted()) {
        this.#world.execute(this.#command(who, "notice.confirm", { regulation, hash }));
      }
    }
  }

  take({ step, path }: Placed): Verdict[] {
    const { stage, edition } = this.#played;
    const before = new Map([...this.#world.streams].map(([name, { version }]) => [name, version]));
    this.#world.moveTo(this.#moment(step.at));
    const sent = this.#body(step);
    const outcome = this.#act(step, sent);
    const seen: Seen = {
      world: this.#world,
      posts: stage.posts.map(({ key }) => key),
      before,
      sent: [sent, step.who === undefined ? undefined : personOnStage(stage, step.who)],
      outcome,
      moment: (time) => this.#moment(time),
      resolve: (value) => this.#resolve(value),
      wordOf: (called) => (isMapped(edition, called) ? wordHere(called) : called),
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
    const outcome = this.#world.execute(command);
    if (step.label !== undefined) {
      const heads = new Map([...this.#world.streams].map(([name, { head }]) => [name, head]));
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
    const head = this.#world.streams.get(stream)?.head;
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
    return standingAdoptions(this.#world.state<Site>(dutyTable.setupOf(here)));
  }

  #moment(time: string): Instant {
    const [, days, wall = ""] = caseTime.exec(time) ?? [];
    const { situation, stage } = this.#played;
    return localInstant(datePlus(situation.given.date as BusinessDate, Number(days ?? 0)), wall, stage.zone);
  }
}

/** The house's functions are the site's own words. */
function isMapped({ id, adopted }: PublishedText, called: string): boolean {
  return id !== house && Object.hasOwn(adopted.regulation.functions, called);
}
