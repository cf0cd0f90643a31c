import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { Roster } from "#duty/roster/roster.ts";
import { currentPost, type Site } from "#duty/site/site.ts";
import { RunOfShifts, shiftOn } from "./handing-over.ts";
import { firstDay, packs, towerPerson } from "./tower-world.ts";

/** The shifts of the first four days. */
export const restingDays = [0, 1, 2, 3].map((each) => shiftOn("squad", "day", each));

/** The squad leaders' post, which nobody keeps from four in the afternoon until eight in the morning. */
export class DayPost extends RunOfShifts {
  constructor(...planned: readonly (readonly string[])[]) {
    super(3);
    for (const { id: regulation, hash } of packs) this.does("黄丽华", "notice.confirm", { regulation, hash });
    this.setsUp({});
    const assignments = planned.flatMap((people, index) =>
      people.map((who, place) => ({
        ...nameOfTurn(restingDays[index]),
        person: towerPerson(who),
        leading: place === 0,
      })),
    );
    this.plans(assignments);
  }

  setsUp(change: object): void {
    const site = this.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" });
    const { key, name, department, shifts, binds, kit, books } = currentPost(site, "squad") as never as Record<
      string,
      { key: string }[]
    >;
    const post = { key, name, department, binds, kit, books, shifts: shifts?.filter((each) => each.key === "day") };
    must(this.does("setup", "site.establish-post", { ...post, ...change }), "site.post-established");
  }

  plans(assignments: readonly object[]): void {
    const seen = this.tower.world.streams.get("tower:roster/squad/2026-11")?.head;
    const { assignments: before } = this.tower.world.state<Roster>({
      ...{ site: "tower", noun: "roster", id: "squad/2026-11" },
    });
    const kept = before.filter(({ date }) => date < firstDay);
    const body = { post: "squad", month: "2026-11", assignments: [...kept, ...assignments] };
    must(this.does("黄丽华", "roster.publish", body, { seen }), "roster.published");
  }

  comes(who: string, shift: ShiftName): string {
    return this.does(who, "attendance.sign-on", shift);
  }

  closes(who: string, shift: ShiftName): string {
    const prepared = this.prepares(who, shift, undefined);
    return prepared.includes("handover.prepared") ? this.signs(who, shift) : prepared;
  }

  goes(who: string, shift: ShiftName): string {
    return this.does(who, "attendance.sign-off", shift);
  }

  takesUp(who: string, shift: ShiftName, lateReason?: string): string {
    if (this.form(shift)) this.checks(who, shift);
    return this.signs(who, shift, lateReason);
  }

  over(shift: ShiftName): Extract<Handover, { phase: "completed" }> {
    const state = this.handover(shift);
    if (state.phase !== "completed") throw new Error(`${shift.date} is ${state.phase}`);
    return state;
  }

  /** What is open at the post. */
  open(): readonly string[] {
    const lines = this.tower.world.outstanding({ site: "tower", post: "squad" });
    return lines.flatMap(({ stream }) => (stream.noun === "matter" ? [stream.id] : []));
  }

  owed(): readonly string[] {
    const lines = this.tower.world.outstanding({ site: "tower", post: "squad" });
    return lines.flatMap(({ stream, obligation }) => (obligation.what === "handover.take-up" ? [stream.id] : []));
  }
}

export function nameOfTurn(shift: ShiftName | undefined): { date: string; shift: string } {
  if (!shift) throw new Error("there is no such day");
  return { date: shift.date, shift: shift.shift };
}

function must(told: string, wanted: string): void {
  if (!told.includes(wanted)) throw new Error(`${wanted} was not entered: ${told}`);
}
