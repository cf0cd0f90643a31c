import { expect, test } from "vitest";
import { currentPost, type Site, withPost } from "#duty/site/site.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { adoptableWith, firstDay, packs, towerWorld } from "#test/tower-world.ts";
import { newContradictions } from "./contradicting-numbers.ts";

/* Which numbers of a set-up contradict each other, who is named for it, and that what stands so already keeps nobody from mending it. */

const chief = "何雅静";
const leaders = packs.find(({ id }) => id === "squad-leader-handover");
const functions = Object.fromEntries(
  ["squad-leader", "department-supervisor", "department-manager"].map((each) => [each, each]),
);

function tower() {
  const { world, does } = towerWorld();
  const site = () => world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  return { does, site };
}

/** The squad leaders' post with its records to be complete so long before the end. */
function withRecords(site: Site, minutes: number) {
  const { since: _, ...post } = currentPost(site, "squad") as NonNullable<ReturnType<typeof currentPost>> & {
    since: number;
  };
  const binds = post.binds.map((each) =>
    each.regulation === leaders?.id
      ? { ...each, parameters: { ...each.parameters, "handover.records.minutesBefore": minutes } }
      : each,
  );
  return { ...post, binds };
}

test("the records of a shift before its hand-over may be prepared: both clauses are cited, and both numbers named", () => {
  const { does, site } = tower();
  const sent = withRecords(site(), 90);
  expect(does(chief, "site.establish-post", sent).refusal).toMatchObject({
    code: "site.numbers-contradict",
    rules: ["ZB-15", "SLH-08", "ZB-26"],
    field: "binds",
    detail: { post: "squad", part: "handover.records.minutesBefore", against: "handover.window.minutesBefore" },
  });
  expect(does(chief, "site.establish-post", withRecords(site(), 59)).refusal).toBeUndefined();
  // The house makes its window narrower, which it may by itself.
  const narrower = { functions, parameters: { "handover.window.minutesBefore": 30 } };
  expect(does(chief, "site.bind-house", narrower).refusal).toMatchObject({
    ...{ code: "site.numbers-contradict", field: "parameters", detail: { post: "squad" } },
  });
});

test("a shift that is over before its records would be complete", () => {
  const { does, site } = tower();
  const short = [{ key: "short", name: "短班", starts: "08:00", minutes: 30 }];
  const sent = { ...withRecords(site(), 30), shifts: short };
  expect(does(chief, "site.establish-post", sent).refusal).toMatchObject({
    rules: ["ZB-15", "SLH-08", "ZB-10"],
    detail: { against: "shifts.short.minutes" },
  });
  expect(does(chief, "site.establish-post", { ...withRecords(site(), 29), shifts: short }).refusal).toBeUndefined();
});

test("that somebody who is held is let go, before they are held", () => {
  const { does } = tower();
  const told = (latest: number) => {
    const parameters = { "attendance.signOff.latestMinutes": latest };
    return does(chief, "site.bind-house", { functions, parameters }).refusal;
  };
  expect(told(30)).toMatchObject({
    ...{ code: "site.numbers-contradict", rules: ["ZB-15", "ZB-30"] },
    detail: { part: "attendance.signOff.latestMinutes", against: "attendance.signOff.withinMinutes" },
  });
  expect(told(31)).toBeUndefined();
});

test("an edition that would bring such numbers is not adopted", () => {
  const { does } = tower();
  const handover = leaders?.adopted.regulation.handover?.map((each) => ({
    ...each,
    records: { minutesBefore: 90, cites: ["SLH-08" as const] },
  }));
  const edition = adoptableWith("squad-leader-handover", "2027-01-01", { handover });
  expect(does(chief, "site.adopt-edition", { ...edition, from: "2027-01-01" }).refusal).toMatchObject({
    ...{ code: "site.numbers-contradict", rules: ["ZB-15", "SLH-08", "ZB-26"], field: "regulation" },
  });
});

test("what stands so already is told of its own post, and keeps nobody from setting up another", () => {
  const { site } = tower();
  const before = withPost(site(), withRecords(site(), 90));
  const lobby = currentPost(before, "lobby");
  if (!lobby) throw new Error("there is no lobby");
  expect(newContradictions(before, withPost(before, lobby), { from: firstDay, told: "lobby" })).toEqual([]);
  const again = withPost(before, withRecords(before, 90));
  expect(newContradictions(before, again, { from: firstDay, told: "squad" }).map(({ post }) => post)).toEqual([
    "squad",
  ]);
  expect(newContradictions(before, again, { from: firstDay })).toEqual([]);
  expect(newContradictions(before, withPost(before, withRecords(before, 0)), { from: firstDay })).toEqual([]);
});
