import { describe, expect, test } from "vitest";
import { type BusinessDate, localInstant } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { adoptableWith, towerWorld } from "#test/tower-world.ts";
import { adoptionAsOf, type Site } from "./site.ts";
import { withdrawAdoption } from "./withdraw-adoption.ts";

const administrator = "何雅静";
const regulation = "guard-post-handover";
const newYear = "2027-01-01" as BusinessDate;
const next = { ...adoptableWith(regulation, newYear), from: newYear };

/** What names an adoption: all but its text and what was confirmed when it was adopted. */
function named({ regulation, hash, from }: { regulation: string; hash: string; from: string }) {
  return { regulation, hash, from };
}

/** The tower, with the next edition of the guards' rules adopted for the new year. */
function adopted() {
  const { world, does } = towerWorld();
  const site = () => world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const must = (act: string, body: object) => {
    const { refusal } = does(administrator, act, body);
    if (refusal) throw new Error(refusal.code);
  };
  must("site.adopt-edition", next);
  return {
    ...{ does, must, site },
    moveTo: (date: string, time: string) => world.moveTo(localInstant(date as BusinessDate, time, "Asia/Shanghai")),
    inForce: (under = site().version) => adoptionAsOf(site(), regulation, newYear, under)?.edition,
    withdraw: (who = administrator, which: object = {}) =>
      does(who, "site.withdraw-adoption", { ...named(next), ...which }),
  };
}

describe("withdrawing an adoption", () => {
  test("leaves the edition before it in force; what began while it stood ends as it began", () => {
    const { site, withdraw, inForce } = adopted();
    const { version } = site();
    expect(inForce()).toBe("2027-01-01");
    expect(withdraw().refusal).toBeUndefined();
    expect(inForce()).toBe("2026-01-01");
    expect(inForce(version)).toBe("2027-01-01");
  });

  test("is for administrators, and of what was adopted", () => {
    const { withdraw } = adopted();
    expect(withdraw("王强").refusal).toMatchObject({ code: "site.not-administrator", rules: ["ZB-10"] });
    const unknown = { code: "site.no-such-adoption", rules: ["ZB-14"], field: "hash" };
    expect(withdraw(administrator, { from: "2027-01-02" }).refusal).toMatchObject(unknown);
    expect(withdraw(administrator, { hash: "0".repeat(64) }).refusal).toMatchObject(unknown);
  });

  test("is possible until the last minute before its day, and said twice it is done once", () => {
    const { moveTo, withdraw } = adopted();
    moveTo("2026-12-31", "23:59");
    expect(withdraw().touched).toHaveLength(1);
    expect(withdraw()).toMatchObject({ touched: [] });
  });

  test("is refused from its day on", () => {
    const { moveTo, withdraw } = adopted();
    moveTo("2027-01-01", "00:00");
    expect(withdraw().refusal).toMatchObject({
      code: "site.adoption-in-force",
      rules: ["ZB-14"],
      field: "from",
      detail: { from: "2027-01-01" },
    });
  });

  test("lets it be adopted once more, also with its text mended", () => {
    const { must, withdraw, inForce, site } = adopted();
    must("site.withdraw-adoption", named(next));
    must("site.adopt-edition", next);
    expect(inForce()).toBe("2027-01-01");
    expect(withdraw().touched).toHaveLength(1);
    expect(inForce()).toBe("2026-01-01");
    const mended = { ...adoptableWith(regulation, newYear, { title: { zh: "改正", en: "mended" } }), from: newYear };
    must("site.adopt-edition", mended);
    expect(adoptionAsOf(site(), regulation, newYear, site().version)?.hash).toBe(mended.hash);
  });

  test("is refused where what remains would contradict itself at a post", () => {
    const { must, does } = adopted();
    const first = (side: string, rule: string) => ({
      handover: [{ key: "order", post: "any", order: { first: side, cites: [rule] } }],
    });
    const outgoing = adoptableWith(regulation, "2027-02-01", first("outgoing", "GPH-03"));
    const silent = { ...adoptableWith(regulation, "2027-03-01"), from: "2027-03-01" };
    const incoming = adoptableWith("squad-leader-handover", "2027-03-01", first("incoming", "SLH-02"));
    must("site.adopt-edition", { ...outgoing, from: "2027-02-01" });
    must("site.adopt-edition", silent);
    must("site.adopt-edition", { ...incoming, from: "2027-03-01" });
    expect(does(administrator, "site.withdraw-adoption", named(silent)).refusal).toMatchObject({
      code: "site.regulations-collide",
      rules: ["ZB-15", "GPH-03", "SLH-02"],
    });
  });

  test("does nothing at a site that is not there", () => {
    const { does } = adopted();
    expect(does("setup", "site.withdraw-adoption", named(next), { site: "nowhere" }).refusal?.code).toBe(
      "site.not-established",
    );
  });
});

test("the table of commands decides by the act of this file", () => {
  expect(acts["site.withdraw-adoption"].decide).toBe(withdrawAdoption);
});
