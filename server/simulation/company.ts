import type { Message } from "#duty/door/table.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, type Instant, wallClock } from "#duty/grammar/time.ts";
import type { Hearers } from "#duty/wiring/hear-message.ts";
import type { LifeChance } from "./chance.ts";
import { everybody, personNamed, type TowerPerson, teams } from "./tower-people.ts";
import type { WatchedTurn } from "./watched-turn.ts";

/** Who is where by the plan as it stands: the months as they were published first, and what was exchanged since. */
export class Company {
  readonly #turns: readonly WatchedTurn[];
  readonly #exchanged = new Map<string, PersonId>();

  constructor(turns: readonly WatchedTurn[]) {
    this.#turns = turns;
  }

  exchange(turn: ShiftName, person: PersonId): void {
    this.#exchanged.set(shiftId(turn), person);
  }

  /** A shift with whoever is planned for it now. */
  planned(turn: WatchedTurn): WatchedTurn {
    return { ...turn, person: this.#exchanged.get(shiftId(turn)) ?? turn.person };
  }

  rostered(post: string, at: Instant): PersonId | undefined {
    const turn = this.#turns.find((each) => each.post === post && each.startsAt <= at && at < each.endsAt);
    return turn && this.planned(turn).person;
  }

  /** Who can be put in at a post on a day, the first choice first: whoever stands in there, and whoever rests. */
  sparesFor(post: string, date: BusinessDate): readonly PersonId[] {
    const there = this.#turns.filter((each) => each.post === post && each.date === date);
    const planned = there.map((each) => this.planned(each).person);
    const team: readonly TowerPerson[] = teams[post as keyof typeof teams];
    const resting = team.map(({ person }) => person).filter((each) => !planned.includes(each));
    return [...(standIns[post] ?? []), ...resting];
  }

  /** Whom one calls for a post: the squad leader on duty, and for the squad's own post the department's supervisor. */
  leaderFor(post: string, at: Instant): PersonId {
    return (post === "squad" ? undefined : this.rostered("squad", at)) ?? personNamed("林志远");
  }

  /** Who is rostered at the other posts when the squad lines up. */
  squadAt(at: Instant): readonly PersonId[] {
    return ["lobby", "east-gate"].flatMap((post) => this.rostered(post, at) ?? []);
  }

  /** Who holds a function that a call's ladder names, and who of them sits at a screen. */
  hearersOf({ obligation: { ladder } }: Message, at: Instant, chance: LifeChance): Hearers {
    const called = ladder.map(({ call }) => call);
    const candidates = everybody.filter(({ functions }) => functions.some((each) => called.includes(each)));
    const people = candidates.map(({ person }) => person).toSorted();
    return { candidates: people, listening: people.filter((each) => this.#listens(each, at, chance)) };
  }

  /** The squad leader on duty is seldom away from the screen; who leads the department is there by day, and at home has it beside the bed. */
  #listens(person: PersonId, at: Instant, chance: LifeChance): boolean {
    if (person === this.rostered("squad", at)) return chance.happens(0.93);
    const leads = everybody.find((each) => each.person === person)?.functions.some((each) => inOffice.includes(each));
    if (!leads) return false;
    const hour = Number(wallClock(at, "Asia/Shanghai").time.slice(0, 2));
    return chance.happens(hour >= 8 && hour < 20 ? 0.85 : 0.35);
  }
}

const standIns: Readonly<Record<string, readonly PersonId[]>> = {
  lobby: [personNamed("马超")],
  "east-gate": [personNamed("高翔")],
};

const inOffice = ["department-manager", "department-supervisor"];
