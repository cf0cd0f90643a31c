import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { Head } from "#duty/grammar/entry.ts";
import type { BindingError, Collision } from "./binding.ts";
import { refuseCollision, refuseError } from "./establish-post.ts";
import { isEstablished, type Site } from "./site.ts";
import type { BindHouseBody, SiteEntry } from "./site-shapes.ts";
import { toldUnseen } from "./told-unseen.ts";

export interface BindHouseFacts {
  /** Where the set-up stands. */
  readonly head: Head;
  readonly authorised: boolean;
  readonly bindingErrors: readonly BindingError[];
  /** What the regulations would contradict each other in, were the house bound as told. */
  readonly collisions: readonly Collision[];
}

/**
 * A site says what the functions of the house are called with it, and gives the numbers that are left to it. The house binds every post
 * anyway; until this is told its words stand for themselves. What has begun ends as it began.
 */
export const bindHouseRules: Decide<Site, BindHouseBody, unknown, BindHouseFacts, SiteEntry> = ({
  state,
  body,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("site.not-administrator", ["ZB-10"]);
  if (!isEstablished(state)) return refuse("site.not-established", ["ZB-10"]);
  const unseen = toldUnseen(state.houseTerms.at(-1)?.since, facts.head, circumstances);
  if (unseen) return unseen;
  const [error] = facts.bindingErrors;
  if (error) return refuseError(error);
  const [collision] = facts.collisions;
  if (collision) return refuseCollision(collision, "parameters");
  return enter({ type: "site.house-bound", body });
};
