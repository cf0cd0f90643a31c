import { findsFault, pageIsClosed, passedByName, signsOff } from "./afterwards-chapters.ts";
import type { Cast } from "./journey-cast.ts";
import type { JourneyDesk } from "./journey-desk.ts";
import type { JourneyProduct } from "./journey-product.ts";
import {
  mayNotLeave,
  opensMatters,
  sendsOnceWhenBack,
  signsOn,
  survivesReload,
  takesLineBack,
  writes,
} from "./on-duty-chapters.ts";
import {
  bothSign,
  counts,
  isNotTheRelief,
  mayNotSignYet,
  prepares,
  readsRecords,
  reliefComes,
  takesMatters,
} from "./signing-chapters.ts";

/*
 * A day at the lobby as it is seen on screens: 李伟 has the morning, 张磊 relieves him, 马超 is on the evening too, 孙涛 leads the squad.
 */

export async function tellHandover(cast: Cast): Promise<void> {
  await signsOn(cast, "李伟", "早班");
  await mayNotLeave(cast);
  await writes(cast);
  await takesLineBack(cast);
  await survivesReload(cast);
  await sendsOnceWhenBack(cast);
  await opensMatters(cast);
  await cast.pass(8 * 60 - 5);
  await reliefComes(cast);
  await prepares(cast);
  await mayNotSignYet(cast);
  await isNotTheRelief(cast);
  await readsRecords(cast);
  await counts(cast);
  await takesMatters(cast);
  await cast.pass(3);
  await bothSign(cast);
  await pageIsClosed(cast);
  await passedByName(cast);
  await signsOff(cast);
  await cast.pass(60);
  await findsFault(cast);
}

/** So much time passes in the house that each of these desks locks by itself. */
export async function passFor(house: JourneyProduct, minutes: number, desks: readonly JourneyDesk[]): Promise<void> {
  house.pass(minutes);
  for (const each of desks) await each.lockedByItself();
}
