import type { Command, Message, Table } from "#duty/door/table.ts";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type BusinessDate, datePlus, type Instant, localInstant, monthOf } from "#duty/grammar/time.ts";
import { administrator } from "#duty/person/last-administrator.ts";
import { type Person, personKind } from "#duty/person/person.ts";
import { plainRecorder } from "#duty/plain-recorder.ts";
import { house } from "#duty/wiring/composition.ts";
import { hearMessage } from "#duty/wiring/hear-message.ts";
import { World, type WorldStream } from "#duty/world.ts";
import { adopting } from "./adopting.ts";
import type { CaseStage, Situation } from "./case-language.ts";
import type { PublishedText } from "./published.ts";
import type { Read, Readings } from "./readings.ts";
import { type Mapping, wordHere, wordsOn } from "./stage-words.ts";

/** The site of the stage, and the one where its people are kept. */
export const here = "here";
const headOffice = "head-office";

/** A case is played once for each way in which its pack can bind the post, with the house and without. */
export interface Variant {
  /** As which abstract post. */
  readonly as: string;
  readonly house: "together" | "alone";
}

/** What is asked of a stage. */
export interface Staged {
  readonly situation: Situation;
  /** The posts that stand. */
  readonly posts: readonly string[];
}

/** The stage cannot be set up as the case wants it. */
export class StageRefused extends Error {}

export function personOnStage({ people }: CaseStage, name: string): string | undefined {
  const index = people.findIndex((each) => each.name === name);
  return index === -1 ? undefined : `00000000-0000-4000-8000-5ca1e0${String(index).padStart(6, "0")}`;
}

/** A stage that stands, and what was read of the edition while it was set up. */
interface Built {
  readonly done: World;
  readonly read?: Read;
}

/** Worlds in which a stage stands as its site set it up before anything was adopted. Shared by every edition that is tried on it. */
export class CaseGround {
  readonly stage: CaseStage;
  readonly #house: PublishedText;
  readonly #table: Table;
  readonly #bare = new Map<string, World>();
  /** Stages under the edition that was asked for last. */
  #last: { edition?: PublishedText; mapping?: Mapping; stages: Map<string, Built> } = { stages: new Map() };
  /** Where it is noted what is read of an edition, if anywhere. */
  readonly readings: Readings | undefined;

  /** Another table than that of this release shows what the cases notice of the difference. */
  constructor(
    stage: CaseStage,
    theHouse: PublishedText,
    { table = dutyTable, readings }: { readonly table?: Table; readonly readings?: Readings } = {},
  ) {
    this.stage = stage;
    this.#house = theHouse;
    this.#table = table;
    this.readings = readings;
  }

  /** A stage under an edition. Throws `StageRefused` where the site would not have it so. */
  under(edition: PublishedText, mapping: Mapping, staged: Staged, variant: Variant): World {
    if (this.#last.edition !== edition || this.#last.mapping !== mapping) {
      this.#last = { edition, mapping, stages: new Map() };
    }
    const { date, clock, post, parameters } = staged.situation.given;
    const name = JSON.stringify([date, clock, post, parameters, staged.posts, variant]);
    const build = () => this.#build(edition, mapping, staged, variant);
    const stage = this.#last.stages.get(name) ?? this.readings?.duringSetUp(build) ?? { done: build() };
    this.#last.stages.set(name, stage);
    if (stage.read) this.readings?.again(stage.read);
    return stage.done.copy();
  }

  #build(edition: PublishedText, mapping: Mapping, staged: Staged, { as, house: way }: Variant): World {
    const { date, clock = "06:00", post, parameters = {} } = staged.situation.given;
    const world = this.#bareAt(localInstant(date, clock, this.stage.zone), edition).copy();
    const obey = orders(world, "set up");
    const editions = edition.id === house || way === "alone" ? [edition] : [this.#house, edition];
    for (const each of editions) obey(here, "site.adopt-edition", adopting(each, date));
    for (const { binds, ...about } of this.stage.posts) {
      if (!staged.posts.includes(about.key)) continue;
      const own =
        about.key === post
          ? { kind: as, functions: wordsOn("the post", mapping), parameters }
          : { kind: binds, functions: wordsOn("other posts", mapping), parameters: {} };
      const { kind, ...terms } = own;
      const isBound = edition.id !== house && kind !== undefined;
      const bound = isBound ? [{ regulation: edition.id, as: mapping.as(kind), ...terms }] : [];
      obey(here, "site.establish-post", { ...about, department: "保安部", binds: bound });
    }
    for (const roster of rostersOf(this.stage, date, world.now)) {
      if (staged.posts.includes(roster.post)) obey(here, "roster.publish", roster);
    }
    return world;
  }

  #bareAt(now: Instant, { adopted }: PublishedText): World {
    const { functions: ofPack } = adopted.regulation;
    const name = JSON.stringify([now, Object.keys(ofPack)]);
    const before = this.#bare.get(name);
    if (before) return before;
    const world = new World({ table: this.#table, calendar, record: plainRecorder, called: heardByAll }, now);
    const about = { headOffice, zone: this.stage.zone, dayStartsAt: "00:00", demonstration: false };
    const obey = orders(world, "bare");
    obey(headOffice, "site.establish", { ...about, name: "总部" });
    obey(here, "site.establish", { ...about, name: "项目" });
    for (const [index, { name: called, functions }] of this.stage.people.entries()) {
      const person = personOnStage(this.stage, called);
      obey(headOffice, "person.join", { person, name: called, staffNumber: `S${index}` });
      for (const held of functions.flatMap((each) => wordsFor(each, ofPack))) {
        const site = held === administrator ? headOffice : here;
        obey(headOffice, "person.grant-function", { person, function: held, site });
      }
    }
    this.#bare.set(name, world);
    return world;
  }
}

/** Everybody of whom a world knows; somebody who has left may be told of at a site as well as at the head office. */
export function everybodyOf(world: World): readonly PersonId[] {
  const people = [...world.streams.values()].flatMap(({ key }) => (key.noun === personKind.noun ? [key.id] : []));
  return [...new Set(people)];
}

/** On the stage everybody has a screen open; whoever holds no function of the ladder and owes nothing is never called, and need not be looked at. */
function heardByAll(message: Message, world: World): Command {
  const { ladder, person } = message.obligation;
  const called = new Set(ladder.map(({ call }) => call));
  const isCandidate = ({ key, state }: WorldStream) =>
    key.noun === personKind.noun && (state as Person).holdings.some(({ function: held }) => called.has(held));
  const holders = new Set([...world.streams.values()].filter(isCandidate).map(({ key }) => key.id));
  const people = everybodyOf(world);
  const candidates = people.filter((each) => holders.has(each) || each === person);
  return hearMessage(message, { candidates, listening: people }, 1);
}

/** Who holds a function of the pack holds its word of the site, and the house's of the same name. */
function wordsFor(called: string, ofPack: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.hasOwn(ofPack, called) ? [wordHere(called), called] : [called];
}

/** Gives orders to a world, each named by its place among them: nothing hangs on what was set up before. */
function orders(world: World, stage: string): (site: string, act: string, body: unknown) => void {
  let given = 0;
  return (site, act, body) => {
    given += 1;
    const command: Command = { id: `${stage}/${given}`, site, act, body, actor: "setup", proof: "none" };
    const { refusal } = world.execute(command);
    if (refusal) throw new StageRefused(`the stage cannot be set up: ${act} was refused: ${refusal.code}`);
  };
}

/** One roster a post and month, of the turns that are still to begin. */
function rostersOf(stage: CaseStage, date: BusinessDate, now: Instant) {
  const turns = stage.roster.flatMap(({ post, shift, day = "+0", who }) => {
    const on = datePlus(date, Number(day));
    const shifts = stage.posts.find(({ key }) => key === post)?.shifts;
    const starts = shifts?.find(({ key }) => key === shift)?.starts;
    if (starts === undefined || localInstant(on, starts, stage.zone) <= now) return [];
    return [{ post, month: monthOf(on), assignments: who.map(turnOn(stage, on, shift)) }];
  });
  const rosters = new Map<string, (typeof turns)[number]>();
  for (const turn of turns) {
    const before = rosters.get(`${turn.post}/${turn.month}`)?.assignments ?? [];
    rosters.set(`${turn.post}/${turn.month}`, { ...turn, assignments: [...before, ...turn.assignments] });
  }
  return [...rosters.values()];
}

function turnOn(stage: CaseStage, date: BusinessDate, shift: string) {
  return (name: string, index: number) => ({
    ...{ date, shift, leading: index === 0 },
    person: personOnStage(stage, name),
  });
}
