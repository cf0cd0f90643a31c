import fc from "fast-check";
import { expect, test } from "vitest";
import { datePlus } from "#duty/grammar/time.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
import { composer } from "#duty/wiring/composer.ts";
import { house } from "#duty/wiring/composition.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { missedByIdealCrew } from "#test/ideal-crew.ts";
import { firstDay, packs, type TowerWorld, towerWorld } from "#test/tower-world.ts";

/*
 * A miss was possible to meet (truth 5), whatever numbers a site gives: where its set-up is accepted, people who do everything at the first
 * moment at which it is allowed miss nothing.
 */

const post = "west-gate";
const chief = "何雅静";
const crew = Array.from({ length: 5 }, (_, index) => `00000000-0000-4000-8000-0000000009${10 + index}`);

/** A number of a text that a site may set, and what it may set it to. */
interface Settable {
  readonly regulation: string;
  readonly name: string;
  readonly values: readonly number[];
}

/** Every number of the texts, with the ends of what is allowed for it and some between. */
function settable(): readonly Settable[] {
  return packs.flatMap(({ id: regulation, adopted }) => {
    const adoption = { regulation, text: JSON.stringify(adopted), hash: regulation } as never;
    const binding = { regulation, as: regulation === house ? "any" : "squad-leader", functions: {}, parameters: {} };
    return Object.keys(composer.directions).flatMap((noun) => {
      const elements = (adopted.regulation as Readonly<Record<string, unknown>>)[noun] ?? [];
      const names = (elements as readonly object[]).flatMap((element) =>
        Object.entries(element).flatMap(([part, said]) =>
          typeof said === "object" && said !== null ? Object.keys(said).map((field) => `${noun}.${part}.${field}`) : [],
        ),
      );
      return [...new Set(names)].flatMap((name): Settable[] => {
        const own = composer.ownNumber({ binding, adoption }, name);
        if (!own) return [];
        const { minimum = 0, maximum = own.value, stricter } = own.direction;
        const [low, high] = own.open
          ? [minimum, maximum]
          : stricter === "less"
            ? [minimum, own.value]
            : [own.value, maximum];
        const between = [5, 15, 20, 45, 61, 90, 120, 240].filter((each) => low < each && each < high);
        return [{ regulation, name, values: [...new Set([low, high, ...between])] }];
      });
    });
  });
}

/** Those that say from when on something of a shift may be done, or by when it is. */
const told = settable().filter(({ name }) =>
  /^(attendance|handover)\.(?!foundAfterwards|workForm|propertyForm)/.test(name),
);

type Set = readonly { readonly regulation: string; readonly name: string; readonly value: number }[];

const setNumbers: fc.Arbitrary<Set> = fc
  .subarray(told as Settable[], { maxLength: 6 })
  .chain((some) =>
    fc.tuple(
      ...some.map(({ regulation, name, values }) =>
        fc.constantFrom(...values).map((value) => ({ regulation, name, value })),
      ),
    ),
  );

/** How long the shifts of a post are, and how far apart they begin beyond that. */
const shiftsPlanned = fc.record({
  minutes: fc.constantFrom(15, 30, 45, 60, 90, 240, 480, 1440),
  apart: fc.constantFrom(0, 0, 15, 90, -5),
});

const [gph, slh] = ["guard-post-handover", "squad-leader-handover"];

/** Accepted once, and missed at every shift. */
const onceAccepted: readonly [Set, { minutes: number; apart: number }][] = [
  [[{ regulation: slh, name: "handover.records.minutesBefore", value: 90 }], { minutes: 480, apart: 0 }],
  [[{ regulation: slh, name: "handover.records.minutesBefore", value: 60 }], { minutes: 480, apart: 0 }],
  [[{ regulation: slh, name: "handover.records.minutesBefore", value: 45 }], { minutes: 30, apart: 0 }],
  [
    [
      { regulation: slh, name: "handover.records.minutesBefore", value: 10 },
      { regulation: house, name: "handover.window.minutesBefore", value: 5 },
    ],
    { minutes: 480, apart: 0 },
  ],
  [[{ regulation: gph, name: "handover.punctual.graceMinutes", value: 0 }], { minutes: 480, apart: 0 }],
  [[{ regulation: house, name: "attendance.opens.minutes", value: 0 }], { minutes: 480, apart: 0 }],
  [[{ regulation: house, name: "attendance.signOff.withinMinutes", value: 0 }], { minutes: 480, apart: 90 }],
];

function parametersOf(set: Set, regulation: string) {
  return Object.fromEntries(
    set.filter((each) => each.regulation === regulation).map(({ name, value }) => [name, value]),
  );
}

type Planned = Readonly<Record<"minutes" | "apart", number>>;

/** Shifts of one length, as many as a day has room for and not more than four. */
function shiftsOf({ minutes, apart }: Planned) {
  const step = minutes + apart;
  return Array.from({ length: Math.max(1, Math.min(4, Math.floor(1440 / step))) }, (_, index) => {
    const at = index * step;
    const starts = [Math.floor(at / 60), at % 60].map((each) => String(each).padStart(2, "0")).join(":");
    return { key: `s${index}`, name: `第${index + 1}班`, starts, minutes };
  });
}

/** What the set-up is refused for; undefined where it was accepted. */
function setUp({ does }: TowerWorld, set: Set, planned: Planned) {
  const functions = Object.fromEntries(
    ["squad-leader", "department-supervisor", "department-manager"].map((each) => [each, each]),
  );
  const bound = does(chief, "site.bind-house", { functions, parameters: parametersOf(set, house) });
  if (bound.refusal) return bound.refusal;
  const binds = [
    [gph, ["squad-leader", "department-manager"]],
    [slh, ["department-supervisor"]],
  ] as const;
  const gate = {
    ...{ key: post, name: "西门岗", department: "保安部", shifts: shiftsOf(planned) },
    kit: [{ key: "radio", name: "对讲机", expected: 2 }],
    books: [{ key: "visitors", name: "来访登记簿" }],
    binds: binds.map(([regulation, words]) => ({
      ...{ regulation, as: "squad-leader", parameters: parametersOf(set, regulation) },
      functions: Object.fromEntries(words.map((each) => [each, each])),
    })),
  };
  return does(chief, "site.establish-post", gate).refusal;
}

function published(tower: TowerWorld) {
  const { world, does } = tower;
  for (const [index, person] of crew.entries()) {
    const joins = { person, name: `西门${index}`, staffNumber: `W${index}` };
    expect(does(chief, "person.join", joins, { site: towerOffice }).refusal).toBeUndefined();
  }
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const own = site.posts[post]?.at(-1)?.shifts ?? [];
  // Of the longest shifts four are lived through: there is a fifth, whose crew relieves the last of them.
  const days = [1, 2, 3, 4, 5].map((each) => datePlus(firstDay, each));
  const all = days.flatMap((date) => own.map(({ key: shift }) => ({ date, shift })));
  const assignments = all.map((each, index) => ({ ...each, person: crew[index % crew.length] ?? "", leading: true }));
  expect(does(chief, "roster.publish", { post, month: "2026-11", assignments }).refusal).toBeUndefined();
  return [site, { shifts: all.flatMap((each) => occurrenceOf(site, { post, ...each }) ?? []), lived: 4 }] as const;
}

/** How it ends: refused, by which code, or lived through, and what was missed. */
function lived(set: Set, planned: Planned) {
  const tower = towerWorld();
  const refusal = setUp(tower, set, planned);
  if (refusal) return { refusal, missed: [], signed: 0 };
  const missed = missedByIdealCrew(tower.world, ...published(tower));
  const signed = [...tower.world.streams.values()].filter(
    ({ key, state }) =>
      key.noun === "handover" && key.id.startsWith(`${post}/`) && (state as { phase: string }).phase === "completed",
  );
  return { missed, signed: signed.length };
}

const saying = (set: Set, planned: Planned) => JSON.stringify([planned, set.map(({ name, value }) => [name, value])]);

/** So much grace that whoever works the last of the longest shifts would be held in vain, did no other follow. */
const longGrace: [Set, Planned] = [
  [
    { regulation: gph, name: "handover.punctual.graceMinutes", value: 61 },
    { regulation: house, name: "attendance.signOff.withinMinutes", value: 1 },
    { regulation: house, name: "attendance.signOff.latestMinutes", value: 61 },
  ],
  { minutes: 1440, apart: 0 },
];

test("of whatever numbers a site gives, those that are accepted are met by people who do everything as soon as they may", () => {
  let signed = 0;
  fc.assert(
    fc.property(setNumbers, shiftsPlanned, (set, planned) => {
      const ended = lived(set, planned);
      expect(ended.missed, saying(set, planned)).toEqual([]);
      signed += ended.signed;
    }),
    { numRuns: 25, seed: freshSeed(), examples: [longGrace] },
  );
  expect(signed).toBeGreaterThan(30);
});

test.each(onceAccepted)("what nobody could meet is refused: %j with shifts of %j", (set, planned) => {
  const { refusal, missed } = lived(set, planned);
  expect(missed, saying(set, planned)).toEqual([]);
  expect(refusal?.code).toMatch(/^site\.(numbers-contradict|parameter-out-of-range)$/);
});
