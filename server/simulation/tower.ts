import type { Command } from "#duty/door/table.ts";
import type { SiteId } from "#duty/grammar/entry.ts";
import { type BusinessDate, datePlus, monthOf } from "#duty/grammar/time.ts";
import type { Assignment } from "#duty/roster/roster.ts";
import type { Binding, Post, Shift } from "#duty/site/site.ts";
import type { SetCalendarBody } from "#duty/site/site-shapes.ts";
import { type AdoptableText, adopting } from "#server/regulation/adopting.ts";
import { everybody, type TowerPerson, teams } from "./tower-people.ts";

/*
 * The demonstration: an office tower with three guarded posts round the clock, and the head office that it belongs to. A list of commands, so
 * that it comes into being by the road of every other building, in memory, in the database and in a story.
 */

export const towerOffice: SiteId = "head-office";
export const towerSite: SiteId = "tower";

export const shifts: readonly Shift[] = [
  { key: "night", name: "夜班", starts: "00:00", minutes: 480 },
  { key: "day", name: "早班", starts: "08:00", minutes: 480 },
  { key: "evening", name: "中班", starts: "16:00", minutes: 480 },
];

const guardBinding: Binding = {
  regulation: "guard-post-handover",
  as: "guard",
  functions: { "squad-leader": "squad-leader", "department-manager": "department-manager" },
  parameters: {},
};

const leaderBindings: readonly Binding[] = [
  { ...guardBinding, as: "squad-leader" },
  {
    regulation: "squad-leader-handover",
    as: "squad-leader",
    functions: { "department-supervisor": "department-supervisor" },
    parameters: {},
  },
];

const radio = { key: "radio", name: "对讲机", expected: 2 };
const torch = { key: "torch", name: "强光手电", expected: 1 };
const keys = { key: "keys", name: "岗位钥匙（串）", expected: 1 };
const visitors = { key: "visitors", name: "来访登记簿" };

const posts: readonly Post[] = [
  {
    ...{ key: "lobby", name: "大堂岗", department: "保安部", shifts, binds: [guardBinding] },
    kit: [radio, torch, keys],
    books: [visitors],
  },
  {
    ...{ key: "east-gate", name: "东门岗", department: "保安部", shifts, binds: [guardBinding] },
    kit: [radio, torch, { key: "cones", name: "反光锥", expected: 6 }],
    books: [visitors, { key: "vehicles", name: "车辆登记簿" }],
  },
  {
    ...{ key: "squad", name: "班长岗", department: "保安部", shifts, binds: leaderBindings },
    kit: [
      { ...radio, expected: 1 },
      { key: "master-keys", name: "备用钥匙（串）", expected: 3 },
    ],
    books: [
      { key: "squad-log", name: "班组工作记录簿" },
      { key: "property", name: "公物登记簿" },
    ],
  },
];

export interface TowerPlan {
  readonly editions: readonly AdoptableText[];
  /** Day on which the tower is set up: editions are in force from it. */
  readonly from: BusinessDate;
  /** The first rostered day, and the shift with which it begins: none may have begun when the tower is set up. */
  readonly rosterFrom: BusinessDate;
  readonly firstShift?: string;
  readonly rosterDays: number;
  /** Years whose holidays are told; none where every day is what its weekday says. */
  readonly calendars?: readonly CalendarYear[];
}

/** The body of `site.set-calendar`. */
export type CalendarYear = SetCalendarBody;

/** Everything that is needed before the first person signs on, in order. Ids are the same every time: done twice, it is done once. */
export function towerCommands(plan: TowerPlan): Command[] {
  const { editions, from, rosterFrom, firstShift, rosterDays, calendars = [] } = plan;
  const adopted = editions.map(({ id }) => id);
  const bound = posts.map((post) => ({
    ...post,
    binds: post.binds.filter(({ regulation }) => adopted.includes(regulation)),
  }));
  return [
    establish(towerOffice, "示范物业总部"),
    establish(towerSite, "示范大厦"),
    ...calendars.map((each) => asSetup(`calendar/${each.year}`, towerSite, "site.set-calendar", each)),
    ...everybody.flatMap(joins),
    ...editions.map((each) =>
      asSetup(`adopt/${each.id}/${each.edition}`, towerSite, "site.adopt-edition", adopting(each, from)),
    ),
    ...bound.map((post) => asSetup(`post/${post.key}`, towerSite, "site.establish-post", post)),
    ...rosters(rosterFrom, rosterDays, firstShift),
  ];
}

function asSetup(id: string, site: SiteId, act: string, body: unknown): Command {
  return { id: `demonstration/${id}`, site, act, body, actor: "setup", proof: "none" };
}

function establish(site: SiteId, name: string): Command {
  const body = { name, headOffice: towerOffice, zone: "Asia/Shanghai", dayStartsAt: "00:00", demonstration: true };
  return asSetup(`site/${site}`, site, "site.establish", body);
}

function joins({ person, name, staffNumber, functions }: TowerPerson): Command[] {
  return [
    asSetup(`join/${staffNumber}`, towerOffice, "person.join", { person, name, staffNumber }),
    ...functions.map((each) => {
      const site = each === "administrator" ? towerOffice : towerSite;
      return asSetup(`grant/${staffNumber}/${each}`, towerOffice, "person.grant-function", {
        person,
        function: each,
        site,
      });
    }),
  ];
}

/** The months in which these days lie, one roster for each post and month. */
export function rosters(from: BusinessDate, days: number, firstShift = "night"): Command[] {
  const dates = Array.from({ length: days }, (_, index) => datePlus(from, index));
  const earlier = shifts.findIndex((each) => each.key === firstShift);
  const months = [...new Set(dates.map(monthOf))];
  return Object.entries(teams).flatMap(([post, team]) =>
    months.map((month) => {
      const inMonth = dates.filter((date) => monthOf(date) === month);
      const assignments = inMonth
        .flatMap((date) => turnsOn(date, team, dates.indexOf(date)))
        .filter(({ date, shift }) => date !== from || shifts.findIndex((each) => each.key === shift) >= earlier);
      return asSetup(`roster/${post}/${inMonth[0]}+${inMonth.length}`, towerSite, "roster.publish", {
        post,
        month,
        assignments,
      });
    }),
  );
}

/** Night, day and evening pass round the team, so that everybody rests one day in four and nobody follows themselves. */
export function turnsOn(date: BusinessDate, team: readonly TowerPerson[], day: number): Assignment[] {
  return shifts.map(({ key: shift }, index) => {
    const { person } = team[(day + index) % team.length] as TowerPerson;
    return { date, shift, person, leading: true };
  });
}
