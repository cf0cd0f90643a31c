import type { FastifyRequest } from "fastify";
import { hasTooMany } from "./counted-values.ts";
import { HttpProblem } from "./problem.ts";
import type { App } from "./routes.ts";

/** Bytes of a body that are read at all: who has not signed in sends a name and two secrets, who has sends forms, and an act may be a month. */
export const largestBody = { ofAnyone: 16 * 1024, atDesk: 256 * 1024, ofCommands: 1024 * 1024 } as const;

/**
 * What is sent is a plain object, written as JSON. Whoever takes something else says so for its own routes alone: what a body is decides
 * before any shape how long it takes to refuse it.
 */
export function readBodies(app: App): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, text, done) => {
    // Its answer comes by `done`.
    void parse(request as FastifyRequest, text as string, (error, body) => done(error ?? refusedUnread(body), body));
  });
}

function refusedUnread(body: unknown): HttpProblem | null {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return new HttpProblem(422, "shape.invalid", { field: "" });
  return hasTooMany(body) ? new HttpProblem(413, "request.too-large") : null;
}
