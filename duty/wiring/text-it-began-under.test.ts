import { describe, expect, test } from "vitest";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import { currentPost, type Post, type Site } from "#duty/site/site.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { adoptableWith, firstDay, packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * What began under one text ends under it (ZB-14). The lobby is bound by the guards' regulation, or by the house alone, when its guard signs on; then it
 * is bound otherwise, once more strictly and once less. Whatever is done about that turn comes out as if it had stayed as it was.
 */

const [lobby, gate] = [shiftOn("lobby", "day"), shiftOn("east-gate", "day")];
const guard = "李伟";
type Bound = "strictly" | "loosely";

function binds(run: RunOfShifts, how: Bound): void {
  const site = run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
  const { since: _, ...before } = currentPost(site, "lobby") as Post & { readonly since: number };
  const [asFounded] = site.posts.lobby ?? [];
  const body = { ...before, binds: how === "strictly" ? asFounded?.binds : [] };
  expect(run.does("setup", "site.establish-post", body)).toContain("site.post-established");
}

/** The guard signs on at the lobby bound so, with somebody beside them, and in the middle of the morning it comes to be bound so. */
function begun(first: Bound, then: Bound): RunOfShifts {
  const run = new RunOfShifts();
  expect(run.joins("马超", lobby)).toMatch("roster.published");
  binds(run, first);
  run.at("07:50");
  for (const who of [guard, "马超"]) expect(run.does(who, "attendance.sign-on", lobby)).toMatch("signed-on");
  run.at("10:00");
  binds(run, then);
  return run;
}

const putsIn = (run: RunOfShifts, shift: typeof lobby, absent: string, cover: string) =>
  run.does("黄丽华", "roster.arrange-cover", { ...shift, absent, cover: towerPerson(cover), reason: "调岗" });

function dueAtGate({ tower }: RunOfShifts): string {
  const roster = tower.world.state<Roster>({
    site: "tower",
    noun: "roster",
    id: rosterId(gate.post, firstDay),
  });
  return dueFor(roster, { date: firstDay, shift: gate.shift })[0]?.person ?? "";
}

/** Each act that asks a rule of a turn which began before: of its own, or of another. */
const acts: Readonly<Record<string, (run: RunOfShifts) => string>> = {
  "signing on at another post, which asks for the record of the one that was left": (run) => {
    expect(putsIn(run, lobby, towerPerson(guard), "欧阳建国")).toMatch("cover-arranged");
    expect(run.at("10:10").does(guard, "attendance.sign-off", lobby)).toMatch("signed-off");
    expect(putsIn(run.at("10:20"), gate, dueAtGate(run), guard)).toMatch("cover-arranged");
    return run.does(guard, "attendance.sign-on", gate);
  },
  "recording that somebody has left, which is held against them": (run) => {
    const body = { ...lobby, person: towerPerson(guard), leftAt: wall("10:05"), account: "不在岗" };
    return run.at("10:30").does("周敏", "attendance.record-abandonment", body);
  },
  "moving to another post, which asks for the record": (run) =>
    run.at("10:10").does("马超", "attendance.move", { ...lobby, to: gate.post }),
};

describe.each(Object.entries(acts))("%s", (_, done) => {
  test("comes out otherwise by the one text than by the other", () => {
    expect(done(begun("strictly", "strictly"))).not.toBe(done(begun("loosely", "loosely")));
  });

  test.each([
    ["more", "loosely", "strictly"],
    ["less", "strictly", "loosely"],
  ] as const)(
    "is judged by the text under which the turn began, where the post is bound %s strictly since",
    (_, first, then) => {
      expect(done(begun(first, then))).toBe(done(begun(first, first)));
    },
  );
});

/** The house, in an edition of the day that asks nobody who signs on, or again one that does; whoever is there has confirmed it. */
function houseAsks(run: RunOfShifts, required: boolean): void {
  const house = packs.find(({ id }) => id === "zhiban-house")?.adopted.regulation;
  const attendance = house?.attendance?.map((each) => ({ ...each, rostered: { required, cites: ["ZB-05" as const] } }));
  const edition = adoptableWith("zhiban-house", required ? "2026-11-20" : "2026-11-19", { attendance });
  expect(run.does("何雅静", "site.adopt-edition", { ...edition, from: firstDay })).toContain("edition-adopted");
  run.does("马超", "notice.confirm", { regulation: "zhiban-house", hash: edition.hash });
}

/** Whoever moves begins at the other post now: that it is kept for somebody is asked by what holds there now. */
test.each([
  ["more", false, true, "attendance.not-rostered"],
  ["less", true, false, "attendance.moved"],
])(
  "whoever moves comes to the other post under the text of now, where it is %s strict since",
  (_, first, then, told) => {
    const run = new RunOfShifts();
    expect(run.joins("马超", lobby)).toMatch("roster.published");
    houseAsks(run, first);
    run.at("07:50");
    for (const who of [guard, "马超"]) expect(run.does(who, "attendance.sign-on", lobby)).toMatch("signed-on");
    houseAsks(run.at("10:00"), then);
    expect(run.at("10:10").does("马超", "attendance.move", { ...lobby, to: "squad", record: "无异常" })).toContain(
      told,
    );
  },
);

/** Nobody stood at the lobby in the night that ends at eight; the calls about that were made under the text of the night. */
test("a post that is known to stand empty is called about when the next shift begins, though it takes longer to be known by a text adopted since", () => {
  const calls = (change: (run: RunOfShifts) => void) => {
    const run = new RunOfShifts().at("07:00");
    change(run);
    const { entries = [] } = run.at("08:10").tower.world.streams.get(`tower:manning/lobby/${firstDay}`) ?? {};
    return entries.flatMap(({ type, at }) => (type === "obligation.escalated" ? [at] : []));
  };
  const within = packs
    .find(({ id }) => id === "zhiban-house")
    ?.adopted.regulation.manning?.map((each) => ({
      ...each,
      ...(each.manned ? { manned: { ...each.manned, withinMinutes: 240 } } : {}),
    }));
  const edition = { ...adoptableWith("zhiban-house", "2026-11-20", { manning: within }), from: firstDay };
  const before = calls(() => undefined);
  expect(before).toEqual(["06:30", "06:45", "08:00"].map(wall));
  const since = calls((run) => expect(run.does("何雅静", "site.adopt-edition", edition)).toContain("edition-adopted"));
  expect(since).toEqual(before);
});
