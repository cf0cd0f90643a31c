import type { Command } from "#duty/door/table.ts";
import { type ShiftName, shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { undoneBy } from "#duty/roster/publish-roster.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { leader } from "./blaming-roads.ts";
import { guardsFree } from "./change-ways.ts";
import { runningShifts } from "./manned-shifts.ts";
import { turnsToldOf } from "./twin-bodies.ts";

/*
 * No refusal without an exit: of each shift that runs with nobody there somebody can man the post by acts that are accepted now. Whoever is away
 * comes back, whoever is due comes, or whoever leads puts in or lets cover somebody free, who comes.
 */

/** In words, each running shift with nobody there that nobody can come to. */
export function noWayIn(world: World): string[] {
  const empty = runningShifts(world).filter(({ manned }) => manned !== "somebody there");
  return empty.flatMap(({ shift }) =>
    canBeManned(world, shiftNamed(shift)) ? [] : [`nobody can come to ${shift}, which runs with nobody there`],
  );
}

function canBeManned(world: World, shift: ShiftName): boolean {
  const isThere = (tried: World) =>
    runningShifts(tried).some((each) => each.shift === shiftId(shift) && each.manned === "somebody there");
  const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(shift.post, shift.date) });
  const people = dueFor(roster, shift).map(({ person }) => person);
  const due = people.map((person) => sent(person, "attendance.sign-on", { ...shift, record: "正常" }));
  const away = turnsToldOf(world, "absence")
    .filter(({ post }) => post === shift.post)
    .map(({ person, ...own }) => sent(person, "absence.come-back", own));
  const single = [...due, ...away].map((each) => [each]);
  const { head: seen } = world.streams.get(`${towerSite}:roster/${rosterId(shift.post, shift.date)}`) ?? {};
  const lead = leader(1);
  // Whoever plans leaves out what the post does not owe any more, and names the covers that go with it.
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const kept = roster.assignments.filter(({ date, shift: its }) => occurrenceOf(site, { ...shift, date, shift: its }));
  const puttingIn = guardsFree(world).flatMap((person) => {
    const comes = sent(person, "attendance.sign-on", { ...shift, record: "正常" });
    const one = { date: shift.date, shift: shift.shift, person, leading: people.length === 0 };
    const month = { post: shift.post, month: shift.date.slice(0, 7), assignments: [...kept, one] };
    const undoes = undoneBy(roster, month.assignments).map(({ date, shift: its, cover }) => ({
      date,
      shift: its,
      cover,
    }));
    const plans = sent(lead, "roster.publish", { ...month, undoes }, seen);
    const covers = people.map((absent) =>
      sent(lead, "roster.arrange-cover", { ...shift, absent, cover: person, reason: "缺人" }),
    );
    return [...covers, plans].map((each) => [each, comes]);
  });
  const ways = [...single, ...puttingIn];
  // Where nobody is due, away or free, nobody was refused anything either.
  if (ways.length === 0) return true;
  return ways.some((commands) => {
    const tried = world.copy();
    return commands.every((command) => tried.execute(command).refusal === undefined) && isThere(tried);
  });
}

function sent(person: string, act: string, body: object, seen?: Command["seen"]): Command {
  const id = `way-in/${act}/${person}/${JSON.stringify(body)}`;
  return { id, site: towerSite, act, body, actor: { person }, proof: "pin", ...(seen ? { seen } : {}) };
}
