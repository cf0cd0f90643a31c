import { calendar, dutyTable } from "#duty/duty-table.ts";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { plainRecorder } from "#duty/plain-recorder.ts";
import { World } from "#duty/world.ts";
import { liveTower, setUpAt } from "#server/simulation/live.ts";
import { rareWays } from "#server/simulation/rare-ways.ts";
import { type Stage, worldStage } from "#server/simulation/stage.ts";
import { everybody } from "#server/simulation/tower-people.ts";
import type { LifeTally } from "#server/simulation/troupe.ts";
import { packs } from "./tower-world.ts";

/* Thirty days of the demonstration in memory, and what may not be said of them whatever the seed. */

const from = "2026-10-22" as BusinessDate;

export interface LivedMonth {
  readonly world: World;
  readonly tally: LifeTally;
  /** What was refused, as sent: code, who, act and body in one text. */
  readonly refused: readonly { readonly code: string; readonly sent: string }[];
}

export async function liveMonth(seed: number): Promise<LivedMonth> {
  const world = new World({ table: dutyTable, calendar, record: plainRecorder }, setUpAt(from));
  const until = plusMinutes(setUpAt(from), 30 * 1440);
  const refused: { code: string; sent: string }[] = [];
  const inMemory = worldStage(world);
  const stage: Stage = {
    ...inMemory,
    execute: async (command) => {
      const answered = await inMemory.execute(command);
      const { act, actor, body } = command;
      if (answered.refusal) refused.push({ code: answered.refusal.code, sent: JSON.stringify([actor, act, body]) });
      return answered;
    },
  };
  const tally = await liveTower(stage, { editions: packs, from, until, rosterDays: 44, seed });
  return { world, tally, refused };
}

/** What people of the tower get wrong on purpose, and how often in a month at most; whatever else is refused, nobody meant. */
const MEANT: Readonly<Record<string, number>> = {
  "attendance.post-uncovered": 20,
  "absence.regulation-unconfirmed": everybody.length,
  "attendance.regulation-unconfirmed": everybody.length,
  "handover.count-does-not-add-up": 35,
  "handover.problem-unconfirmed": 15,
  "handover.summary-missing": 35,
};

/**
 * In words, what went wrong in a month that nobody meant: more refusals than were meant, the same act again unchanged, what a screen had
 * offered, a shift not handed over. */
export function strayedIn({ world, tally, refused }: LivedMonth): string[] {
  const more = Object.entries(tally.refused)
    .filter(([code, times]) => times > (MEANT[code] ?? 0))
    .map(([code, times]) => `${code} was refused ${times} times, ${MEANT[code] ?? 0} are meant`);
  const sent = refused.map((each) => each.sent);
  const again = refused
    .filter((each, index) => sent.indexOf(each.sent) < index)
    .map((each) => `refused before and sent again unchanged: ${each.code} ${each.sent}`);
  const rare = rareWays.filter((way) => tally.rare[way] < 2).map((way) => `${way} was gone ${tally.rare[way]} times`);
  const offered = tally.offeredAndRefused.map((each) => `offered by the screen and refused: ${each}`);
  return [...more, ...again, ...rare, ...offered, ...notHandedOver(world)];
}

/** Of each post the shift that runs when life stops has its hand-over before it, and no other. */
function notHandedOver(world: World): string[] {
  const left = [...world.streams.values()].filter(
    ({ key, state }) => key.noun === "handover" && (state as Handover).phase !== "completed",
  );
  const posts = left.map(({ key }) => key.id.split("/")[0]);
  return left.flatMap(({ key }, index) =>
    posts.lastIndexOf(posts[index]) === index ? [] : [`${key.id} was never handed over`],
  );
}
