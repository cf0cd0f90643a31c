import { expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { administers, takesLast } from "./last-administrator.ts";
import { type Person, wasEmployedAfter, without } from "./person.ts";

const moment = instant(1_800_000_000_000);
const [office, annexe] = ["office", "annexe"];
const held = (site: string, post?: string) => ({
  ...{ function: "administrator", site, since: moment },
  ...(post === undefined ? {} : { post }),
});

test("whoever left belonged to the organisation until then, and not from that very moment on", () => {
  const left = (at: number): Person => ({ phase: "left", holdings: [], leftAt: instant(at) });
  expect(wasEmployedAfter(left(moment + 1), moment)).toBe(true);
  expect(wasEmployedAfter(left(moment), moment)).toBe(false);
  // Of who has not left there is nothing to ask: they belong to it now.
  expect(wasEmployedAfter({ phase: "employed", holdings: [] }, moment)).toBe(false);
});

test("of several functions that end each ends, and no other", () => {
  const person: Person = { phase: "employed", holdings: [held(office), held(annexe), held(office, "lobby")] };
  expect(without(person, [held(office), held(annexe)]).holdings).toEqual([held(office, "lobby")]);
  expect(without(person, []).holdings).toHaveLength(3);
});

test("who holds the administration of a site or of a post alone, or has left, administers no organisation, and takes it from nobody", () => {
  const others: Person[] = [
    { phase: "employed", holdings: [held(annexe)] },
    { phase: "employed", holdings: [held(office, "lobby")] },
    { phase: "left", holdings: [held(office)] },
  ];
  const facts = { headOffice: office, anotherStays: false };
  expect(others.map((each) => [administers(each, office), takesLast(each, facts)])).toEqual([
    ...others.map(() => [false, false]),
  ]);
  const administrator: Person = { phase: "employed", holdings: [held(office), held(annexe)] };
  expect(takesLast(administrator, facts)).toBe(true);
  expect(takesLast(administrator, facts, [held(annexe)])).toBe(false);
  expect(takesLast(administrator, { ...facts, anotherStays: true })).toBe(false);
});
