import type { JourneyDesk } from "./journey-desk.ts";
import { castOpeningDay } from "./journey-product.ts";

/** Who sits where, and how time passes for them. */
export interface Cast {
  /** The browser at which somebody works. */
  at(name: string): JourneyDesk;
  /** Time passes for everybody; desks that nobody touches lock themselves. */
  pass(minutes: number): Promise<void>;
}

export const morning = { post: "lobby", date: castOpeningDay, shift: "day" };
export const lampOut = "照明故障，已报工程部。";
export const pumpRoom = "B1 消防泵房门禁失灵，门暂用锁链，须工程部当面交接钥匙。";
