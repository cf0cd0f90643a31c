import { describe, expect, test } from "vitest";
import type { Handover } from "#duty/handover/handover.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Whoever is named as being here, or coming, may be here: somebody of another site is not, and nobody who does not exist. */

const lobby = { post: "lobby", date: firstDay, shift: "day" };
const squad = { ...lobby, post: "squad" };
const stranger = "7a61b001-0000-4000-8000-0000000000aa";
const [guard, evening, leader, admin] = ["李伟", "张磊", "周敏", "何雅静"] as const;

function must(tower: TowerWorld, ...sent: Parameters<TowerWorld["does"]>): void {
  expect(tower.does(...sent).refusal, `${sent[1]} by ${sent[0]}`).toBeUndefined();
}

/** The day at the tower at a quarter to eight, guard and squad leader on duty; somebody of another site, who leads a squad there. */
function begun(): TowerWorld {
  const tower = towerWorld(2);
  for (const { id: regulation, hash } of packs)
    for (const each of [guard, evening, leader]) must(tower, each, "notice.confirm", { regulation, hash });
  const office = { site: towerOffice };
  must(tower, admin, "person.join", { person: stranger, name: "外人", staffNumber: "M-1" }, office);
  const held = { person: stranger, function: "squad-leader", site: "mall" };
  // The installation knows the other site before it is set up.
  must(tower, "setup", "person.grant-function", held, office);
  tower.world.moveTo(wall("07:45"));
  must(tower, guard, "attendance.sign-on", lobby);
  must(tower, squadLeader(tower), "attendance.sign-on", squad);
  return tower;
}

/** Who leads the squad of the day by the plan, by name. */
function squadLeader({ world }: TowerWorld): string {
  const { assignments } = world.state<{ assignments: { date: string; shift: string; person: string }[] }>({
    ...{ site: "tower", noun: "roster", id: "squad/2026-11" },
  });
  const [turn] = assignments.filter(({ date, shift }) => date === firstDay && shift === "day");
  return [leader, "孙涛", "吴刚", "何雅静"].find((each) => towerPerson(each) === turn?.person) ?? "";
}

/** Each act that names somebody as being here or coming, with a moment at which it may be done, and who may be named then. */
const namings: Readonly<Record<string, (tower: TowerWorld, person: string) => ReturnType<TowerWorld["does"]>>> = {
  "attendance.brief": (tower, person) =>
    tower.does(squadLeader(tower), "attendance.brief", {
      ...{ ...squad, keyPoints: "访客多" },
      attendees: [...new Set([person, towerPerson(guard)])],
    }),
  "absence.ask": (tower, person) => {
    tower.world.moveTo(wall("10:00"));
    const cover = { ...squad, person };
    const words = { why: "meal", to: "食堂", returnBy: wall("10:20"), device: "对讲机" };
    return tower.does(guard, "absence.ask", { ...lobby, ...words, cover });
  },
  "handover.prepare": (tower, person) => {
    tower.world.moveTo(wall("15:30"));
    return tower.does(guard, "handover.prepare", { ...lobby, summary: "正常", nothingPending: true, relief: person });
  },
  "handover.amend": (tower, person) => {
    tower.world.moveTo(wall("15:30"));
    const relief = towerPerson(evening);
    must(tower, guard, "handover.prepare", { ...lobby, summary: "正常", nothingPending: true, relief });
    const { phase } = tower.world.state<Handover>({ site: "tower", noun: "handover", id: `lobby/${firstDay}/day` });
    expect(phase).toBe("prepared");
    return tower.does(guard, "handover.amend", { ...lobby, relief: person, reasons: [] });
  },
};

/** Who may be named, and what comes of naming a stranger and of naming them: the squad leader is alone at their post, and is told that instead. */
const mayBeNamed: Readonly<Record<string, [who: (tower: TowerWorld) => string, stranger: string, own?: string]>> = {
  "attendance.brief": [() => guard, "attendance.attendee-unknown"],
  "absence.ask": [squadLeader, "absence.cover-not-on-duty", "absence.leaves-empty"],
  "handover.prepare": [() => evening, "handover.relief-not-due"],
  "handover.amend": [() => evening, "handover.relief-not-due"],
};

describe("who is named as being here or coming", () => {
  test.each(Object.keys(namings))("by %s is somebody who may be at this site", (act) => {
    const [who = () => "", ofStranger, ofOwn] = mayBeNamed[act] ?? [];
    expect(namings[act]?.(begun(), stranger).refusal?.code).toBe(ofStranger);
    const tower = begun();
    expect(namings[act]?.(tower, towerPerson(who(tower))).refusal?.code).toBe(ofOwn);
  });

  test("of a briefing: whoever is employed and not tied to another site, in a plan or not; nobody who does not exist or has left", () => {
    const names = (who: string, before: (tower: TowerWorld) => void = () => {}) => {
      const tower = begun();
      before(tower);
      return namings["attendance.brief"]?.(tower, who).refusal?.code;
    };
    // A reserve: in no roster of the tower, and without a function.
    const reserve = "马超";
    for (const who of [evening, "林志远", admin, reserve]) expect(names(towerPerson(who)), who).toBeUndefined();
    const leaves = (who: string) => (tower: TowerWorld) => {
      const left = { person: towerPerson(who), reason: "辞职" };
      must(tower, admin, "person.leave", left, { site: towerOffice });
    };
    for (const who of [evening, "林志远", reserve])
      expect(names(towerPerson(who), leaves(who)), who).toBe("attendance.attendee-unknown");
    expect(names("7a61b001-0000-4000-8000-0000000000ff")).toBe("attendance.attendee-unknown");
  });

  test("of a briefing: whoever stands at a post of the site, though no plan there has them any more", () => {
    const tower = begun();
    const cover = { ...lobby, absent: towerPerson(guard), cover: towerPerson("马超"), reason: "换人" };
    must(tower, leader, "roster.arrange-cover", cover);
    for (const { id: regulation, hash } of packs) must(tower, "马超", "notice.confirm", { regulation, hash });
    must(tower, "马超", "attendance.sign-on", lobby);
    expect(namings["attendance.brief"]?.(tower, towerPerson("马超")).refusal).toBeUndefined();
  });
});
