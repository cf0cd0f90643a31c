import { type BusinessDate, datePlus, type Instant, localInstant, shiftSpan } from "#duty/grammar/time.ts";
import type { AdoptableText } from "#server/regulation/adopting.ts";
import { answerCall } from "./answering.ts";
import { LifeChance } from "./chance.ts";
import { begin, changeShift } from "./change-shift.ts";
import { Company } from "./company.ts";
import { engages } from "./engages.ts";
import type { Life } from "./habit.ts";
import { drawRareWays } from "./rare-ways.ts";
import type { Stage } from "./stage.ts";
import { type CalendarYear, shifts, towerCommands, turnsOn } from "./tower.ts";
import { teams } from "./tower-people.ts";
import { type LifeTally, type ScriptedPart, type Switchboard, Troupe } from "./troupe.ts";
import { keepWatch } from "./watch.ts";
import type { WatchedTurn } from "./watched-turn.ts";

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
  const troupe = new Troupe(stage, { seed, editions });
  for (const command of towerCommands(plan)) {
    const answered = await stage.execute(command);
    const { refusal } = answered;
    if (refusal) throw new Error(`the tower cannot be set up: ${command.id} was refused: ${refusal.code}`);
    troupe.note(answered);
  }
  const posts = Object.keys(teams).map((post) => turnsOf(post, life));
  const chanceOf = (index: number) => new LifeChance(seed * 31 + index);
  const company = new Company(posts.flat());
  const isRare = drawRareWays(posts.flat(), chanceOf(posts.length));
  const common = { troupe, company, isRare, gone: new Set<string>(), once: new Set<string>() };
  for (const [index, turns] of posts.entries()) troupe.begin(postLife({ ...common, chance: chanceOf(index) }, turns));
  const listening = chanceOf(posts.length + 1);
  const answering = chanceOf(posts.length + 2);
  const choosing = chanceOf(posts.length + 3);
  const board: Switchboard = {
    hearersOf: (message, at) => company.hearersOf(message, at, listening),
    answer: (call) => answerCall({ ...common, chance: answering }, call),
    changed: engages({ ...common, chance: choosing }),
  };
  await troupe.play(board, until, moved);
  return troupe.tally;
}

function* postLife(life: Life, turns: readonly WatchedTurn[]): ScriptedPart {
  const [first, ...others] = turns;
  if (!first) return;
  let { person, since } = yield* begin(first);
  let turn = first;
  for (const each of others) {
    person = yield* keepWatch({ life, turn, person, since });
    const next = life.company.planned(each);
    ({ person, since } = yield* changeShift(life, turn, person, next));
    turn = next;
  }
  yield* keepWatch({ life, turn, person, since });
}

function turnsOf(post: string, { from, rosterDays }: TowerLife): WatchedTurn[] {
  const team = teams[post as keyof typeof teams];
  return Array.from({ length: rosterDays }, (_, day) => datePlus(from, day)).flatMap((date, day) =>
    turnsOn(date, team, day).flatMap(({ shift, person }) => {
      const planned = shifts.find((each) => each.key === shift);
      return planned ? [{ post, date, shift, person, ...shiftSpan(date, planned, zone) }] : [];
    }),
  );
}
