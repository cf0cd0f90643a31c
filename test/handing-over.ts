import type { Outcome } from "#duty/door/table.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, datePlus } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { type Roster, rosterId } from "#duty/roster/roster.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "./tower-world.ts";

/** The shift of a post of the tower, so many days after the first. */
export function shiftOn(post: string, shift: string, days = 0): ShiftName {
  return { post, date: datePlus(firstDay, days), shift };
}

/** The tower with everybody's regulations confirmed, and what people do there when one shift hands over to the next. */
export class RunOfShifts {
  readonly tower: TowerWorld;

  constructor(rosterDays = 2, outside: Parameters<typeof towerWorld>[2] = {}) {
    const readBy = ["李伟", "张磊", "王强", "周敏", "吴军", "马超", "孙涛", "赵鹏", "欧阳建国"];
    this.tower = towerWorld(rosterDays, packs, { ...outside, readBy });
  }

  /** `+1 00:05` is on the day after the first. */
  at(time: string): this {
    this.tower.world.moveTo(wall(time));
    return this;
  }

  /** What it was refused for, or the types of the entries that it wrote. */
  does(who: string, act: string, body: object, more: object = {}): string {
    return told(this.tower.does(who, act, body, more));
  }

  prepares(who: string, shift: ShiftName, relief: string | undefined, more: object = {}): string {
    const named = relief === undefined ? {} : { relief: towerPerson(relief) };
    const words = { summary: "正常", done: "都好", nothingPending: true };
    return this.does(who, "handover.prepare", { ...shift, ...words, ...named, ...more });
  }

  amends(who: string, shift: ShiftName, relief?: string, more: object = {}): string {
    const named = relief === undefined ? {} : { relief: towerPerson(relief) };
    return this.does(who, "handover.amend", { ...shift, ...named, ...more });
  }

  /** Whatever the relief is asked for before it signs. */
  checks(who: string, shift: ShiftName): string {
    const { kit = [], books = [] } = this.form(shift) ?? {};
    const counts = kit.map(({ item, expected }) => ({ item, found: expected, damaged: 0, missing: 0 }));
    if (books.length > 0) this.does(who, "handover.take-books", { ...shift, books });
    this.does(who, "handover.read-records", shift);
    return this.does(who, "handover.count", { ...shift, counts });
  }

  signs(who: string, shift: ShiftName, lateReason?: string): string {
    const { head: seen } = this.tower.world.streams.get(`tower:handover/${shiftId(shift)}`) ?? {};
    const forms = ["work", "property"];
    const reason = lateReason === undefined ? {} : { lateReason };
    return this.does(who, "handover.sign", { ...shift, forms, ...reason }, { seen });
  }

  /** The month is published again with one more in a shift, who leads nobody. */
  joins(who: string, turn: ShiftName): string {
    return this.#puts(who, turn, false);
  }

  /** The month is published again with somebody in a shift that was nobody's. */
  putsIn(who: string, turn: ShiftName): string {
    return this.#puts(who, turn, true);
  }

  #puts(who: string, { date, shift, post }: ShiftName, leading: boolean): string {
    const also = { date: date as BusinessDate, shift, person: towerPerson(who), leading };
    return this.#publishes(post, date, (assignments) => [...assignments, also]);
  }

  /** The month is published again with nobody in a shift. */
  withoutAnybody({ date, shift, post }: ShiftName): string {
    return this.#publishes(post, date, (assignments) =>
      assignments.filter((each) => each.date !== date || each.shift !== shift),
    );
  }

  #publishes(
    post: string,
    date: string,
    change: (assignments: Roster["assignments"]) => Roster["assignments"],
  ): string {
    const id = rosterId(post, date as BusinessDate);
    const { assignments } = this.tower.world.state<Roster>({ site: "tower", noun: "roster", id });
    const body = { post, month: date.slice(0, 7), assignments: change(assignments) };
    return this.does("黄丽华", "roster.publish", body, {
      seen: this.tower.world.streams.get(`tower:roster/${id}`)?.head,
    });
  }

  leavesTheCompany(who: string): string {
    return this.does("何雅静", "person.leave", { person: towerPerson(who), reason: "辞职" }, { site: towerOffice });
  }

  handover(shift: ShiftName): Handover {
    return this.tower.world.state<Handover>({ site: "tower", noun: "handover", id: shiftId(shift) });
  }

  form(shift: ShiftName): Extract<Handover, { phase: "prepared" }>["preparation"] | undefined {
    const state = this.handover(shift);
    return state.phase === "unknown" ? undefined : state.preparation;
  }
}

function told({ refusal, touched }: Outcome): string {
  return refusal?.code ?? touched.flatMap(({ entries }) => entries.map(({ type }) => type)).join(" ");
}
