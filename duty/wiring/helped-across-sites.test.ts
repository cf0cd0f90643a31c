import { describe, expect, test } from "vitest";
import { actRefusals } from "#duty/act-refusals.ts";
import { administrator } from "#duty/person/last-administrator.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { adoptableText, firstDay, packs, type TowerWorld, towerPerson, towerWorld } from "#test/tower-world.ts";

/*
 * Who helps whom with their secrets where the two hold something at different sites (ZB-32). It is asked of each act that may refuse it, by
 * everybody of a small company about everybody else, and held against a table that is read off the names of their functions.
 */

const chief = "何雅静";
const acts = Object.keys(actRefusals).filter((act) => actRefusals[act]?.includes("person.may-not-help"));
const house = packs.find(({ id }) => id === "zhiban-house");
/** The order of the house, the highest first. */
const order = ["department-manager", "department-supervisor", "squad-leader"];
/** Two sites that order their functions, each in words of its own, and one that says nothing of an order. */
const ordering = ["mall", "hostel"];
const orderless = "yard";
/** The hostel has the same order by another clause. */
const alsoCited = "ZB-02";
type Held = readonly [place: number, site: string];

/** What each of them holds: the place in the order, from 0 for the highest, and where. Nobody else of the tower takes part. */
const company: Readonly<Record<string, readonly Held[]>> = {
  王强: [[0, "mall"]],
  李伟: [[1, "mall"]],
  张磊: [[2, "mall"]],
  欧阳建国: [[0, "hostel"]],
  陈刚: [[1, "hostel"]],
  刘洋: [[2, "hostel"]],
  赵鹏: [
    [2, "mall"],
    [0, "hostel"],
  ],
  马超: [
    [1, "mall"],
    [2, "hostel"],
  ],
  高翔: [],
};
const names = Object.keys(company);

function must(tower: TowerWorld, ...sent: Parameters<TowerWorld["does"]>): void {
  expect(tower.does(...sent).refusal, `${sent[1]} by ${sent[0]}`).toBeUndefined();
}

function establish(tower: TowerWorld, site: string): void {
  const about = {
    name: site,
    headOffice: towerOffice,
    zone: "Asia/Shanghai",
    dayStartsAt: "00:00",
    demonstration: true,
  };
  must(tower, "setup", "site.establish", about, { site });
}

function grant(tower: TowerWorld, who: string, held: string, site: string): void {
  must(
    tower,
    chief,
    "person.grant-function",
    { person: towerPerson(who), function: held, site },
    { site: towerOffice },
  );
}

function textOf(site: string, { adopted: { regulation, rules } }: (typeof packs)[number]) {
  const clause = site === "hostel" ? alsoCited : "ZB-32";
  const person = regulation.person?.map((each) => (each.help ? { ...each, help: { order, cites: [clause] } } : each));
  return adoptableText({ rules, regulation: { ...regulation, person } });
}

function founded(): TowerWorld {
  const tower = towerWorld();
  if (!house) throw new Error("there is no house");
  const words = Object.keys(house.adopted.regulation.functions ?? {}).filter((each) => each !== administrator);
  for (const site of ordering) {
    establish(tower, site);
    must(tower, "setup", "site.adopt-edition", { ...textOf(site, house), from: firstDay }, { site });
    const functions = Object.fromEntries(words.map((each) => [each, `${site}-${each}`]));
    must(tower, "setup", "site.bind-house", { functions, parameters: {} }, { site });
  }
  establish(tower, orderless);
  for (const who of names)
    for (const [place, site] of company[who] ?? []) grant(tower, who, `${site}-${order[place]}`, site);
  return tower;
}

const heldBy = (who: string) => company[who] ?? [];
/** The highest place somebody holds at a site; behind all of them for who holds nothing there. */
const placeAt = (who: string, site: string) =>
  Math.min(order.length, ...heldBy(who).flatMap(([place, at]) => (at === site ? [place] : [])));
/** Whether at every site at which the one holds something the other stands as high there. */
const covers = (who: string, whom: string) =>
  heldBy(who).length > 0 && heldBy(whom).every(([place, site]) => placeAt(who, site) <= place);

/** Who was let help whom by an act, as `who>whom`. */
function helped(tower: TowerWorld, act: string): readonly string[] {
  return pairs
    .filter(([who, whom]) => {
      const { refusal } = tower.does(who, act, { person: towerPerson(whom), reason: "忘记" }, { site: towerOffice });
      if (refusal)
        expect(refusal, `${who} ${act} ${whom}`).toMatchObject({ code: "person.may-not-help", field: "person" });
      return refusal === undefined;
    })
    .map((pair) => pair.join(">"));
}
const pairs = names.flatMap((who) => names.filter((whom) => whom !== who).map((whom) => [who, whom] as const));

describe.each(acts)("%s across two sites", (act) => {
  test("goes to the same or a lower function at each site where the other holds one: no height of one site counts at another", () => {
    const may = pairs.filter(([who, whom]) => covers(who, whom));
    expect(helped(founded(), act)).toEqual(may.map((pair) => pair.join(">")));
  });

  test("never goes to who holds anything at a site without an order, save from somebody who holds something there too", () => {
    const tower = founded();
    grant(tower, "刘洋", "gardener", orderless);
    const asks = (who: string) => {
      const sent = { person: towerPerson("刘洋"), reason: "忘记" };
      return tower.does(who, act, sent, { site: towerOffice }).refusal?.code;
    };
    expect(names.filter((who) => who !== "刘洋").map(asks)).toEqual(
      Array(names.length - 1).fill("person.may-not-help"),
    );
    grant(tower, "陈刚", "gardener", orderless);
    expect([asks("陈刚"), asks("欧阳建国")]).toEqual([undefined, "person.may-not-help"]);
  });

  test("refuses by the rules that order the functions of every site at which either holds anything", () => {
    const refused = (who: string, whom: string) => {
      const sent = { person: towerPerson(whom), reason: "忘记" };
      return founded().does(who, act, sent, { site: towerOffice }).refusal?.rules;
    };
    expect(refused("高翔", "王强")).toEqual(["ZB-32"]);
    expect(refused("刘洋", "欧阳建国")).toEqual([alsoCited]);
    const ofBoth = [
      ["张磊", "欧阳建国"],
      ["李伟", "赵鹏"],
      ["马超", "王强"],
    ] as const;
    for (const [who, whom] of ofBoth) expect(refused(who, whom)?.toSorted(), who).toEqual([alsoCited, "ZB-32"]);
  });

  test("from an administrator of one site never goes to a function of another, though they hold a lower one there", () => {
    const tower = founded();
    grant(tower, "赵鹏", administrator, "mall");
    grant(tower, "高翔", administrator, "hostel");
    const helps = (who: string) =>
      names.filter((whom) => {
        const sent = { person: towerPerson(whom), reason: "忘记" };
        return whom !== who && !tower.does(who, act, sent, { site: towerOffice }).refusal;
      });
    // Of the hostel as high as anybody there but its administrator.
    expect(helps("赵鹏")).toEqual(["王强", "李伟", "张磊", "欧阳建国", "陈刚", "刘洋", "马超"]);
    expect(helps("高翔")).toEqual(["欧阳建国", "陈刚", "刘洋"]);
    grant(tower, "高翔", "mall-squad-leader", "mall");
    expect(helps("高翔")).toEqual(["张磊", "欧阳建国", "陈刚", "刘洋"]);
  });

  test("from an administrator of the organisation goes to everybody, and from nobody of a site to them", () => {
    const tower = founded();
    const asks = (who: string, whom: string) =>
      tower.does(who, act, { person: towerPerson(whom), reason: "忘记" }, { site: towerOffice }).refusal?.code;
    expect(names.map((whom) => asks(chief, whom))).toEqual(names.map(() => undefined));
    expect(names.map((who) => asks(who, chief))).toEqual(names.map(() => "person.may-not-help"));
  });
});
