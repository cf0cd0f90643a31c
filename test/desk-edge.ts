import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { ActBody, ActId } from "#duty/acts.ts";
import type { AnswerOf, HttpOperation } from "#duty/door/operation.ts";
import { acts } from "#duty/nouns.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";
import { envelopeShape, problemShape } from "#server/http/commands-answer.ts";

/*
 * For tests of screens: the edge of the network, and the only thing in them that is replaced. It knows what the server would be asked and
 * what it would take: whatever a screen asks that is not served, or sends in another shape than its act or operation has, is a fault.
 */

/** A refusal as the server would tell it. */
export interface ToldRefusal {
  readonly code: string;
  readonly status: number;
  readonly rules?: readonly string[];
  readonly field?: string;
  readonly detail?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** What a screen has asked of an operation. */
export interface AskedThere {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** In whose name. */
  readonly as: string | null;
}

/** A command as it came, without what no screen decides: its id, and the time of the device. */
export interface SentThere {
  readonly act: string;
  readonly body: unknown;
  readonly as: string | null;
  readonly pin?: string;
  readonly seen?: unknown;
}

type Outcome<T> = T | TellsRefusal | typeof noSignal;
type Reply<T> = Outcome<T> | Promise<Outcome<T>>;
type Answering = (asked: AskedThere) => Reply<unknown>;

/** An outcome that is a refusal. */
export class TellsRefusal {
  readonly refusal: ToldRefusal;
  constructor(refusal: ToldRefusal) {
    this.refusal = refusal;
  }
}

export function refusal(code: string, more: Partial<ToldRefusal> = {}): TellsRefusal {
  return new TellsRefusal({ code, status: 409, ...more });
}

/** No server within reach: what a browser says then. */
export const noSignal: unique symbol = Symbol("no signal");

/** Somebody who answers later: `come` is the outcome, whenever the test says so. */
export function awaited<T>(): { readonly outcome: Promise<T>; come(outcome: T): void } {
  let come: (outcome: T) => void = () => undefined;
  const outcome = new Promise<T>((tell) => {
    come = tell;
  });
  return { outcome, come };
}

export class DeskEdge {
  /** What was asked, in order. */
  readonly asked: AskedThere[] = [];
  readonly sent: SentThere[] = [];
  /** What no server would have understood. */
  readonly faults: string[] = [];
  readonly #operations: { readonly operation: HttpOperation; readonly answering: Answering }[] = [];
  readonly #outcomes = new Map<string, () => Reply<unknown>>();
  readonly #ids = new Map<string, string>();
  #reached = true;

  /** What an operation answers: the same always, or by what is asked. The last word stands. */
  answers<const O extends HttpOperation>(
    operation: O,
    answer: Reply<AnswerOf<O>> | ((asked: AskedThere) => Reply<AnswerOf<O>>),
  ): this {
    const answering = typeof answer === "function" ? (answer as Answering) : () => answer;
    this.#operations.unshift({ operation, answering });
    return this;
  }

  /** What becomes of an act; of what is not named here a receipt comes. */
  decides(act: ActId, outcome: () => Reply<undefined>): this {
    this.#outcomes.set(act, outcome);
    return this;
  }

  refuses(act: ActId, code: string, more: Partial<ToldRefusal> = {}): this {
    return this.decides(act, () => refusal(code, more));
  }

  /** Whether the server is within reach. */
  isReached(reached: boolean): void {
    this.#reached = reached;
  }

  /** How often an operation has been asked. */
  times(operation: Pick<HttpOperation, "id">): number {
    return this.asked.filter((each) => each.operation === operation.id).length;
  }

  /** The bodies with which an operation was asked. */
  told({ id }: Pick<HttpOperation, "id">): unknown[] {
    return this.asked.flatMap(({ operation, body }) => (operation === id ? [body] : []));
  }

  /** The bodies of one act, in the order in which they came. */
  bodiesOf<A extends ActId>(act: A): ActBody<A>[] {
    return this.sent.flatMap((each) => (each.act === act ? [each.body as ActBody<A>] : []));
  }

  /** Stands in for the browser's own. */
  readonly fetch = async (address: string, init: RequestInit = {}): Promise<Response> => {
    init.signal?.throwIfAborted();
    const url = new URL(address, "http://desk.test");
    const as = new Headers(init.headers).get("zb-as");
    const body = typeof init.body === "string" ? JSON.parse(init.body) : (init.body ?? undefined);
    if (!this.#reached) throw new TypeError("no signal");
    const reply = url.pathname.startsWith("/api/commands/")
      ? this.#command(url.pathname.slice("/api/commands/".length), body, as)
      : this.#operation(init.method ?? "GET", url, body, as);
    const outcome = await reply;
    if (outcome === noSignal) throw new TypeError("no signal");
    if (outcome instanceof TellsRefusal) return problem(outcome.refusal);
    return outcome === null ? new Response(null, { status: 204 }) : Response.json(outcome);
  };

  async #command(act: string, sent: unknown, as: string | null): Promise<unknown> {
    const known: CommandAct | undefined = (acts as Readonly<Record<string, CommandAct>>)[act];
    if (!known?.shape) return this.#fault(`there is no act ${act}`);
    const { body, ...about } = sent as { body: unknown };
    const envelope = envelopeShape.safeParse(about);
    if (!envelope.success) return this.#fault(`${act}: ${envelope.error.message}`);
    const wrong = misfits(known.shape, body);
    if (wrong) return this.#fault(`${act}: ${wrong}`);
    const loose = boundedOtherwise(known.shape, body);
    if (loose) return this.#fault(`${act}: ${loose}`);
    if (as === null) return this.#fault(`${act} comes in nobody's name`);
    const { id, pin, seen, site } = envelope.data;
    if ((known.proof === "pin") !== (pin !== undefined)) return this.#fault(`${act}: its PIN`);
    const told = { act, body, as, ...(pin === undefined ? {} : { pin }), ...(seen === undefined ? {} : { seen }) };
    const before = this.#ids.get(id);
    const text = JSON.stringify(told);
    if (before !== undefined && before !== text) return this.#fault(`${act}: one id for two commands`);
    // Sent again because nobody answered: the same command, and not a second one.
    if (before === undefined) this.sent.push(told);
    this.#ids.set(id, text);
    const outcome = await this.#outcomes.get(act)?.();
    if (outcome !== undefined) return outcome;
    const stream = { site, noun: act.split(".")[0] ?? "", id: "gate/2026-11-21/day" };
    return { id, receipt: { version: 7, hash: "0f".repeat(32), stream }, replayed: false };
  }

  async #operation(method: string, url: URL, body: unknown, as: string | null): Promise<unknown> {
    const found = this.#operations
      .map((each) => ({ ...each, params: placesIn(each.operation.path, url.pathname) }))
      .find(({ operation, params }) => operation.method === method && params !== undefined);
    if (!found?.params) return this.#fault(`nobody serves ${method} ${url.pathname}`);
    const { operation, answering, params } = found;
    const query = Object.fromEntries(url.searchParams);
    const parts = [
      [operation.params, params],
      [operation.query, query],
      [operation.uploads ? undefined : operation.body, operation.uploads ? undefined : body],
    ] as const;
    for (const [shape, part] of parts) {
      const given = part !== undefined && !isDeepStrictEqual(part, {});
      const wrong = shape ? misfits(shape, part) : given && "more than is asked for";
      if (wrong) return this.#fault(`${operation.id}: ${wrong}`);
    }
    const loose = operation.body && !operation.uploads ? boundedOtherwise(operation.body, body) : undefined;
    if (loose) return this.#fault(`${operation.id}: ${loose}`);
    const asked = { operation: operation.id, params, query, body, as };
    this.asked.push(asked);
    const outcome = await answering(asked);
    if (outcome instanceof TellsRefusal || outcome === noSignal) return outcome;
    const answer = operation.answer.safeParse(outcome);
    if (!answer.success) return this.#fault(`the test answers ${operation.id} wrongly: ${answer.error.message}`);
    return answer.data;
  }

  #fault(what: string): TellsRefusal {
    this.faults.push(what);
    return refusal("shape.invalid", { status: 400 });
  }
}

/** What does not fit a shape, what is too much included. */
function misfits(shape: z.ZodType, sent: unknown): string | undefined {
  const read = shape.safeParse(sent);
  if (!read.success) return read.error.message;
  const strange = unread(sent, read.data);
  return strange.length === 0 ? undefined : `nobody reads ${strange.join(", ")}`;
}

interface Screen {
  readonly document: {
    querySelectorAll(which: string): Iterable<{ readonly value: string; readonly maxLength: number }>;
  };
}

/**
 * A field lets one write what its act or operation takes, no more and no less: a text that was sent, and stands in a field of the screen
 * still, stands in one that is bounded as the shape is.
 */
function boundedOtherwise(shape: z.ZodType, sent: unknown): string | undefined {
  const { document } = globalThis as unknown as Screen;
  // The pad of a PIN takes digits out of what is typed or pasted, as many as a PIN has.
  const written = "textarea, input:not([type]), input[type=text], input[type=password]:not([inputmode])";
  const fields = [...document.querySelectorAll(written)];
  for (const { text, at } of textsOf(sent).filter((each) => each.text !== "")) {
    // Digits where only digits fit.
    const fits = (length: number) =>
      ["字", text].some((each) => shape.safeParse(withText(sent, at, lengthened(each, length))).success);
    for (const { maxLength } of fields.filter(({ value }) => value.trim() === text)) {
      if (maxLength <= 0 || !fits(maxLength)) return `${at.join(".")} may be written longer than it is taken`;
      if (fits(maxLength + 1)) return `${at.join(".")} is taken longer than it may be written`;
    }
  }
  return undefined;
}

function lengthened(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

function textsOf(sent: unknown, at: readonly string[] = []): { text: string; at: readonly string[] }[] {
  if (typeof sent === "string") return [{ text: sent, at }];
  if (typeof sent !== "object" || sent === null) return [];
  return Object.entries(sent).flatMap(([key, value]) => textsOf(value, [...at, key]));
}

function withText(sent: unknown, [key, ...deeper]: readonly string[], text: string): unknown {
  if (key === undefined) return text;
  const below = (sent as Record<string, unknown>)[key];
  if (Array.isArray(sent)) return sent.with(Number(key), withText(below, deeper, text));
  return { ...(sent as object), [key]: withText(below, deeper, text) };
}

function unread(sent: unknown, read: unknown): string[] {
  if (typeof sent !== "object" || sent === null || typeof read !== "object" || read === null) return [];
  return Object.entries(sent).flatMap(([key, value]) =>
    key in read ? unread(value, (read as Record<string, unknown>)[key]) : [key],
  );
}

/** What stands in the places of a path; undefined where it is another one. */
function placesIn(path: string, asked: string): Record<string, string> | undefined {
  const [wanted, given] = [path.split("/"), asked.split("/")];
  if (wanted.length !== given.length) return undefined;
  const isOne = wanted.every((part, index) => part.startsWith(":") || part === given[index]);
  if (!isOne) return undefined;
  const places = wanted.map((part, index) => [part, given[index] ?? ""] as const).filter(([part]) => part[0] === ":");
  return Object.fromEntries(places.map(([part, value]) => [part.slice(1), decodeURIComponent(value)]));
}

function problem({ code, status, rules = [], ...more }: ToldRefusal): Response {
  const told = { type: "about:blank", title: code, status, code, rules: [...rules], instance: "1", ...more };
  return Response.json(problemShape.parse(told), { status });
}
