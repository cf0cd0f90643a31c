import { describe, expect, test } from "vitest";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { administrator } from "#duty/person/last-administrator.ts";
import { composer } from "#duty/wiring/composer.ts";
import { adopting } from "#server/regulation/adopting.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { firstDay, packs, towerWorld } from "#test/tower-world.ts";
import type { Site } from "./site.ts";

const chief = "何雅静";
const house = packs.find(({ id }) => id === "zhiban-house");
const words = Object.keys(house?.adopted.regulation.functions ?? {}).filter((each) => each !== administrator);
/** A site that has other words for all of them. */
const functions = Object.fromEntries(words.map((each) => [each, `own-${each}`]));
const terms = { functions, parameters: {} };

function tower() {
  const { world, does } = towerWorld();
  const site = () => world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  return {
    site,
    does,
    bind: (body: object = terms, who = chief) => does(who, "site.bind-house", body).refusal,
    grant: (who: string, held: string, at = towerSite) => {
      const body = { person: personNamed(who), function: held, site: at };
      const { refusal } = does(chief, "person.grant-function", body, { site: towerOffice });
      if (refusal) throw new Error(refusal.code);
    },
    reset: (who: string, whose: string) => {
      const body = { person: personNamed(whose), reason: "忘记" };
      return does(who, "person.reset-password", body, { site: towerOffice }).refusal?.code;
    },
    ruleOf: (noun: string, under = site().version) =>
      composer.ruleFor(noun, site(), `east-gate/${firstDay}/day`, under) as Readonly<Record<string, unknown>>,
  };
}

/** The words that stand as such anywhere in a rule, save where it cites. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return words.includes(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}

describe("what a site calls the functions of the house", () => {
  test("stands wherever the house speaks of them, whichever noun reads it", () => {
    const { bind, site } = tower();
    const nouns = Object.keys(composer.directions);
    const said = (under: number) =>
      nouns.flatMap((noun) => wordsIn(composer.ruleFor(noun, site(), "somewhere", under)));
    const before = site().version;
    expect(new Set(said(before))).toEqual(new Set(words));
    expect(bind()).toBeUndefined();
    expect(said(site().version)).toEqual([]);
    // What began before ends as it began.
    expect(new Set(said(before))).toEqual(new Set(words));
  });

  test("may be one word for several: not every site has squad leaders", () => {
    const { bind, site, ruleOf } = tower();
    expect(
      bind({ functions: Object.fromEntries(words.map((each) => [each, "warden"])), parameters: {} }),
    ).toBeUndefined();
    const { signOff } = ruleOf("attendance") as AttendanceRule;
    expect(signOff?.ladder?.map(({ call }) => call)).toEqual(["warden"]);
    expect(site().houseTerms).toHaveLength(1);
  });

  test("may be told again, and then reads as told last", () => {
    const { bind, ruleOf } = tower();
    bind();
    expect(bind({ functions: { ...functions, "squad-leader": "guvnor" }, parameters: {} })).toBeUndefined();
    expect((ruleOf("attendance") as AttendanceRule).recordSignOff?.by[0]).toBe("guvnor");
  });
});

describe("binding the house", () => {
  test.each([
    ["by a guard", terms, "王强", "site.not-administrator", undefined],
    [
      "with a word left out",
      { functions: {}, parameters: {} },
      chief,
      "site.function-unfilled",
      "functions.department-manager",
    ],
    [
      "with a word that the house does not have",
      { functions: { ...functions, porter: "porter" }, parameters: {} },
      chief,
      "site.no-such-function",
      "functions.porter",
    ],
    [
      "with another word for administrators, whom every site has",
      { functions: { ...functions, [administrator]: "owner" }, parameters: {} },
      chief,
      "site.no-such-function",
      `functions.${administrator}`,
    ],
    [
      "with a number that the house gives itself, made looser",
      { functions, parameters: { "attendance.signOff.withinMinutes": 31 } },
      chief,
      "site.parameter-looser",
      "parameters.attendance.signOff.withinMinutes",
    ],
  ])("is refused %s", (_, body, who, code, field) => {
    expect(tower().bind(body, who)).toMatchObject({ code, ...(field ? { field } : {}) });
  });

  test("is refused where the house was not adopted", () => {
    const { does } = towerWorld(
      2,
      packs.filter(({ id }) => id !== "zhiban-house"),
    );
    expect(does(chief, "site.bind-house", terms).refusal).toMatchObject({ code: "site.edition-not-adopted" });
    const elsewhere = { site: "nowhere" };
    expect(does("setup", "site.bind-house", terms, elsewhere).refusal?.code).toBe("site.not-established");
  });

  test("goes with a number made stricter", () => {
    const { bind, ruleOf } = tower();
    expect(bind({ functions, parameters: { "attendance.signOff.withinMinutes": 20 } })).toBeUndefined();
    expect((ruleOf("attendance") as AttendanceRule).signOff?.withinMinutes).toBe(20);
  });
});

describe("ZB-32 by the words of each site", () => {
  test("a higher function helps a lower one at a site that calls both otherwise", () => {
    const { bind, grant, reset } = tower();
    bind();
    grant("王强", "own-department-manager");
    grant("李伟", "own-squad-leader");
    expect(reset("王强", "李伟")).toBeUndefined();
    expect(reset("李伟", "王强")).toBe("person.may-not-help");
    expect(reset("李伟", "张磊")).toBeUndefined();
    // Who is called as the house calls it, and not as the site does, stands in no order there.
    expect(reset("黄丽华", "李伟")).toBe("person.may-not-help");
    expect(reset("李伟", "黄丽华")).toBeUndefined();
  });

  test("somebody of two sites stands as each of them says", () => {
    const { does, bind, grant, reset } = tower();
    const mall = { site: "mall" };
    const about = {
      name: "商场",
      headOffice: towerOffice,
      zone: "Asia/Shanghai",
      dayStartsAt: "00:00",
      demonstration: true,
    };
    expect(does("setup", "site.establish", about, mall).refusal).toBeUndefined();
    bind();
    grant("王强", "own-department-manager");
    grant("李伟", "own-squad-leader");
    expect(reset("王强", "李伟")).toBeUndefined();
    grant("李伟", "store-head", "mall");
    expect(reset("王强", "李伟")).toBe("person.may-not-help");
    if (!house) throw new Error("there is no house");
    expect(does("setup", "site.adopt-edition", adopting(house, firstDay), mall).refusal).toBeUndefined();
    const asManager = Object.fromEntries(words.map((each) => [each, each === words[0] ? "shift-head" : "store-head"]));
    expect(does("setup", "site.bind-house", { functions: asManager, parameters: {} }, mall).refusal).toBeUndefined();
    expect(reset("王强", "李伟")).toBe("person.may-not-help");
    grant("王强", "shift-head", "mall");
    expect(reset("王强", "李伟")).toBe("person.may-not-help");
    grant("王强", "store-head", "mall");
    expect([reset("王强", "李伟"), reset("李伟", "王强")]).toEqual([undefined, "person.may-not-help"]);
    expect(reset("周敏", "李伟")).toBe("person.may-not-help");
  });
});
