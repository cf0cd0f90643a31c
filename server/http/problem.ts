import type { Refusal } from "#duty/grammar/decision.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { ProblemBody } from "./commands-answer.ts";

interface About {
  readonly rules?: readonly string[];
  readonly field?: string | undefined;
  readonly detail?: Refusal["detail"] | undefined;
  readonly issues?: readonly { field: string; code: string }[];
  readonly retryAfterSeconds?: number;
}

/** Thrown by routes to end a request that may not go on; the error handler alone turns it into an answer. */
export class HttpProblem extends Error {
  readonly statusCode: number;
  readonly code: string;
  readonly about: About;

  constructor(statusCode: number, code: string, about: About = {}) {
    super(code);
    this.statusCode = statusCode;
    this.code = code;
    this.about = about;
  }

  body(instance: string): ProblemBody {
    const { rules = [], field, detail, issues } = this.about;
    return {
      type: `urn:zhiban:problem:${this.code}`,
      title: this.code,
      status: this.statusCode,
      code: this.code,
      rules: [...rules],
      ...(field === undefined ? {} : { field }),
      ...(detail === undefined ? {} : { detail: { ...detail } }),
      ...(issues === undefined ? {} : { issues: [...issues] }),
      instance,
    };
  }
}

/** A refusal of duty at the edge: the one place where codes meet the numbers of HTTP. */
export function problemOf({ code, rules, field, detail }: Refusal): HttpProblem {
  return new HttpProblem(statusOf(code, field), code, { rules, field, detail });
}

/** Refusals that say "not you", by the last word of their code; whatever concerns a field is wrong in the form; all else is the state of things. */
export const NOT_YOU: ReadonlySet<string> = new Set([
  "function-lacking",
  "not-a-side",
  "not-administrator",
  "not-called",
  "not-entitled",
  "not-leading",
  "not-on-duty",
  "not-the-relief",
  "not-your-line",
  "own-abandonment",
  "own-release",
]);

function statusOf(code: string, field: string | undefined): number {
  const [noun, word = ""] = code.split(".");
  if (noun === "account") return word.endsWith("locked") ? 423 : 403;
  if (NOT_YOU.has(word)) return 403;
  return field === undefined ? 409 : 422;
}

/** Too many wrong tries: `detail.retryAt` is when one may try again. */
export function tooMany(code: string, now: Instant, until: Instant, about: About = {}): HttpProblem {
  const retryAfterSeconds = Math.max(1, Math.ceil((until - now) / 1000));
  return new HttpProblem(429, code, { ...about, detail: { retryAt: until }, retryAfterSeconds });
}

/** Too many wait for the same at once: nothing was looked at, and nothing is counted. */
export function crowded(): HttpProblem {
  return new HttpProblem(429, "request.too-many", { retryAfterSeconds: 2 });
}

/** The database is away: nothing was decided, the same command may be sent again. */
export function databaseAway(): HttpProblem {
  return new HttpProblem(503, "house.database-away", { retryAfterSeconds: 1 });
}

/** There is no room on the disk of the database: nothing was decided, and the same command may be sent again. */
export function noRoomLeft(): HttpProblem {
  return new HttpProblem(507, "house.no-room", { retryAfterSeconds: 30 });
}

export function nothingHere(code = "request.nothing-here"): HttpProblem {
  return new HttpProblem(404, code);
}
