import type { IncomingMessage } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { ZodError, ZodType } from "zod";
import { saysAway, saysNoRoom } from "#server/door/away-codes.ts";
import { DatabaseUnavailable } from "#server/door/transaction.ts";
import { databaseAway, HttpProblem, noRoomLeft, nothingHere } from "./problem.ts";
import type { App } from "./routes.ts";

/** How the framework's own complaints are called here. */
const FRAMEWORK: Readonly<Record<string, [number, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, "request.too-large"],
  FST_REQ_FILE_TOO_LARGE: [413, "request.too-large"],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, "request.wrong-media-type"],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, "request.not-json"],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, "request.not-json"],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, "request.not-json"],
  FST_INVALID_MULTIPART_CONTENT_TYPE: [415, "request.wrong-media-type"],
};

export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code !== "string" || !saysAway(code)) return false;
  return code !== "ENOENT" || syscall === "connect";
}

/** Every thrown thing as a problem; what is not expected is a fault of ours and stays in the log only. */
export function problemFrom(error: unknown): HttpProblem | undefined {
  if (error instanceof HttpProblem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.flatMap(({ instancePath, keyword, params }) => {
      const path = instancePath.split("/").filter((step) => step !== "");
      return issuesOf(path, keyword, params as { keys?: string[] });
    });
    return shapeProblem(issues);
  }
  if (isDatabaseAway(error)) return databaseAway();
  if (saysNoRoom(error)) return noRoomLeft();
  const { code = "", statusCode = 500 } = error as Partial<FastifyError>;
  const known = FRAMEWORK[code];
  if (known) return new HttpProblem(known[0], known[1]);
  return statusCode >= 400 && statusCode < 500 ? new HttpProblem(statusCode, "request.refused") : undefined;
}

/** The problem of a body that does not have its shape; the path is told as in the sender's form, without the envelope. */
export function problemOfShape(error: ZodError): HttpProblem {
  return shapeProblem(
    error.issues.flatMap((issue) => issuesOf(issue.path.map(String), issue.code, issue as { keys?: string[] })),
  );
}

/** What was sent, in its shape. @throws HttpProblem where it does not have it */
export function parsed<T>(shape: ZodType<T>, value: unknown): T {
  const result = shape.safeParse(value);
  if (!result.success) throw problemOfShape(result.error);
  return result.data;
}

/** Of the name of something that nobody asked for so much is told back: it may be as long as a body. */
const longestName = 120;

function issuesOf(
  path: readonly string[],
  code: string,
  { keys }: { keys?: string[] },
): { field: string; code: string }[] {
  const inside = path[0] === "body" ? path.slice(1) : path;
  const named = (key: string) => [...inside, key].map((step) => step.slice(0, longestName)).join(".");
  if (keys) return keys.map((key) => ({ field: named(key), code: "unknown" }));
  return [{ field: inside.join("."), code }];
}

/** More of what is wrong at once helps nobody, and an answer is not as long as a body. */
const mostIssues = 50;

function shapeProblem(issues: readonly { field: string; code: string }[]): HttpProblem {
  return new HttpProblem(422, "shape.invalid", { field: issues[0]?.field ?? "", issues: issues.slice(0, mostIssues) });
}

/** Whatever goes wrong, or is not there, is answered as a problem. */
export function answerProblems(app: App): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => answerProblem(nothingHere(), request, reply));
}

async function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const problem = isCutOff(request)
    ? new HttpProblem(400, "request.refused")
    : (problemFrom(error) ?? new HttpProblem(500, "house.fault"));
  if (problem.statusCode === 413) await readOut(request.raw);
  if (problem.statusCode === 500) request.log.error({ err: error }, problem.code);
  if (problem.statusCode === 503 || problem.statusCode === 507) request.log.warn(problem.code);
  return answerProblem(problem, request, reply);
}

/** Bytes of a body that are let pass unread, so that whoever sends it hears why it is refused. */
const mostPassed = 32 * 1024 * 1024;

/**
 * Until a body has come to its end: a connection that is closed while somebody still sends is reset, and they never read the answer. Nothing of
 * it is kept; what is longer than any honest mistake is cut off, and what is slow ends with the time of a request.
 */
async function readOut(raw: IncomingMessage): Promise<void> {
  if (raw.complete || raw.readableEnded || raw.destroyed || Number(raw.headers["content-length"] ?? 0) > mostPassed)
    return;
  let passed = 0;
  await new Promise<void>((resolve) => {
    raw.on("data", (chunk: Buffer) => {
      passed += chunk.length;
      if (passed > mostPassed) resolve();
    });
    for (const over of ["end", "close", "error"]) raw.once(over, () => resolve());
    raw.resume();
  });
}

/** Whoever sent this has gone away in the middle of it: nobody hears the answer, and nothing of ours is broken. */
function isCutOff({ raw }: FastifyRequest): boolean {
  return raw.destroyed && raw.complete === false;
}

function answerProblem(problem: HttpProblem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { retryAfterSeconds } = problem.about;
  if (retryAfterSeconds !== undefined) reply.header("retry-after", retryAfterSeconds);
  return reply
    .code(problem.statusCode)
    .type("application/problem+json; charset=utf-8")
    .header("cache-control", "no-store")
    .serializer(JSON.stringify)
    .send(problem.body(request.id));
}
