import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { Collision } from "./binding.ts";
import { refuseCollision } from "./establish-post.ts";
import { isEstablished, isThatAdoption, type Site, standingAdoptions } from "./site.ts";
import type { SiteEntry, WithdrawAdoptionBody } from "./site-shapes.ts";

export interface WithdrawAdoptionFacts {
  readonly authorised: boolean;
  /** What the editions that remain would contradict each other in. */
  readonly collisions: readonly Collision[];
}

/** An adoption is taken back before its day, by who may adopt; from that day on only another edition follows (ZB-14). */
export const withdrawAdoption: Decide<Site, WithdrawAdoptionBody, unknown, WithdrawAdoptionFacts, SiteEntry> = ({
  state,
  body,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("site.not-administrator", ["ZB-10"]);
  if (!isEstablished(state)) return refuse("site.not-established", ["ZB-10"]);
  const found = standingAdoptions(state).find((each) => isThatAdoption(each, body));
  if (!found) {
    if (state.adoptions.some((each) => isThatAdoption(each, body))) return enter();
    return refuse("site.no-such-adoption", ["ZB-14"], { field: "hash", detail: { regulation: body.regulation } });
  }
  const { regulation, edition, hash, from } = found;
  if (from <= circumstances.today) {
    return refuse("site.adoption-in-force", ["ZB-14"], { field: "from", detail: { from } });
  }
  const [collision] = facts.collisions;
  if (collision) return refuseCollision(collision, "regulation");
  return enter({ type: "site.adoption-withdrawn", body: { regulation, edition, hash, from } });
};
