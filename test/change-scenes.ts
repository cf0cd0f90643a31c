import type { Command } from "#duty/door/table.ts";
import type { World } from "#duty/world.ts";
import { teams } from "#server/simulation/tower-people.ts";
import { handingOn, settingUp, takingBackAndAnswering } from "./change-hands.ts";
import { changeNear, entrances } from "./change-times.ts";
import { type AtChange, comingAndGoing, firstComers, type Turning } from "./change-ways.ts";
import { turnsOnDuty } from "./lived-roads.ts";
import type { TwinStep } from "./twin-bodies.ts";
import { changesSomething, postOf, writtenFor } from "./twin-written.ts";

/* What somebody does at a change of shifts: one thing of all that people do there, by whomever it concerns. */

const every: readonly Turning[] = [...comingAndGoing, ...takingBackAndAnswering, ...settingUp];

/**
 * What people do in a scene: mostly a few things and coming on duty, so that these few meet; of all things at once each would meet each other too
 * seldom. Handing on is one thing with several steps: whichever of them can be done.
 */
function castOf(theme: number): readonly (Turning | "hands on")[] {
  const several = theme % 4 === 0;
  const some = [1, 2, 3, 4].map((number) => weighed[(theme * 7 + number * number * 31) % weighed.length] as Turning);
  const handsOn = several || theme % 4 === 1 ? (["hands on", "hands on", "hands on"] as const) : [];
  const comes = comingAndGoing.slice(0, 1);
  return several
    ? [...weighed, ...Array.from({ length: 20 }, () => "hands on" as const)]
    : [...comes, ...some, ...handsOn];
}

const weighed = every.flatMap((one) => Array.from({ length: one.often }, () => one));

/** So many ways are thought of before somebody does something else. */
const mostWays = 5;
/** So many things, before they do nothing. */
const mostThoughts = 9;

/** The act of a step of a scene; undefined where nobody can do anything there. */
export function turningCommand(world: World, step: TwinStep, id: string): Command | undefined {
  const change = changeNear(world, postOf(step));
  if (!change) return undefined;
  const at: AtChange = { world, post: postOf(step), change, chance: step.who };
  const cast = step.theme === entrances ? comingAndGoing.slice(0, 1) : castOf(step.theme ?? 0);
  const chosen = cast
    .map((_, index) => cast[(step.act + index) % cast.length] as Turning | "hands on")
    .slice(0, mostThoughts);
  const first = isUnmanned(at) ? [{ act: "attendance.sign-on", often: 1, ways: firstComers } as const] : [];
  const wanted = new Set([...first, ...chosen.flatMap((one) => (one === "hands on" ? handingOn : [one]))]);
  for (const one of wanted) {
    const found = done(at, one, step, id);
    if (found) return found;
  }
  return undefined;
}

/** Whether nobody stands where somebody should: mostly they come then, so that there is somebody of whom to tell. */
function isUnmanned(at: AtChange): boolean {
  const posts = new Set(turnsOnDuty(at.world).map(({ post }) => post));
  return posts.has(at.post) ? at.chance % 6 === 0 && posts.size < Object.keys(teams).length : at.chance % 4 > 0;
}

/** The first of the ways to do something, from one on that chance names; now and then the way that chance names, be it refused. */
function done(at: AtChange, { act, ways }: Turning, step: TwinStep, id: string): Command | undefined {
  const roads = ways(at);
  const isBlind = step.variant % 10 === 0;
  for (let number = 0; number < Math.min(mostWays, roads.length); number += 1) {
    const road = roads[(number + step.variant) % roads.length];
    const command = writtenFor(at.world, step, act, { id, road });
    if (command && (isBlind || changesSomething(at.world, command, `${id}/${number}`))) return command;
  }
  return undefined;
}
