import type { Sql } from "postgres";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { entryShapes } from "#duty/entries.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { followPerson, peopleIn } from "./account/account-consequences.ts";
import { type Door, openDoor } from "./door.ts";
import { type House, type HouseParts, openHouse } from "./house.ts";
import type { Keyring } from "./keys/keyring.ts";
import { sealerWith } from "./secret/sealer.ts";
import { views } from "./views.ts";

/** The door and the house on pools in their roles. */
export function assemble(parts: { app: Sql; accounts: Sql; keyring: Keyring; now: () => Instant }): {
  door: Door;
  house: House;
} {
  const { app, accounts, keyring, now } = parts;
  const door = openDoor({
    pool: app,
    table: dutyTable,
    calendar,
    shapes: entryShapes,
    views,
    sealerOf: async (org) => sealerWith(await keyring.keysOf(org)),
    now,
    plans: ["roster"],
  });
  const afterwards: HouseParts["afterwards"] = async ({ org }, touched) => {
    for (const person of peopleIn(touched)) await followPerson(accounts, now(), org, person);
  };
  return { door, house: openHouse({ door, accounts, keyring, afterwards }) };
}
