import { desksDrill } from "./desks-drill.ts";
import type { Drill } from "./drill-result.ts";
import { killDrill } from "./kill.ts";
import { mutantsDrill } from "./kill-mutants.ts";
import { limitsDrill } from "./limits/limits-drill.ts";
import { livesDrill, mendingsDrill } from "./lives-drill.ts";
import { longDrill } from "./long-drill.ts";
import { monthsDrill } from "./months-drill.ts";
import { overviewDrill } from "./overview-drill.ts";
import { packsDrill } from "./pack-copies.ts";
import { propertiesDrill } from "./properties-drill.ts";
import { sameIdDrill } from "./same-id.ts";
import { tamperDrill } from "./tamper.ts";
import { twinsDrill } from "./twins-drill.ts";
import { twoNodesDrill } from "./two-nodes.ts";

/** Every drill of the running product by its name; `npm run drill -- NAME…` runs some of them. */
export const drills: Readonly<Record<string, Drill>> = {
  tamper: tamperDrill,
  lives: livesDrill,
  mendings: mendingsDrill,
  months: monthsDrill,
  overview: overviewDrill,
  properties: propertiesDrill,
  twins: twinsDrill,
  desks: desksDrill,
  kill: killDrill,
  mutants: mutantsDrill,
  "two-nodes": twoNodesDrill,
  "same-id": sameIdDrill,
  limits: limitsDrill,
  packs: packsDrill,
  long: longDrill,
};
