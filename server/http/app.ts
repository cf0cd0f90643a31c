import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import fastify, { type FastifyServerOptions } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { v7 as uuid } from "uuid";
import type { House } from "#server/house.ts";
import { cookieName, guardDesks } from "./at-desk.ts";
import { commandRoutes } from "./commands.ts";
import { answerFault, answerProblem } from "./fault.ts";
import { healthRoutes, type Readiness } from "./health-routes.ts";
import { describeApi } from "./openapi.ts";
import { nothingHere, Problem } from "./problem.ts";
import type { App, Routes } from "./routes.ts";
import { sessionRoutes } from "./session-routes.ts";

export interface AppOptions {
  readonly house: House;
  readonly readiness: Readiness;
  /** Routes of the nouns, and of whatever else asks the house. */
  readonly routes: readonly Routes[];
  /** Reached by https only. */
  readonly secure?: boolean;
  /** A proxy in front whose word about the client's address is believed. */
  readonly trustProxy?: boolean;
  readonly logger?: FastifyServerOptions["logger"];
  /** Requests per minute of one desk or address; `false` for measurements. */
  readonly perMinute?: number | false;
}

const BODY_LIMIT = 1024 * 1024;
const PER_MINUTE = 1200;

/** The HTTP side of the house. Routes authorise in their queries; what is true of every request stands here. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { house, secure = false } = options;
  const app = fastify({
    logger: options.logger ?? false,
    genReqId: () => uuid(),
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: "idle",
    trustProxy: options.trustProxy ?? false,
    routerOptions: { caseSensitive: true, maxParamLength: 120 },
    return503OnClosing: true,
  }).withTypeProvider<ZodTypeProvider>() as App;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerFault);
  app.setNotFoundHandler((request, reply) => answerProblem(nothingHere(), request, reply));
  await app.register(cookie);
  await protect(app, options);
  await describeApi(app);
  guardDesks(app, house, secure);
  healthRoutes(app, options.readiness);
  sessionRoutes(app, house, { secure });
  commandRoutes(app, house);
  for (const register of options.routes) register(app, house);
  return app;
}

/** No third-party host anywhere: the product must work inside a building's own network. */
async function protect(app: App, { secure = false, perMinute = PER_MINUTE }: AppOptions): Promise<void> {
  await app.register(helmet, {
    enableCSPNonces: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "blob:", "data:"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
  app.addHook("onSend", async (request, reply) => {
    if (request.url.startsWith("/api/") && !reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
  if (perMinute === false) return;
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: "1 minute",
    keyGenerator: (request) => request.cookies[cookieName(secure)] ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem(429, "request.too-many", { retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
}
