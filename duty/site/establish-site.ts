import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { isEstablished, type Site } from "./site.ts";
import type { EstablishBody, SiteEntry } from "./site-shapes.ts";

export interface SetUpFacts {
  /** Whether the actor is the installation itself or an administrator. */
  readonly authorised: boolean;
}

/** A site begins. It is established once; posts and editions follow (ZB-10). */
export const establishSite: Decide<Site, EstablishBody, unknown, SetUpFacts, SiteEntry> = ({ state, body, facts }) => {
  if (!facts.authorised) return refuse("site.not-administrator", ["ZB-10"]);
  if (isEstablished(state)) return refuse("site.already-established", ["ZB-10"]);
  return enter({ type: "site.established", body });
};
