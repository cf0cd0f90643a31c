import type { AnswerOf, HttpOperation, SentWith } from "#duty/door/operation.ts";
import type { SessionView } from "#server/account/account-answer.ts";
import type { CommandEnvelope } from "#server/http/commands-answer.ts";
import type { CommandByProof } from "#server/http/written-answer.ts";
import type { PhotoByProof, PhotoUploadOperation } from "#server/photo/photo-answer.ts";
import { type Heard, type KnownProblem, problemIn, unreachable } from "../../queue/heard.ts";
import { givenHeader, holdReceipt, receiptsToShow, shownHeader } from "../../queue/held-receipts.ts";
import { hearServerTime } from "../../ui/server-clock.ts";
import { concernsDesk, isUndecided } from "./desk-state.ts";
import { noteReach } from "./reach.ts";

/** An answer that is a refusal. `unreachable`: there was no answer at all, so nobody knows whether it was done. */
export class CommandRefused extends Error {
  readonly problem: KnownProblem;

  constructor(problem: KnownProblem, options?: ErrorOptions) {
    super(problem.code, options);
    this.name = "CommandRefused";
    this.problem = problem;
  }

  /** It was the desk, and not what was asked. */
  get ofDesk(): boolean {
    return concernsDesk(this.problem);
  }

  get undecided(): boolean {
    return isUndecided(this.problem);
  }
}

/** Milliseconds after which nobody waits for an answer any more: a command is sent again, and a question says that nobody is heard. */
const longestWait = 20_000;

/** The same for what is long itself, as a photo over a poor line is. */
const longestUpload = 300_000;

/** Who of the people at this desk acts; chosen in the shell, sent as a header. */
let actingPerson: string | undefined;

export function actAs(person: string | undefined): void {
  actingPerson = person;
}

/** What goes with a question or an act: its parts, who asks, and for what changes something, that it does. */
export type Asking<O extends HttpOperation> = SentWith<O> & {
  readonly as?: string | undefined;
  readonly signal?: AbortSignal;
} & (O extends { readonly method: "POST" } ? { readonly method: "POST" } : { readonly method?: "GET" }) &
  (O extends { readonly uploads: readonly string[] } ? { readonly upload: Blob } : { readonly upload?: undefined });

/**
 * Asks the server for one of its operations, named by its type: `ask<MattersView>("/api/matter", { query: { site } })`.
 * @throws CommandRefused whatever went wrong
 */
export async function ask<O extends HttpOperation = never>(path: O["path"], asking: Asking<O>): Promise<AnswerOf<O>> {
  return (await answered(path, asking)) as AnswerOf<O>;
}

/**
 * Asks for an operation that answers with a file.
 * @throws CommandRefused whatever went wrong
 */
export async function askFile<O extends HttpOperation = never>(path: O["path"], asking: Asking<O>): Promise<Blob> {
  try {
    const response = await requested(path, asking, "follow");
    if (response.ok) return await response.blob();
    throw new CommandRefused(problemIn(response.status, await read(response)));
  } catch (cause) {
    throw cause instanceof CommandRefused ? cause : new CommandRefused(unreachable, { cause });
  }
}

/**
 * Delivers a command, and hears what comes of it; that its body is one of its act is seen to where it is made (`send` in `outbox.ts`). Whatever stands
 * between may send it elsewhere: that is not followed.
 */
export function deliverCommand(
  act: string,
  command: CommandEnvelope & { readonly body: unknown },
  as: string,
): Promise<Heard> {
  return delivered(`/api/commands/${act}`, { body: command, as }, (given) => holdReceipt(command.site, given));
}

/** The same for what comes by its proof, in the name of whoever wrote it and whoever acts here. */
export function deliverProved(command: SentWith<CommandByProof>["body"]): Promise<Heard> {
  return delivered("/api/commands-by-proof" satisfies CommandByProof["path"], { body: command, as: undefined });
}

/** Delivers a photo, as taken by who acts here now. */
export function deliverPhoto(site: string, picture: Blob, as: string): Promise<Heard> {
  return delivered("/api/photos" satisfies PhotoUploadOperation["path"], { query: { site }, upload: picture, as });
}

/** The same by its proof, in the name of whoever took it and whoever acts here. */
export function deliverProvedPhoto(query: SentWith<PhotoByProof>["query"], picture: Blob): Promise<Heard> {
  const sent = { query, upload: picture, as: undefined };
  return delivered("/api/photos-by-proof" satisfies PhotoByProof["path"], sent);
}

async function delivered(
  path: string,
  sent: Pick<Asked, "body" | "as" | "query" | "upload">,
  hold: (given: string) => void = () => {},
): Promise<Heard> {
  try {
    const response = await requested(path, { method: "POST", ...sent }, "manual");
    if (response.type === "opaqueredirect") return { came: "elsewhere" };
    const { status } = response;
    const given = response.headers.get(givenHeader);
    if (given !== null) hold(given);
    const body = await read(response);
    return body === undefined ? { came: "unreadable", status } : { came: "answer", status, body };
  } catch (thrown) {
    // A fetch that fails throws a TypeError, one that takes too long a DOMException.
    if (thrown instanceof TypeError || thrown instanceof DOMException) return { came: "nothing" };
    throw thrown;
  }
}

/** Asked by every page once a minute: with it goes what the house must still hold. */
const sessionPath = "/api/session" satisfies SessionView["path"];

/** What is asked, without the types of one operation. */
interface Asked {
  readonly method?: "GET" | "POST";
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly upload?: Blob | undefined;
  readonly as?: string | undefined;
  readonly signal?: AbortSignal;
}

async function answered(path: string, asked: Asked): Promise<unknown> {
  let response: Response;
  try {
    response = await requested(path, asked, "follow");
  } catch (cause) {
    throw new CommandRefused(unreachable, { cause });
  }
  const answer = await read(response);
  // Nothing that can be read is no answer, whatever its status says.
  if (!response.ok || answer === undefined) throw new CommandRefused(problemIn(response.status, answer));
  hearTime(answer);
  return answer;
}

/** Statuses of what stands between a browser and a house that does not answer itself, or of a house whose database does not. */
const unanswered: ReadonlySet<number> = new Set([502, 503, 504]);

async function requested(path: string, asked: Asked, redirect: RequestRedirect): Promise<Response> {
  try {
    const response = await fetched(path, asked, redirect);
    noteReach(!unanswered.has(response.status));
    return response;
  } catch (thrown) {
    // What nobody waits for any more says nothing of the server.
    if (!asked.signal?.aborted) noteReach(false);
    throw thrown;
  }
}

function fetched(path: string, asked: Asked, redirect: RequestRedirect): Promise<Response> {
  const { method = "GET", params, query, body, upload, as = actingPerson, signal } = asked;
  const sent = upload ?? (body === undefined ? undefined : JSON.stringify(body));
  const headers: Record<string, string> = { accept: "application/json" };
  const shown = path === sessionPath ? receiptsToShow() : undefined;
  if (shown !== undefined) headers[shownHeader] = shown;
  if (as) headers["zb-as"] = as;
  if (sent !== undefined) headers["content-type"] = upload?.type ?? "application/json";
  const limit = AbortSignal.timeout(upload ? longestUpload : longestWait);
  return fetch(addressOf(path, params, query), {
    ...{ method, headers, redirect, credentials: "same-origin" },
    ...(sent === undefined ? {} : { body: sent }),
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function hearTime(answer: unknown): void {
  const now = (answer as { now?: unknown } | undefined)?.now;
  if (typeof now === "number") hearServerTime(now);
}

/** The address of an operation: its places filled in, then its question part; what is undefined is left out. */
function addressOf(path: string, params: unknown, query: unknown): string {
  const places = new Map(Object.entries(params ?? {}));
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(places.get(name))));
  const given = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given)}`;
}
