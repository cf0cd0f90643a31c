import type { Command, Outcome } from "#duty/door/table.ts";
import { dutyTable } from "#duty/duty-table.ts";
import { type Head, streamName } from "#duty/grammar/entry.ts";
import { type BusinessDate, datePlus, type Instant, localInstant } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import type { Adoption, Site } from "#duty/site/site.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { everybody, personNamed } from "#server/simulation/tower-people.ts";
import type { CaseStep, Expected, Situation } from "./case-language.ts";
import { checkExpected, type Seen } from "./check-expected.ts";

/** What became of one expectation. `step` and `index` tell where it stands in the case. */
export interface Verdict {
  readonly step: number;
  readonly index: number;
  readonly rules: readonly string[];
  /** Why it does not hold; undefined where it does. */
  readonly failure: string | undefined;
}

const zone = "Asia/Shanghai";

/** Leads one situation through a world in which the tower has been set up. The world is changed by it. */
export function runCase(situation: Situation, world: World): Verdict[] {
  const run = new Run(situation, world);
  run.confirmNotices();
  return situation.steps.flatMap((step, index) => run.take(step, index));
}

class Run {
  readonly #situation: Situation;
  readonly #world: World;
  readonly #labels = new Map<string, { id: string; heads: ReadonlyMap<string, Head> }>();
  #commands = 0;

  constructor(situation: Situation, world: World) {
    this.#situation = situation;
    this.#world = world;
  }

  /** Whoever acts has read what binds them, unless the case says otherwise. */
  confirmNotices(): void {
    const { unconfirmed = [] } = this.#situation.given;
    const actors = new Set(this.#situation.steps.flatMap((step) => step.who ?? []));
    for (const who of actors) {
      if (unconfirmed.includes(who)) continue;
      for (const { regulation, hash } of this.#adopted()) {
        this.#world.execute(this.#command(who, "notice.confirm", { regulation, hash }));
      }
    }
  }

  take(step: CaseStep, number: number): Verdict[] {
    const before = new Map([...this.#world.streams].map(([name, { version }]) => [name, version]));
    this.#world.moveTo(this.#moment(step.at));
    const outcome = this.#act(step);
    const seen: Seen = {
      world: this.#world,
      before,
      outcome,
      moment: (time) => this.#moment(time),
      resolve: (value) => this.#resolve(value),
    };
    const verdicts = (step.expect ?? []).map((expected, index) => ({
      step: number,
      index,
      rules: expected.for ?? [],
      failure: checkExpected(expected, seen),
    }));
    const surprise = outcome?.refusal && !(step.expect ?? []).some(expectsRefusal) ? outcome.refusal.code : undefined;
    if (!surprise) return verdicts;
    return [...verdicts, { step: number, index: -1, rules: [], failure: `${step.does} was refused: ${surprise}` }];
  }

  #act(step: CaseStep): Outcome | undefined {
    if (step.who === undefined || step.does === undefined) return undefined;
    const command = this.#command(step.who, step.does, this.#body(step), step);
    const outcome = this.#world.execute(command);
    if (step.label !== undefined) {
      const heads = new Map([...this.#world.streams].map(([name, { head }]) => [name, head]));
      this.#labels.set(step.label, { id: command.id, heads });
    }
    return outcome;
  }

  #command(who: string, act: string, body: unknown, { saw, proof = "pin" }: Partial<CaseStep> = {}): Command {
    this.#commands += 1;
    const id = `ca5e0000-0000-4000-8000-${String(this.#commands).padStart(12, "0")}`;
    const command: Command = { id, site: towerSite, act, body, actor: { person: personNamed(who) }, proof };
    const entry = acts[act as keyof typeof acts];
    if (!entry) throw new Error(`there is no act ${act}`);
    const stream = entry.stream({ ...command, command: id });
    const name = `${stream.site}:${streamName(stream)}`;
    const seen = saw === undefined ? this.#world.streams.get(name)?.head : this.#labelled(saw).heads.get(name);
    return { ...command, seen };
  }

  /** The body as the API would take it: the turn filled in where the act asks for one, and checked against its shape. */
  #body({ does, with: given = {}, turn = {} }: CaseStep): unknown {
    const shape = acts[does as keyof typeof acts]?.shape;
    if (!shape) throw new Error(`nobody can do ${does}`);
    const { post, shift, date } = this.#situation.given;
    const asked = Object.keys((shape as unknown as { shape?: object }).shape ?? {});
    const named = {
      post: turn.post ?? post,
      date: turn.date === undefined ? date : datePlus(date, 1),
      shift: turn.shift ?? shift,
    };
    const filled = Object.fromEntries(Object.entries(named).filter(([field]) => asked.includes(field)));
    const read = shape.safeParse({ ...filled, ...(this.#resolve(given) as object) });
    if (read.success) return read.data;
    const issue = read.error.issues[0];
    throw new Error(`${does} cannot be sent so: ${issue?.path.join(".")}: ${issue?.message}`);
  }

  #resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.#resolve(each));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.#resolve(each)]));
    }
    if (typeof value !== "string") return value;
    if (value.startsWith("#")) return this.#adopted().find((each) => each.regulation === value.slice(1))?.hash;
    if (value.startsWith("@")) return this.#moment(value.slice(1));
    if (everybody.some((each) => each.name === value)) return personNamed(value);
    return value.replace(/\$([\p{L}\p{N}]+)/gu, (_, label: string) => this.#labelled(label).id);
  }

  #adopted(): readonly Pick<Adoption, "regulation" | "hash">[] {
    return this.#world.state<Site>(dutyTable.setupOf(towerSite)).adoptions;
  }

  #labelled(label: string) {
    const found = this.#labels.get(label);
    if (!found) throw new Error(`no earlier step is labelled ${label}`);
    return found;
  }

  #moment(time: string): Instant {
    const [, days, wall = ""] = /^(?:\+(\d) )?(.*)$/.exec(time) ?? [];
    const date = datePlus(this.#situation.given.date as BusinessDate, Number(days ?? 0));
    return localInstant(date, wall, zone);
  }
}

function expectsRefusal(expected: Expected): boolean {
  return "refused" in expected;
}
