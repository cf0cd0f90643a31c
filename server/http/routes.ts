import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Services } from "#server/start/services.ts";

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/**
 * The routes of a noun: what `<noun>-routes.ts` exports and the noun's value names (`served-noun.ts`). A route needs an open desk unless its
 * `config.desk` says otherwise, and asks for what it shows within `scopeOf(desk)`; without a description of its answer it is not served.
 */
export type Routes = (app: App, services: Services) => void;
