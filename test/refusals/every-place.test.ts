import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { plant, repository } from "../tidy/tree.ts";
import { codesIn, type HeardPlace, heardPlaces } from "./heard-refusals.ts";
import { type RefusalPlace, refusalPlaces, refusalSpots, refusersIn } from "./refusal-places.ts";
import { tapped } from "./wiretap-places.ts";

/*
 * The last check of a run, place by place: where one code is given at three places of `duty/`, or three ask the same function whether they
 * may, a test was refused at each of the three. What a property happened to draw counts for none: the next run draws something else.
 */

/**
 * Places at which nobody was refused. A function that asks another is one only where that other refuses at all: what only asks
 * whether somebody may answers yes or no.
 */
function unheard(
  places: readonly RefusalPlace[],
  heard: readonly Pick<HeardPlace, "name" | "asks" | "byChance">[],
): string[] {
  const names = new Set(heard.filter(({ byChance }) => !byChance).map(({ name }) => name));
  const refusing = new Set(heard.flatMap(({ asks }) => asks ?? []));
  return places
    .filter(({ name, asks }) => !names.has(name) && (asks === undefined || refusing.has(asks)))
    .map(({ name }) => name);
}

test("at every place where duty can refuse, somebody was refused in this run", () => {
  const places = refusalPlaces(repository());
  expect(places.length).toBeGreaterThan(300);
  expect(unheard(places, heardPlaces())).toEqual([]);
});

const shut = "function shut(state) { return state.over ? refuse('log.shut') : undefined; }";
const planted = {
  "duty/log/log.ts": `${shut}
export function write(state) { return shut(state) ?? (state.full ? refuse('log.full') : { entries: [] }); }
export function correct(state) {
  if (state.full) return refuse('log.full');
  return state.old ? refuse(state.lost ? 'log.lost' : 'log.full') : shut(state);
}
export const faultsIn = (state) => (state.torn ? [{ code: 'log.torn', rules: [] }] : []);
export const mayWrite = (state) => shut(state) === undefined;
`,
};

/** What is heard where the planted log is asked these things. */
function heardWhere(asked: string): Pick<HeardPlace, "name" | "asks">[] {
  const heard: RefusalPlace[] = [];
  const [[path, text] = ["", ""]] = plant(planted);
  const told = tapped(text, refusalSpots(path, text, refusersIn(plant(planted)))) ?? "";
  runInNewContext(`${told.replaceAll("export ", "")}\n${asked}`, {
    refuse: (code: string) => ({ refusal: { code, rules: ["ZB-01"] } }),
    hearPlace: (places: readonly RefusalPlace[], value: unknown) => {
      const codes = codesIn(value);
      if (codes.length > 0) heard.push(...places.filter(({ code }) => code === undefined || codes.includes(code)));
    },
  });
  return heard;
}

test("a place at which no test was refused is caught, though its code was given elsewhere", () => {
  const places = refusalPlaces(plant(planted));
  const asked = [
    "write({ over: true }); write({ full: true });",
    "correct({ full: true }); correct({ old: true, lost: true }); correct({ old: true }); correct({ over: true });",
    "mayWrite({ over: true });",
  ];
  expect(unheard(places, heardWhere(asked.join("")))).toEqual(["duty/log/log.ts#faultsIn log.torn"]);
  expect(unheard(places, heardWhere(`${asked[0]} faultsIn({ torn: true });`))).toEqual([
    "duty/log/log.ts#correct log.full",
    "duty/log/log.ts#correct log.lost",
    "duty/log/log.ts#correct log.full (2)",
    "duty/log/log.ts#correct asks shut",
    "duty/log/log.ts#mayWrite asks shut",
  ]);
});

test("what is heard by chance is not heard, and a place keeps its name when lines move", () => {
  const places = refusalPlaces(plant(planted));
  const all = places.map((each) => ({ ...each, byChance: true }) as const);
  expect(unheard(places, all)).toEqual(places.map(({ name }) => name));
  const moved = { "duty/log/log.ts": `\n\n// moved\n${planted["duty/log/log.ts"]}` };
  expect(refusalPlaces(plant(moved))).toEqual(places);
});
