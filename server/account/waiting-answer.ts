import { z } from "zod";
import { siteAsked } from "#duty/door/answer-shape.ts";
import { refusedForActor, refusedForSite } from "#duty/door/edge-refusals.ts";
import { operation, view } from "#duty/door/operation.ts";
import { key } from "#duty/grammar/cited.ts";
import { mostTold } from "#duty/grammar/limits.ts";
import { deviceInstant, idFromOutside } from "#duty/grammar/shape.ts";

/** An item that a browser keeps, without its words. */
const toldShape = z.strictObject({
  id: idFromOutside,
  site: key,
  as: idFromOutside,
  deviceTime: deviceInstant,
});

const lostShape = z.object({ id: z.string(), person: z.string(), writtenAt: z.int() });

/**
 * A browser tells what it keeps and has not sent. `store` is drawn when its store is made, so that another number is another store; `round` counts
 * the tellings of one store, since they may arrive in another order. `former`: what waited in a store that is not there any more, where the browser
 * still knows; null where it does not, and all that was told of counts. `letGo`: what people put away themselves. The answer names what was lost: it
 * waited, and now neither waits nor was answered.
 */
export const waitingTelling = operation({
  id: "browser.tell-waiting",
  method: "POST",
  path: "/api/browser/waiting",
  body: z.strictObject({
    store: z
      .int()
      .min(0)
      .max(2 ** 48 - 1),
    round: z
      .int()
      .min(1)
      .max(2 ** 48 - 1),
    waiting: z.array(toldShape).max(mostTold),
    former: z.array(toldShape).max(mostTold).nullable(),
    letGo: z.array(idFromOutside).max(mostTold),
  }),
  answer: z.object({ lost: z.array(lostShape) }),
  refusals: [],
});

/** For who supervises a site: what browsers lost there and nobody has marked as seen, the latest first. */
export const lossesView = view({
  id: "browser.losses",
  path: "/api/browser/losses",
  query: siteAsked,
  answer: z.object({
    losses: z.array(lostShape.extend({ noticedAt: z.int(), device: z.string().nullable() })),
  }),
  refusals: [...refusedForSite, ...refusedForActor, "account.not-a-supervisor"],
});

export const lossesSeen = operation({
  id: "browser.see-losses",
  method: "POST",
  path: "/api/browser/losses/seen",
  body: z.strictObject({ site: key, losses: z.array(idFromOutside).min(1).max(mostTold) }),
  answer: z.object({ seen: z.int() }),
  refusals: [...refusedForSite, ...refusedForActor, "account.not-a-supervisor"],
});

export type WaitingTelling = typeof waitingTelling;
export type LossesView = typeof lossesView;
export type LossesSeen = typeof lossesSeen;
/** An item that a browser keeps, without its words. */
export type ToldItem = z.output<typeof toldShape>;
/** An item that a browser has lost. */
export type LostItem = z.output<typeof lostShape>;
