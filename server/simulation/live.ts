import type { PersonId } from "#duty/grammar/entry.ts";
import { type BusinessDate, datePlus, type Instant, localInstant, plusMinutes } from "#duty/grammar/time.ts";
import type { AdoptableText } from "#server/regulation/adopting.ts";
import { LifeChance } from "./chance.ts";
import { begin, changeShift, type StandIns } from "./change-shift.ts";
import type { Life, WatchedTurn } from "./habit.ts";
import type { Stage } from "./stage.ts";
import { type CalendarYear, shifts, towerCommands, turnsOn } from "./tower.ts";
import { personNamed, teams } from "./tower-people.ts";
import { type LifeTally, type ScriptedPart, Troupe } from "./troupe.ts";
import { keepWatch } from "./watch.ts";

const zone = "Asia/Shanghai";

export interface TowerLife {
  readonly editions: readonly AdoptableText[];
  /** The first day that is lived; the tower is set up on the day before. */
  readonly from: BusinessDate;
  /** When life stops; people stay where they are then. */
  readonly until: Instant;
  /** Days for which there are rosters, so that life can go on. */
  readonly rosterDays: number;
  readonly seed: number;
  /** Years whose holidays are told. */
  readonly calendars?: readonly CalendarYear[];
}

/** Noon on the day before the first: the stage's clock must stand there when the life begins. */
export function setUpAt(from: BusinessDate): Instant {
  return localInstant(datePlus(from, -1), "12:00", zone);
}

/**
 * Sets the tower up and lets its people live in it by real commands: they are late, forget, miscount, write, open and settle matters, find
 * faults afterwards. The same plan and seed send the same commands.
 * @throws Error when the tower cannot be set up
 */
export async function liveTower(stage: Stage, life: TowerLife, moved?: (now: Instant) => void): Promise<LifeTally> {
  const { editions, from, rosterDays, seed, until, calendars = [] } = life;
  const plan = { editions, from: datePlus(from, -1), rosterFrom: from, rosterDays, calendars };
  for (const command of towerCommands(plan)) {
    const { refusal } = await stage.execute(command);
    if (refusal) throw new Error(`the tower cannot be set up: ${command.id} was refused: ${refusal.code}`);
  }
  const troupe = new Troupe(stage, { seed, editions });
  const parts = Object.keys(teams).map((post, index) => {
    const turns = turnsOf(post, life);
    return postLife({ ...company(life), troupe, chance: new LifeChance(seed * 31 + index) }, turns);
  });
  await troupe.play(parts, until, moved);
  return troupe.tally;
}

const standIns: StandIns = { lobby: personNamed("马超"), "east-gate": personNamed("高翔") };

function* postLife(life: Life, turns: readonly WatchedTurn[]): ScriptedPart {
  const [first, ...others] = turns;
  if (!first) return;
  let { person, since } = yield* begin(first);
  let turn = first;
  for (const next of others) {
    yield* keepWatch({ life, turn, person, since });
    ({ person, since } = yield* changeShift(life, turn, person, next, standIns));
    turn = next;
  }
  yield* keepWatch({ life, turn, person, since });
}

function turnsOf(post: string, { from, rosterDays }: TowerLife): WatchedTurn[] {
  const team = teams[post as keyof typeof teams];
  return Array.from({ length: rosterDays }, (_, day) => datePlus(from, day)).flatMap((date, day) =>
    turnsOn(date, team, day).map(({ shift, person }) => {
      const planned = shifts.find((each) => each.key === shift);
      const startsAt = localInstant(date, planned?.starts ?? "00:00", zone);
      return { post, date, shift, person, startsAt, endsAt: plusMinutes(startsAt, planned?.minutes ?? 0) };
    }),
  );
}

/** Who is called, and who lines up, by the roster. */
function company(life: TowerLife): Pick<Life, "leaderFor" | "squadAt"> {
  const all = Object.keys(teams).map((post) => ({ post, turns: turnsOf(post, life) }));
  const rostered = (post: string, at: Instant): PersonId | undefined =>
    all.find((each) => each.post === post)?.turns.find(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)?.person;
  return {
    leaderFor: (post, at) => (post === "squad" ? undefined : rostered("squad", at)) ?? personNamed("林志远"),
    squadAt: (at) => ["lobby", "east-gate"].flatMap((post) => rostered(post, at) ?? []),
  };
}
