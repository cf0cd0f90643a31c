import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { Collision } from "./binding.ts";
import { refuseCollision } from "./establish-post.ts";
import { isEstablished, type Site } from "./site.ts";
import type { AdoptEditionBody, SiteEntry } from "./site-shapes.ts";

export interface AdoptEditionFacts {
  readonly authorised: boolean;
  /** What the edition and those in force would contradict each other in. */
  readonly collisions: readonly Collision[];
}

/** An edition comes into force on a day, never on one that is past. What began under the edition before ends under it (ZB-14). */
export const adoptEdition: Decide<Site, AdoptEditionBody, unknown, AdoptEditionFacts, SiteEntry> = ({
  state,
  body,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("site.not-administrator", ["ZB-10"]);
  if (!isEstablished(state)) return refuse("site.not-established", ["ZB-10"]);
  const before = state.adoptions.filter((each) => each.regulation === body.regulation);
  if (before.some((each) => each.hash === body.hash && each.from === body.from)) return enter();
  if (before.some((each) => each.edition === body.edition && each.hash !== body.hash)) {
    return refuse("site.edition-edited", ["ZB-14"], { field: "text", detail: { edition: body.edition } });
  }
  if (body.from < circumstances.today) {
    return refuse("site.adoption-backdated", ["ZB-14"], { field: "from", detail: { today: circumstances.today } });
  }
  const [collision] = facts.collisions;
  if (collision) return refuseCollision(collision, "regulation");
  return enter({ type: "site.edition-adopted", body });
};
