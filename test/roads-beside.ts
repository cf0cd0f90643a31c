import { actRefusals } from "#duty/act-refusals.ts";
import type { ActId } from "#duty/acts.ts";
import type { Command } from "#duty/door/table.ts";
import { acts } from "#duty/nouns.ts";
import type { World } from "#duty/world.ts";
import { everybody } from "#server/simulation/tower-people.ts";
import { type LivedCounts, livedActs } from "./lived-acts.ts";
import type { Roads } from "./lived-roads.ts";
import { ledTo, mislaid } from "./mislaid-roads.ts";
import { ofScenesAlone, refusalsOfLives, unmet } from "./refusals-of-lives.ts";
import { spoilt } from "./spoilt-body.ts";
import { untilChange } from "./twin-actors.ts";
import type { TwinStep } from "./twin-bodies.ts";
import { changesSomething, thoughtAgain, waysTo, writtenFor } from "./twin-written.ts";

/*
 * One step beside the road, on purpose: of all refusals that the document of the interface tells of, one is chosen, and an act that may be so
 * refused is done with the one thing wrong. A refusal that is new is tried for by itself.
 */

/**
 * An act that will be refused with what this life has met least; undefined where as things stand nobody finds a way to any of a few of
 * these.
 */
export function besideRoad(world: World, step: TwinStep, id: string, { refused }: LivedCounts): Command | undefined {
  const isChange = untilChange(world.now) <= 0 && step.variant % 3 > 0;
  const counted = meetable.map((code, index) => ({
    ...{
      code,
      times: refused.get(code) ?? 0,
      waits: isLaid(code, world, step) ? 0 : isChange && !isOfChange(code) ? 2 : 1,
    },
    place: (index + step.act) % meetable.length,
  }));
  counted.sort((one, other) => one.times - other.times || one.waits - other.waits || one.place - other.place);
  // A state that is there often comes to nothing often: it leaves room for what needs none.
  const laid = counted.filter(({ waits }) => waits === 0).slice(0, mostLaid);
  const others = counted.filter(({ waits }) => waits > 0).slice(0, mostCodes - laid.length);
  for (const { code } of [...laid, ...others]) {
    const found = refusedWith(code, { world, step, id }) ?? doneAnyhow(code, { world, step, id });
    if (found) return found;
  }
  return undefined;
}

/** What the state lays open to be refused and nobody refuses: now and then it is done, and the truths say whether that may be. */
function doneAnyhow(code: string, { world, step, id }: Beside): Command | undefined {
  if (step.variant % 4 > 0 && !ledTo.has(code)) return undefined;
  for (const [act, roads] of Object.entries(mislaid[code] ?? {}) as [ActId, Roads][])
    for (const road of roads(world, step.who)) {
      const command = writtenFor(world, step, act, { id, road });
      if (command && changesSomething(world, command, `${id}/${code}`)) return command;
    }
  return undefined;
}

/** Whether the state that a refusal wants is there now. */
function isLaid(code: string, world: World, { who }: TwinStep): boolean {
  return Object.values(mislaid[code] ?? {}).some((roads) => roads(world, who).length > 0);
}

/** Whether a refusal is one of hand-overs: while a shift ends these mostly come first, since at other times there is none to be refused at. */
function isOfChange(code: string): boolean {
  return code.startsWith("handover.");
}

const meetable = refusalsOfLives().filter((code) => unmet[code] === undefined && ofScenesAlone[code] === undefined);
const mostCodes = 5;
const mostLaid = 2;

function refusedWith(code: string, { world, step, id }: Beside): Command | undefined {
  let looked = 0;
  for (const act of everyAct.filter((each) => actRefusals[each]?.includes(code))) {
    for (const command of tries(act, code, { world, step, id })) {
      looked += 1;
      const { refusal } = world.foresee({ ...command, id: `${id}/${code}/${looked}` });
      if (refusal?.code === code) return command;
    }
  }
  return undefined;
}

interface Beside {
  readonly world: World;
  readonly step: TwinStep;
  readonly id: string;
}

const everyAct = [...new Set(livedActs)];

function* tries(act: ActId, code: string, { world, step, id }: Beside): Generator<Command> {
  for (const road of mislaid[code]?.[act]?.(world, step.who) ?? []) {
    const command = writtenFor(world, step, act, { id, road });
    if (command) yield command;
  }
  const ways = [...waysTo(world, step, act, id)];
  yield* ways;
  for (let number = 1; number <= 6; number += 1) {
    const command = writtenFor(world, { ...thoughtAgain(step, number), thoughts: 0 }, act, { id });
    if (command) yield command;
  }
  const good = ways.find((each) => changesSomething(world, each, `${id}/good`)) ?? ways[0];
  if (good) yield* wrongInOneThing(good, step, world);
}

/** In so many ways is each field spoilt, what lies within it too. */
const mostHows = 40;

/** What would be done but for one thing: a field, whoever does it, how they proved who they are. */
function* wrongInOneThing(command: Command, { who }: TwinStep, world: World): Generator<Command> {
  const { shape } = acts[command.act as ActId];
  const fields = Object.keys(command.body as object);
  for (const [field] of fields.entries()) {
    const bodies = Array.from({ length: mostHows }, (_, how) => spoilt(command.body as object, field, how, world.now));
    const different = new Map(bodies.map((body) => [JSON.stringify(body), body]));
    for (const body of different.values()) {
      const checked = shape.safeParse(body);
      if (checked.success) yield { ...command, body: checked.data };
    }
  }
  for (const [index] of everybody.entries()) {
    const person = everybody[(who + index) % everybody.length]?.person as string;
    yield { ...command, actor: { person } };
  }
  if (command.seen) yield { ...command, seen: { ...command.seen, version: command.seen.version + 1 } };
  yield { ...command, proof: "session" };
}
