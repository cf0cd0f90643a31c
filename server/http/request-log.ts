import type { FastifyServerOptions } from "fastify";
import { toldError } from "#server/postgres/told-error.ts";

/** How the routes tell what went wrong: method and route of a request, never what it asked or brought. */
export function requestLog(stream: {
  write(line: string): unknown;
}): Exclude<FastifyServerOptions["logger"], boolean | undefined> {
  return {
    level: "warn",
    stream: { write: (line) => void stream.write(line) },
    serializers: {
      err: (error) => ({ ...toldError(error) }),
      req: ({ method, routeOptions }) => ({ method, route: routeOptions?.url }),
    },
  };
}
