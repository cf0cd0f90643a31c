import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import { cookieName } from "./at-desk.ts";
import { Problem } from "./problem.ts";
import type { App } from "./routes.ts";

const PER_MINUTE = 1200;

/** No third-party host anywhere: the product must work inside a building's own network. */
export async function protect(
  app: App,
  { secure = false, perMinute = PER_MINUTE }: { secure?: boolean; perMinute?: number | false },
): Promise<void> {
  await app.register(helmet, {
    enableCSPNonces: true,
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
