import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import fastify, { type FastifyServerOptions } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { sessionRoutes } from "#server/account/session-routes.ts";
import type { Services } from "#server/start/services.ts";
import { answerProblems } from "./answer-error.ts";
import { findDesks, guardDesks } from "./at-desk.ts";
import { commandRoutes } from "./commands.ts";
import { healthRoutes, type Readiness } from "./health-routes.ts";
import { describeApi } from "./openapi.ts";
import { limitRequests, protect, queueReads, readableAddress, unfinishedRequests } from "./protection.ts";
import { largestBody, readBodies } from "./request-bodies.ts";
import type { App, Routes } from "./routes.ts";
import { serveScreens } from "./screens.ts";

export interface AppOptions {
  readonly services: Services;
  readonly readiness: Readiness;
  /** Whether it is worth asking the database at all; otherwise requests are answered at once. */
  readonly isThere?: () => boolean;
  /** Routes of the nouns, and of whatever else asks the house. */
  readonly routes: readonly Routes[];
  /** Folder of the built screens. */
  readonly screens?: string;
  /** Reached by https only. */
  readonly secure?: boolean;
  /** Names by which it is reached, beside those of this machine. */
  readonly hosts?: readonly string[];
  /** Addresses of the proxies in front whose word about the client is believed; of anybody else none is. */
  readonly trustProxy?: readonly string[];
  readonly logger?: FastifyServerOptions["logger"];
  /** Requests per minute of one desk or address; `false` for measurements. */
  readonly perMinute?: number | false;
}

/** How long a connection may be silent or take for one request, in milliseconds. A proxy in front keeps an idle one for a minute, and ends it first. */
const patience = { requestTimeout: 30_000, connectionTimeout: 60_000, keepAliveTimeout: 65_000 } as const;
/** Of what stands in one place of an address. */
const longestParameter = 120;

/** The HTTP side of the house. Routes authorise in their queries; what is true of every request stands here. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { services, secure = false, hosts = [], trustProxy = [] } = options;
  const app = fastify({
    logger: options.logger ?? false,
    genReqId: () => randomUUID(),
    rewriteUrl: ({ url = "/" }) => readableAddress(url),
    bodyLimit: largestBody.ofAnyone,
    ...patience,
    http: unfinishedRequests,
    forceCloseConnections: "idle",
    trustProxy: trustProxy.length > 0 && [...trustProxy],
    routerOptions: { caseSensitive: true, maxParamLength: longestParameter },
    return503OnClosing: true,
  }).withTypeProvider<ZodTypeProvider>() as App;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app);
  readBodies(app);
  await app.register(cookie);
  await protect(app, { secure, isBehindProxy: trustProxy.length > 0 });
  await describeApi(app);
  findDesks(app, { services, secure, hosts, isThere: options.isThere ?? (() => true) });
  await limitRequests(app, services, options.perMinute);
  queueReads(app);
  guardDesks(app, services);
  healthRoutes(app, options.readiness);
  sessionRoutes(app, services, { secure });
  commandRoutes(app, services);
  for (const register of options.routes) register(app, services);
  if (options.screens !== undefined) await serveScreens(app, options.screens);
  return app;
}
