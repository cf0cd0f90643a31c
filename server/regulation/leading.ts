import { type CaseGround, StageRefused, type Variant } from "./case-ground.ts";
import type { Path } from "./mechanisms.ts";
import { siteBoundBy } from "./other-site.ts";
import type { PublishedText } from "./published.ts";
import type { ReadyCase } from "./read-cases.ts";
import type { GivenAnswer, Read, Readings, SiteComparison } from "./readings.ts";
import { CaseRun, type Verdict } from "./run-case.ts";
import { type Mapping, mappingOf } from "./stage-words.ts";
import { CaseWays, type Gait, type Stretch } from "./ways.ts";

/** A case that was led to its end while somebody watched what it reads. */
export interface CaseLife {
  readonly variant: Variant;
  /** Where it stood whenever it was to read something new. */
  readonly stands: readonly Stand[];
  /** After each step, how many stretches it had gone. */
  readonly gone: readonly number[];
  readonly verdicts: readonly (readonly Verdict[])[];
  /** For each place of the edition that was read, which stand it left when that was for the first time: an index. */
  readonly read: ReadonlyMap<number, number>;
  /** The answers in which these places are. */
  readonly answers: ReadonlySet<GivenAnswer>;
}

interface Stand {
  readonly run: CaseRun;
  /** For which step it waited then; for none before the stage is set up. */
  readonly step: number | undefined;
  /** How many stretches it had gone. */
  readonly gone: number;
}

/** What became of a case in one way. */
interface Run {
  readonly verdicts: readonly Verdict[];
  readonly failures: readonly { readonly path: Path; readonly message: string }[];
  readonly life?: CaseLife;
}

/** Leads cases of one edition. */
export class Leading {
  readonly #ground: CaseGround;
  readonly #mapping: Mapping;
  readonly #edition: PublishedText;
  readonly #ways = new CaseWays();
  /** What was owed in any of them. */
  readonly owed = new Set<string>();

  constructor(ground: CaseGround, edition: PublishedText) {
    this.#ground = ground;
    this.#edition = edition;
    this.#mapping = mappingOf(edition);
  }

  /** Leads a case in each of its ways. */
  lead(each: ReadyCase): Run[] {
    const { readings } = this.#ground;
    const lives: CaseLife[] = [];
    return each.variants.map((variant) => {
      const like = lives.find((life) => life.variant.house === variant.house);
      const run = told(each, () => {
        if (!readings) return this.#ended(this.#begin(each, variant), each.steps, []);
        return (like && this.#leadLike(like, each, variant, readings)) ?? this.#leadAnew(each, variant, readings);
      });
      if (run.life) lives.push(run.life);
      return run;
    });
  }

  #begin(each: ReadyCase, variant: Variant): CaseRun {
    return CaseRun.begin(each, this.#ground.under(each.edition, this.#mapping, each, variant));
  }

  #leadAnew(each: ReadyCase, variant: Variant, readings: Readings): Run {
    const stands: Stand[] = [];
    const gone: number[] = [];
    let stretches = 0;
    const verdicts: (readonly Verdict[])[] = [];
    const read = new Map<number, number>();
    const kept = (stretch: Stretch, step: number | undefined) => {
      for (const stand of stretch.stands) {
        for (const place of stand.read) if (!read.has(place)) read.set(place, stands.length);
        stands.push({ run: stand.run, step, gone: stretches });
      }
      stretches += 1;
      return stretch;
    };
    const way = this.#ways.begun(each, variant, () => {
      const { done: run, read: places } = readings.during(() => this.#begin(each, variant));
      return { stands: [{ run, read: places }], run, verdicts: [] };
    });
    kept(way.come, undefined);
    for (const [step, placed] of each.steps.entries()) {
      for (const stretch of way.wait(placed, waitReading(readings, read))) kept(stretch, step);
      verdicts.push(kept(way.take(placed, takeReading(readings, read)), step).verdicts);
      gone.push(stretches);
    }
    const answers = readings.answersIn(read.keys());
    return { ...this.#ended(way.come.run, [], verdicts), life: { variant, stands, gone, verdicts, read, answers } };
  }

  /** Bound otherwise, a case goes as it went until it first reads what is another there. Undefined where that is before its first step. */
  #leadLike(life: CaseLife, each: ReadyCase, variant: Variant, readings: Readings): Run | undefined {
    const there = siteBoundBy({ text: this.#edition, mapping: this.#mapping, as: variant.as });
    const first = firstRead(life, readings.comparedWith(there));
    if (first === undefined) return { ...outcomeOf(life.verdicts.flat()), life };
    const stand = life.stands[first];
    if (stand?.step === undefined) return undefined;
    const { run, step } = stand;
    const goOn = () => this.#ended(run.copy(), each.steps.slice(step), life.verdicts.slice(0, step));
    return { ...readings.instead(there, goOn), life };
  }

  /** Takes the steps that are left. */
  #ended(run: CaseRun, steps: ReadyCase["steps"], before: CaseLife["verdicts"]): Run {
    const verdicts = [...before.flat(), ...steps.flatMap((step) => run.take(step))];
    for (const { obligations } of run.world.streams.values()) for (const { what } of obligations) this.owed.add(what);
    return outcomeOf(verdicts);
  }
}

/** Waits until the next moment, and keeps where the case stood before it if it read something then that it had not read before. */
function waitReading(readings: Readings, known: CaseLife["read"]): Gait {
  return (before, placed) => {
    const run = before.copy();
    const { read } = readings.during(() => run.waitFor(placed));
    return { stands: hasNews(read, known) ? [{ run: before, read }] : [], run, verdicts: [] };
  };
}

function takeReading(readings: Readings, known: CaseLife["read"]): Gait {
  return (before, placed) => {
    const run = before.copy();
    const { done: verdicts, read } = readings.during(() => run.take(placed));
    return { stands: hasNews(read, known) ? [{ run: before, read }] : [], run, verdicts };
  };
}

function hasNews(read: Read, known: CaseLife["read"]): boolean {
  for (const place of read) if (!known.has(place)) return true;
  return false;
}

/** Whatever breaks is told with its place. */
function told(each: ReadyCase, work: () => Run): Run {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const path = error instanceof StageRefused ? [...each.path, "given"] : each.path;
    return { verdicts: [], failures: [{ path, message }] };
  }
}

function outcomeOf(verdicts: readonly Verdict[]): Run {
  const failures = verdicts.flatMap(({ path, failure }) => (failure === undefined ? [] : [{ path, message: failure }]));
  return { verdicts, failures };
}

/** Which stand a case left when it first read what is something else on another site; undefined where it reads nothing of it. */
export function firstRead({ read, answers }: CaseLife, there: SiteComparison): number | undefined {
  let first: number | undefined;
  for (const answer of answers) {
    for (const place of there.differing(answer)) {
      const stand = read.get(place);
      if (stand !== undefined && (first === undefined || stand < first)) first = stand;
    }
  }
  return first;
}
