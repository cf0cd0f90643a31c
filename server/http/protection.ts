import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import { browserKnownToAnybody } from "#server/account/known-browser.ts";
import type { Services } from "#server/start/services.ts";
import { isOfInterface, whoAsks } from "./at-desk.ts";
import { connectionLimits, limitConnections } from "./connection-limits.ts";
import { hostOf } from "./network-of.ts";
import { ownQueues } from "./own-queues.ts";
import { HttpProblem } from "./problem.ts";
import type { App } from "./routes.ts";
import { whenOver } from "./when-over.ts";

const PER_MINUTE = 1200;

/** What one person reads at a time: as many as a browser has connections. Others of theirs wait for these, so many of them. */
export const reads = { atOnce: 6, waiting: 60 } as const;

/** Whoever opens a connection says within fifteen seconds what they want; looked at more often than every thirty, which is what is usual. */
export const unfinishedRequests = { headersTimeout: 15_000, connectionsCheckingInterval: 2_000 } as const;

/** What an answer under /api says to a browser that would take it for a page: show nothing, load nothing, guess nothing. */
const forAnswers = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/** No third-party host anywhere: the product must work inside a building's own network. */
export async function protect(
  app: App,
  { secure, isBehindProxy }: { readonly secure: boolean; readonly isBehindProxy: boolean },
): Promise<void> {
  limitConnections(app.server, connectionLimits({ isBehindProxy }));
  // What was asked on a connection that is closed meanwhile opens nothing any more: nobody would close it.
  app.addHook("onRequest", (request, reply, done) => {
    if (request.raw.socket.destroyed) reply.hijack();
    else done();
  });
  const https = { maxAge: 31_536_000, includeSubDomains: false };
  // Pages get a fresh nonce each; answers, which are many, need none.
  app.addHook("onRoute", (route) => {
    if (route.url.startsWith("/api/")) route.helmet = false;
  });
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
    strictTransportSecurity: secure ? https : false,
  });
  const answers = secure ? { ...forAnswers, "strict-transport-security": `max-age=${https.maxAge}` } : forAnswers;
  app.addHook("onRequest", async (request, reply) => {
    if (request.routeOptions.url?.startsWith("/api/")) reply.headers(answers);
  });
}

/**
 * Allows so many requests a minute, counted by the first of these that there is: the person who acts, at however many desks; the desk; the
 * browser, where somebody has signed in at it before; the address, and there each operation by itself. So a flood from an address keeps from
 * signing in only those who come from there with a browser that nobody knows. A cookie counts only where a desk or a known browser holds it,
 * since anybody can show a new false one each time. Screens and the questions whether the product is alive are not counted.
 */
export async function limitRequests(
  app: App,
  { accounts }: Pick<Services, "accounts">,
  perMinute: number | false = PER_MINUTE,
): Promise<void> {
  if (perMinute === false) return;
  await app.register(rateLimit, {
    global: false,
    max: perMinute,
    timeWindow: "1 minute",
    keyGenerator: async ({ desk, deskToken, ip, routeOptions }) => {
      if (desk) return whoAsks(desk);
      const browser = deskToken === "" ? undefined : await browserKnownToAnybody(accounts, deskToken);
      return `${browser ?? hostOf(ip)} ${routeOptions.method} ${routeOptions.url}`;
    },
    errorResponseBuilder: (_request, { ttl }) =>
      new HttpProblem(429, "request.too-many", { retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
  const limited = app.rateLimit();
  app.addHook("onRequest", async function limit(request, reply) {
    if (isOfInterface(request)) await limited.call(this, request, reply);
  });
}

/** Whoever asks for a hundred lists at once waits for their own, and keeps nobody else from the database. */
export function queueReads(app: App): void {
  const takeTurn = ownQueues(reads.atOnce, reads.waiting);
  app.addHook("onRequest", async ({ desk, method, routeOptions: { config } }, reply) => {
    if (!desk || method === "POST" || config.lasts) return;
    const leave = await takeTurn(whoAsks(desk));
    if (!leave) throw new HttpProblem(429, "request.too-many", { retryAfterSeconds: 1 });
    whenOver(reply.raw, leave);
  });
}

/**
 * An address as the routes can read it: one that is not well-formed (RFC 3986, section 2.1) names nothing that there is, and is answered like every
 * other such one, instead of by the framework before anything of the house has seen it.
 */
export function readableAddress(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? "";
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll("%", "%25") + url.slice(path.length);
  }
}
