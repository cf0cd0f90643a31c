import { execute } from "#server/door/execute.ts";
import { readPacks } from "#server/regulation/published.ts";
import { towerCommands, towerOffice } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { cast, type DeskStory, storySite } from "./desk-story.ts";
import { towerOpeningDay } from "./tower-product.ts";

/** A second site of the story's organisation. */
export const otherSite = "mall";
/** Somebody without any function, who is in no roster of the tower. */
export const stranger = personNamed("马超");

/** The tower once more, under another name, where somebody else has the turns of `cast.lin`. */
export async function establishOther({ runtime, org }: DeskStory, instead: string): Promise<void> {
  const editions = readPacks("regulations").published.filter(({ id }) => id === "zhiban-house");
  const plan = { editions, from: towerOpeningDay, rosterFrom: towerOpeningDay, firstShift: "day", rosterDays: 3 };
  for (const command of towerCommands(plan).filter(({ site }) => site === storySite)) {
    const body = JSON.parse(JSON.stringify(command.body).replaceAll(cast.lin, instead));
    const other = { ...command, id: `other/${command.id}`, site: otherSite, body };
    const { answer } = await execute(runtime, { org, sites: [towerOffice, otherSite] }, other);
    if (answer.refusal) throw new Error(`${other.id} was refused: ${JSON.stringify(answer.refusal)}`);
  }
}
