import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { BindingFault, Collision } from "./binding.ts";
import { isEstablished, type Site, type SiteEntry } from "./site.ts";
import type { EstablishPostBody } from "./site-shapes.ts";

export interface EstablishPostFacts {
  readonly authorised: boolean;
  readonly bindingFaults: readonly BindingFault[];
  /** What the regulations would contradict each other in, were the post as told. */
  readonly collisions: readonly Collision[];
}

/** A post begins, or is from now on as told. What has begun at it ends as it began. */
export const establishPost: Decide<Site, EstablishPostBody, unknown, EstablishPostFacts, SiteEntry> = ({
  state,
  body,
  facts,
}) => {
  if (!facts.authorised) return refuse("site.not-administrator", ["ZB-10"]);
  if (!isEstablished(state)) return refuse("site.not-established", ["ZB-10"]);
  const [fault] = facts.bindingFaults;
  if (fault) {
    const rules = fault.rules.length > 0 ? fault.rules : ["ZB-10"];
    return refuse(fault.code, rules, { field: fault.field, detail: { name: fault.name } });
  }
  const [collision] = facts.collisions;
  if (collision) return refuseCollision(collision, "binds");
  return enter({ type: "site.post-established", body });
};

/** Both citations stand in the refusal: one of the two regulations must give way. */
export function refuseCollision({ post, part, one, other }: Collision, field: string) {
  return refuse("site.regulations-collide", ["ZB-15", ...one, ...other], { field, detail: { post, part, one, other } });
}
