import fc from "fast-check";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { datePlus, type Instant, instant, minute, plusMinutes, wallClock } from "#duty/grammar/time.ts";
import { occurrenceOf, type Site, shiftsOn } from "#duty/site/site.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import type { TwinStep } from "./twin-bodies.ts";

/*
 * Scenes at a change of shifts: people of one post do several things in the minutes around it, and time stops exactly at each moment at which
 * something is due there, and just before and after it. A scene goes on until whoever must be called has been.
 */

/** Minutes before the change at which a scene begins. */
const begins = [75, 58, 40, 20, 10, 5, 2, 1] as const;

/** One thing after another of a scene: mostly an act, else some time. */
const moves = fc.array(
  fc.record({
    isTime: fc.nat({ max: 4 }),
    act: fc.nat({ max: 9999 }),
    who: fc.nat({ max: 999 }),
    variant: fc.nat({ max: 999 }),
  }),
  { minLength: 6, maxLength: 24 },
);

const scene = fc
  .record({
    post: fc.nat({ max: 2 }),
    begins: fc.nat({ max: begins.length - 1 }),
    theme: fc.nat({ max: 99_999 }),
    moves,
    after: fc.nat({ max: 999 }),
  })
  .map(({ post, begins: variant, theme, moves: all, after }): TwinStep[] => [
    stepOf("approach", { post, variant }),
    // Who is to go and who relieves them are mostly there before anything else happens.
    ...[0, 1]
      .slice(0, theme % 3)
      .map((number) => stepOf("turning", { post, theme: entrances, act: number, who: 1, variant: number + 1 })),
    ...all.map(({ isTime, ...each }) => stepOf(isTime === 0 ? "edge" : "turning", { post, theme, ...each })),
    ...[0, 1, 2, 3, 4].map((number) => stepOf("aftermath", { post, variant: after + number })),
  ]);

/** The theme in which people only come. */
export const entrances = -1;

function stepOf(what: TwinStep["what"], chosen: Partial<TwinStep>): TwinStep {
  return { act: 0, who: 0, post: 0, variant: 0, ...chosen, what, thoughts: 40 };
}

/** A life that is some scenes, one after another. */
export const sceneLife: fc.Arbitrary<TwinStep[]> = fc
  .array(scene, { minLength: 1, maxLength: 4 })
  .map((scenes) => scenes.flat());

/** Until when a step of a scene lets time pass; undefined where it is an act. */
export function sceneMoment(world: World, { what, variant }: TwinStep, post: string): Instant | undefined {
  const { now } = world;
  if (what === "approach") {
    const ahead = begins[variant % begins.length] as number;
    const next = edgesOf(world, post).find((edge) => edge > now);
    return next === undefined ? now : instant(Math.max(now, plusMinutes(next, -ahead)));
  }
  if (what === "aftermath") return plusMinutes(now, [3, 5, 10, 15, 20][variant % 5] as number);
  if (what !== "edge") return undefined;
  const [next] = momentsAhead(world, post);
  const little = plusMinutes(now, 1 + (variant % 7));
  if (next === undefined || next > plusMinutes(now, farMinutes)) return little;
  const around = [
    next,
    next,
    instant(next - 1),
    instant(next + 1),
    plusMinutes(next, -1),
    plusMinutes(next, 1),
    little,
  ];
  const then = around[variant % around.length] as Instant;
  return then > now ? then : next;
}

/** A moment that is farther away is no moment of this change. */
const farMinutes = 35;

/** Whatever the clock will come to at a post: its shifts begin and end, something is due, somebody is called. */
function momentsAhead(world: World, post: string): Instant[] {
  const wakes = [...world.streams.values()].flatMap(({ key, wakeAt }) =>
    wakeAt !== undefined && key.id.startsWith(`${post}/`) ? [wakeAt] : [],
  );
  return [...edgesOf(world, post), ...wakes].filter((each) => each > world.now).toSorted((a, b) => a - b);
}

export function setUpNow(world: World): Site {
  return world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
}

/** The shifts that a post owes from yesterday on, for some days. */
export function shiftsNear(world: World, post: string): ShiftOccurrence[] {
  const site = setUpNow(world);
  const today = wallClock(world.now, site.zone).date;
  return [-1, 0, 1, 2].flatMap((days) => {
    const date = datePlus(today, days);
    return shiftsOn(site, post, date).flatMap(({ key: shift }) => occurrenceOf(site, { post, date, shift }) ?? []);
  });
}

/** When shifts of a post begin and end, in order. */
function edgesOf(world: World, post: string): Instant[] {
  const all = shiftsNear(world, post).flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** The change of shifts that is nearest: what ends with it, or before it, and what begins with it, or after it. */
export interface ShiftChange {
  readonly at: Instant;
  readonly leaving: ShiftOccurrence | undefined;
  readonly coming: ShiftOccurrence | undefined;
}

export function changeNear(world: World, post: string): ShiftChange | undefined {
  const near = (edge: Instant) => Math.abs(edge - world.now);
  const [at] = edgesOf(world, post).toSorted((a, b) => near(a) - near(b));
  if (at === undefined) return undefined;
  const all = shiftsNear(world, post);
  const leaving = all.filter(({ endsAt }) => endsAt <= at).toSorted((a, b) => b.endsAt - a.endsAt)[0];
  const coming = all.filter(({ startsAt }) => startsAt >= at).toSorted((a, b) => a.startsAt - b.startsAt)[0];
  return { at, leaving, coming };
}

/** A minute, and one millisecond: so far from a moment somebody says that something was. */
export function around(moment: Instant): Instant[] {
  return [moment, instant(moment - 1), instant(moment - minute), instant(moment + 1), instant(moment + minute)];
}
