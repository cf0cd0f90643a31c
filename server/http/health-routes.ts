import { z } from "zod";
import type { App } from "./routes.ts";

/** What must be there before the house can do its duty. */
export interface Readiness {
  /** Names of what is missing, such as `database`; empty when all is well. */
  missing(): Promise<readonly string[]>;
  /** Names of what keeps nobody from their duty and must be looked at, such as `lost-entries`. */
  warnings?(): readonly string[];
}

const readyShape = z.object({
  status: z.enum(["ready", "not-ready"]),
  missing: z.array(z.string()).readonly(),
  warnings: z.array(z.string()).readonly().optional(),
});

export function healthRoutes(app: App, readiness: Readiness): void {
  app.get(
    "/healthz",
    {
      schema: {
        operationId: "health.alive",
        tags: ["health"],
        response: { 200: z.object({ status: z.literal("alive") }) },
      },
    },
    async () => ({
      status: "alive" as const,
    }),
  );
  app.get(
    "/readyz",
    { schema: { operationId: "health.ready", tags: ["health"], response: { 200: readyShape, 503: readyShape } } },
    async (_request, reply) => {
      const missing = await readiness.missing();
      const warnings = readiness.warnings?.() ?? [];
      const warned = warnings.length === 0 ? {} : { warnings };
      if (missing.length === 0) return { status: "ready" as const, missing, ...warned };
      return reply
        .code(503)
        .header("retry-after", 1)
        .send({ status: "not-ready", missing, ...warned });
    },
  );
}
