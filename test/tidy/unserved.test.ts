import { beforeAll, expect, test } from "vitest";
import { nouns } from "#duty/nouns.ts";
import type { ServedNoun } from "#server/http/served-noun.ts";
import { routes, servedNouns, views } from "#server/start/served-nouns.ts";
import { repository } from "./tree.ts";
import {
  askedOtherwise,
  fittedElsewhere,
  type InRooms,
  inRooms,
  type Served,
  shownWith,
  unserved,
} from "./unserved.ts";

let rooms: InRooms;
let served: Served;

beforeAll(async () => {
  rooms = await inRooms(repository());
  served = { nouns: servedNouns, routes, views, shown: await shownWith(routes) };
});

/** The product with another value in the place of one: its lists are made again, as they were made. */
async function withInstead(one: ServedNoun, instead: ServedNoun | undefined): Promise<Served> {
  const changed = servedNouns.flatMap((each) => (each === one ? (instead ?? []) : each));
  const left = routes.filter((each) => !one.routes.includes(each) || instead?.routes.includes(each));
  return {
    nouns: changed,
    routes: left,
    views: changed.flatMap((each) => each.views),
    shown: await shownWith(left),
  };
}

const PARTS = servedNouns.flatMap((value) =>
  (["routes", "views"] as const).filter((part) => value[part].length > 0).map((part) => [value.noun, part] as const),
);

test("the server serves all that its rooms hold, and all that the nouns say of it", () => {
  expect(rooms.routes.length).toBeGreaterThan(9);
  expect(rooms.views.length).toBeGreaterThan(2);
  expect(unserved(served, rooms, nouns)).toEqual([]);
});

test.each(PARTS)("%s without its %s is noticed", async (noun, part) => {
  const whole = servedNouns.find((each) => each.noun === noun) as ServedNoun;
  expect(unserved(await withInstead(whole, { ...whole, [part]: [] }), rooms, nouns)).not.toEqual([]);
});

test.each(servedNouns.map((each) => [each.noun, each] as const))(
  "%s is noticed where it is not listed, or listed under another name",
  async (_, value) => {
    expect(unserved(await withInstead(value, undefined), rooms, nouns)).not.toEqual([]);
    expect(unserved(await withInstead(value, { ...value, noun: "weather" }), rooms, nouns)).not.toEqual([]);
  },
);

test("a question of a screen that nobody answers is noticed though its routes were never written", async () => {
  const ledger = servedNouns.find((each) => each.noun === "ledger") as ServedNoun;
  const without = await withInstead(ledger, undefined);
  const unwritten: InRooms = { ...rooms, routes: rooms.routes.filter(([, name]) => name !== "ledgerRoutes") };
  expect(unserved(without, unwritten, nouns)).toContain("ledger is shown by ledger, which nobody serves");
});

test("whatever is served apart from the list is still there, and still apart", () => {
  const named = rooms.routes.map(([, name]) => name);
  expect(Object.keys(fittedElsewhere).filter((name) => !named.includes(name))).toEqual([]);
  const asked = new Set(nouns.flatMap((each) => each.shownBy));
  const needless = Object.keys(askedOtherwise).filter(
    (name) => !asked.has(name) || served.shown.some((id) => id.startsWith(`${name}.`)),
  );
  expect(needless).toEqual([]);
});
