import type { Decide } from "#duty/grammar/act.ts";
import { enter, type RuleId, refuse } from "#duty/grammar/decision.ts";
import type { Collision } from "./binding.ts";
import { refuseCollision } from "./establish-post.ts";
import { isEstablished, isThatAdoption, type Site, standingAdoptions } from "./site.ts";
import type { AdoptEditionBody, SiteEntry } from "./site-shapes.ts";

export interface AdoptEditionFacts {
  readonly authorised: boolean;
  /** What the edition and those in force would contradict each other in. */
  readonly collisions: readonly Collision[];
  /** Rules of the text that nothing carries out as far as this release knows. */
  readonly uncarried: readonly RuleId[];
}

/**
 * An edition comes into force on a day, never on one that is past. What began under the edition before ends under it (ZB-14). Of what the
 * product cannot carry out of it, the adopter names every rule, so that nobody takes the text for kept because it was adopted.
 */
export const adoptEdition: Decide<Site, AdoptEditionBody, unknown, AdoptEditionFacts, SiteEntry> = ({
  state,
  body,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("site.not-administrator", ["ZB-10"]);
  if (!isEstablished(state)) return refuse("site.not-established", ["ZB-10"]);
  const before = standingAdoptions(state).filter((each) => each.regulation === body.regulation);
  if (before.some((each) => isThatAdoption(each, body))) return enter();
  if (before.some((each) => each.edition === body.edition && each.hash !== body.hash)) {
    return refuse("site.edition-edited", ["ZB-14"], { field: "text", detail: { edition: body.edition } });
  }
  if (body.from < circumstances.today) {
    return refuse("site.adoption-backdated", ["ZB-14"], { field: "from", detail: { today: circumstances.today } });
  }
  const [collision] = facts.collisions;
  if (collision) return refuseCollision(collision, "regulation");
  const unconfirmed = refuseUncarried(facts.uncarried, new Set(body.uncarried));
  if (unconfirmed) return unconfirmed;
  const { uncarried: _, ...adoption } = body;
  return enter({ type: "site.edition-adopted", body: adoption });
};

function refuseUncarried(uncarried: readonly RuleId[], confirmed: ReadonlySet<RuleId>) {
  if (confirmed.size === uncarried.length && uncarried.every((each) => confirmed.has(each))) return undefined;
  if (uncarried.length === 0) return refuse("site.nothing-uncarried", ["ZB-14"], { field: "uncarried" });
  return refuse("site.rules-uncarried", ["ZB-14"], { field: "uncarried", detail: { uncarried } });
}
