import { expect, test } from "vitest";
import { directions } from "#duty/nouns.ts";
import { Composer } from "#duty/wiring/composition.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { siteBoundBy } from "./other-site.ts";
import { type Published, published, readPacks } from "./published.ts";
import { Readings } from "./readings.ts";
import { mappingOf } from "./stage-words.ts";

const edition = readPacks("regulations").published.find(({ id }) => id === "guard-post-handover") as Published;
const mutants = mutantsOf(edition.adopted);

interface Punctual {
  readonly graceMinutes: number;
  readonly reason: boolean;
  readonly ladder: readonly { readonly afterMinutes: number; readonly call: string }[];
}

interface Rule {
  readonly punctual: Punctual;
  readonly foundAfterwards?: object;
}

/** What the regulation says of handing over at a guard's post that a stage bound, to whoever watches. */
function handover() {
  const readings = new Readings(edition);
  const composer = new Composer(() => directions);
  composer.watch((asked, answer) => readings.watch(asked, answer));
  const functions = { ...mappingOf(edition).functions, "of the stage": "the post" };
  const binding = { regulation: edition.id, as: "guard", functions, parameters: {} };
  const { id: regulation, hash, text } = edition;
  const adoption = { regulation, hash, text, edition: edition.edition as never, from: "2026-01-01" as never };
  return { readings, rule: composer.compose("handover", [{ binding, adoption }]).rule as unknown as Rule };
}

function siteOf({ adopted, mapping }: Partial<Mutant>) {
  const text = adopted ? published(adopted) : edition;
  return siteBoundBy({ text, mapping: mapping ?? mappingOf(text), as: "guard" });
}

function mutantThat(place: string, change: string): Mutant {
  const found = mutants.find((each) => each.place === place && each.change === change);
  if (!found) throw new Error(`no mutant is ${place}: ${change}`);
  return found;
}

const punctual = "handover.shift-change.punctual";

/** Whether somebody who reads so reads something else where the mutant stands. */
function isTouched(mutant: Partial<Mutant>, look: (rule: Rule) => unknown): boolean {
  const { readings, rule } = handover();
  const { read } = readings.during(() => look(rule));
  const there = readings.comparedWith(siteOf(mutant));
  const differing = [...readings.answersIn(read)].flatMap((each) => there.differing(each));
  return differing.some((place) => read.has(place));
}

test.each([
  ["the number that is another", "graceMinutes → 11", ({ punctual: { graceMinutes } }: Rule) => graceMinutes, true],
  ["another one", "graceMinutes → 11", ({ punctual: { reason } }: Rule) => reason, false],
  ["only that there is such a part", "graceMinutes → 11", ({ punctual: part }: Rule) => part, false],
  ["that there is a part which is gone", "left out", ({ punctual: part }: Rule) => part, true],
  ["which parts there are", "left out", (rule: Rule) => Object.keys(rule), true],
  ["which parts there are, and none is gone", "graceMinutes → 11", (rule: Rule) => Object.keys(rule), false],
  ["how many rungs there are", "ladder.0 left out", ({ punctual: { ladder } }: Rule) => ladder.length, true],
  ["all of it in writing", 'ladder.0.call → "department-manager"', (rule: Rule) => JSON.stringify(rule), true],
  [
    "when a rung is called",
    'ladder.0.call → "department-manager"',
    (rule: Rule) => rule.punctual.ladder[0]?.afterMinutes,
    false,
  ],
  ["whether there is a part", "left out", (rule: Rule) => "punctual" in rule, true],
] as const)("who reads %s", (_, change, look, touched) => {
  expect(isTouched(mutantThat(punctual, change), look)).toBe(touched);
});

test("who reads a function sees another one where its word is mapped to another", () => {
  const mutant = mutantThat("functions.squad-leader", "taken for department-manager");
  expect(isTouched(mutant, ({ punctual: { ladder } }) => ladder[0]?.call)).toBe(true);
  expect(isTouched(mutant, ({ punctual: { ladder } }) => ladder[0]?.afterMinutes)).toBe(false);
});

test("who has kept a part sees there what another text says in it, and here what this one says", () => {
  const { readings, rule } = handover();
  const { punctual: kept } = rule;
  const seen = () => [kept.graceMinutes, kept.ladder.map(({ call }) => call)];
  const there = (change: string) => readings.instead(siteOf(mutantThat(punctual, change)), seen);
  expect(there("graceMinutes → 11")).toEqual([11, ["here-squad-leader"]]);
  expect(there('ladder.0.call → "department-manager"')).toEqual([10, ["here-department-manager"]]);
  expect(there("ladder.0 left out")).toEqual([10, []]);
  expect(seen()).toEqual([10, ["here-squad-leader"]]);
});
