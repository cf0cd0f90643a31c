import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { Head } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { BindingError, Collision } from "./binding.ts";
import { isEstablished, type Site } from "./site.ts";
import type { EstablishPostBody, SiteEntry } from "./site-shapes.ts";
import { toldUnseen } from "./told-unseen.ts";

export interface EstablishPostFacts {
  /** Where the set-up stands. */
  readonly head: Head;
  readonly authorised: boolean;
  readonly bindingErrors: readonly BindingError[];
  /** Where in `carries` something stands that no noun of this release understands; undefined where nothing does. */
  readonly carriedWrong: string | undefined;
  /** What the regulations would contradict each other in, were the post as told. */
  readonly collisions: readonly Collision[];
}

/** A post begins, or is from now on as told. What has begun at it ends as it began. */
export const establishPost: Decide<Site, EstablishPostBody, unknown, EstablishPostFacts, SiteEntry> = ({
  state,
  body,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("site.not-administrator", ["ZB-10"]);
  if (!isEstablished(state)) return refuse("site.not-established", ["ZB-10"]);
  const unseen = toldUnseen(heldUnder(state.posts, body.key)?.at(-1)?.since, facts.head, circumstances);
  if (unseen) return unseen;
  const [error] = facts.bindingErrors;
  if (error) return refuseError(error);
  if (facts.carriedWrong !== undefined)
    return refuse("site.post-carries-unknown", ["ZB-10"], {
      field: facts.carriedWrong,
      detail: { field: facts.carriedWrong },
    });
  const [collision] = facts.collisions;
  if (collision) return refuseCollision(collision, "binds");
  return enter({ type: "site.post-established", body });
};

/** A word or a number that the text does not have, or does not leave to the site. */
export function refuseError({ code, field, name, rules }: BindingError) {
  return refuse(code, rules.length > 0 ? rules : ["ZB-10"], { field, detail: { name } });
}

/** Both citations stand in the refusal: one of the two regulations, or of the two numbers, must give way. */
export function refuseCollision({ post, part, one, other, against }: Collision, field: string) {
  if (against !== undefined) {
    const detail = { post, part, against, one, other };
    return refuse("site.numbers-contradict", [...new Set(["ZB-15", ...one, ...other])], { field, detail });
  }
  return refuse("site.regulations-collide", ["ZB-15", ...one, ...other], { field, detail: { post, part, one, other } });
}
