import type { z } from "zod";
import type { Command, Outcome } from "#duty/door/table.ts";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type BusinessDate, datePlus, type Instant, localInstant } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { plainRecorder } from "#duty/plain-recorder.ts";
import { adoptedShape } from "#duty/regulation.ts";
import { World } from "#duty/world.ts";
import { adopting } from "#server/regulation/adopting.ts";
import { type Published, published, readPacks } from "#server/regulation/published.ts";
import { towerCommands, towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";

/** The editions of this repository. */
export const packs: readonly Published[] = readPacks("regulations").published;

/** The first day of the tower's roster, from the day shift on. */
export const firstDay = "2026-11-21" as BusinessDate;

/** `16:05` on the first day, `+1 00:05` on the day after, on the wall of the tower. */
export function wall(time: string): Instant {
  const [, days, clock = ""] = /^(?:\+(\d) )?(.*)$/.exec(time) ?? [];
  return localInstant(datePlus(firstDay, Number(days ?? 0)), clock, "Asia/Shanghai");
}

export interface TowerWorld {
  readonly world: World;
  /** Sends a command as somebody of the tower would, its body checked as at the API. */
  does(who: string | "setup", act: string, body: object, more?: Partial<Command>): Outcome;
}

interface TowerOutside extends Pick<ConstructorParameters<typeof World>[0], "called"> {
  /** Whoever has confirmed every regulation by then. */
  readonly readBy?: readonly string[];
}

/** How the tower stands before anything is done in it, by the days of its roster and by who has read: made once, and led as copies. */
const begun = new Map<string, World>();
/** What a mutant has changed stands in no tower that was made before it. */
const isAsked = process.env.ZHIBAN_MUTATED !== undefined;

/** The demonstration tower in memory, at six in the morning of the first day, with two days of roster. */
export function towerWorld(rosterDays = 2, editions = packs, outside: TowerOutside = {}): TowerWorld {
  const { called, readBy = [] } = outside;
  const first = readBy.length * editions.length;
  if (called || editions !== packs || isAsked) return peopled(setUp(rosterDays, editions, outside), first);
  const name = [rosterDays, ...readBy].join();
  const kept = begun.get(name) ?? setUp(rosterDays, editions, outside);
  begun.set(name, kept);
  return peopled(kept.copy(), first);
}

function setUp(rosterDays: number, editions: readonly Published[], { called, readBy = [] }: TowerOutside): World {
  const outside = { table: dutyTable, calendar, record: plainRecorder };
  const world = new World(called ? { ...outside, called } : outside, wall("06:00"));
  const plan = { editions, from: firstDay, rosterFrom: firstDay, firstShift: "day", rosterDays };
  for (const command of towerCommands(plan)) {
    const { refusal } = world.execute(command);
    if (refusal) throw new Error(`${command.id} was refused: ${refusal.code}`);
  }
  const { does } = peopled(world, 0);
  for (const who of readBy)
    for (const { id: regulation, hash } of editions) {
      const { refusal } = does(who, "notice.confirm", { regulation, hash });
      if (refusal) throw new Error(`${who} could not confirm ${regulation}: ${refusal.code}`);
    }
  return world;
}

/** `sent`: how many commands people have sent already. */
function peopled(world: World, sent: number): TowerWorld {
  let number = sent;
  return {
    world,
    does: (who, act, body, more = {}) => {
      number += 1;
      const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
      const shape = acts[act as keyof typeof acts].shape;
      const actor = who === "setup" ? who : { person: personNamed(who) };
      return world.execute({
        id,
        site: towerSite,
        act,
        body: shape ? shape.parse(body) : body,
        actor,
        proof: "pin",
        // Whoever sets something up has it on their screen as it is.
        ...(act.startsWith("site.") ? { seen: world.streams.get(`${towerSite}:site/setup`)?.head } : {}),
        ...more,
      });
    },
  };
}

/** An edition of this repository under another date, with some things said otherwise, as who knows what is not carried out sends it. */
export function adoptableWith(id: string, edition: string, changes: object = {}) {
  const found = packs.find((each) => each.id === id);
  if (!found) throw new Error(`there is no edition of ${id}`);
  const { regulation, rules } = found.adopted;
  const renamed = { ...regulation, edition: edition as BusinessDate, ...changes };
  return adoptableText({ regulation: renamed, rules });
}

/** The same for any text. */
export function adoptableText(text: z.input<typeof adoptedShape>) {
  const { from: _, ...body } = adopting(published(adoptedShape.parse(text)), firstDay);
  return body;
}

/** Somebody of the tower, by the name that people call them. */
export function towerPerson(name: string): PersonId {
  return personNamed(name);
}
