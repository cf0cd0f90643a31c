import { hearServerTime } from "../../ui/server-clock.ts";

/** What the server would not do, as RFC 9457 puts it; `code` is the key of the sentence that people read. */
export interface ProblemBody {
  readonly code: string;
  readonly status: number;
  readonly rules?: readonly string[];
  readonly field?: string;
  readonly detail?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly instance?: string;
}

/** An answer that is a refusal. `unreachable`: there was no answer at all, so nobody knows whether it was done. */
export class CommandRefused extends Error {
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody, options?: ErrorOptions) {
    super(problem.code, options);
    this.name = "Refused";
    this.problem = problem;
  }

  /** It was the desk: nobody is signed in any more, or who asks is locked. What to do follows from the session. */
  get ofDesk(): boolean {
    return this.problem.status === 401 || this.problem.status === 423;
  }

  /** Nothing was decided: the same may be sent again. */
  get undecided(): boolean {
    return this.problem.status === 0 || this.problem.status >= 502;
  }
}

export const unreachable: ProblemBody = { code: "request.unreachable", status: 0 };

/** Who of the people at this desk acts; chosen in the shell, sent as a header. */
let actingPerson: string | undefined;

export function actAs(person: string | undefined): void {
  actingPerson = person;
}

interface Request {
  readonly method?: "GET" | "POST";
  readonly body?: unknown;
  readonly as?: string | undefined;
  readonly signal?: AbortSignal;
}

/** Asks the server. Throws `Refused`, whatever went wrong. */
export async function ask<A>(
  path: string,
  { method = "GET", body, as = actingPerson, signal }: Request = {},
): Promise<A> {
  const isFile = body instanceof Blob;
  const headers: Record<string, string> = { accept: "application/json" };
  if (as) headers["zb-as"] = as;
  if (body !== undefined) headers["content-type"] = isFile ? body.type : "application/json";
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    throw new CommandRefused(unreachable, { cause });
  }
  const answer = await read(response);
  if (!response.ok) throw new CommandRefused(problemOf(response, answer));
  hearTime(answer);
  return answer as A;
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function problemOf(response: Response, answer: unknown): ProblemBody {
  const body = answer as Partial<ProblemBody> | undefined;
  return { ...body, code: body?.code ?? "request.broken", status: response.status };
}

function hearTime(answer: unknown): void {
  const now = (answer as { now?: unknown } | undefined)?.now;
  if (typeof now === "number") hearServerTime(now);
}

/** A path with its question part; what is undefined is left out. */
export function path(route: string, about: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(about).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? route : `${route}?${new URLSearchParams(given)}`;
}
