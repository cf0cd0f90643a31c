import type { Head } from "#duty/grammar/entry.ts";
import type { KnownProblem } from "./ask.ts";

/** A command as this browser keeps it until its receipt is here. Which act it is and what it says was right when it was written. */
export interface KeptOrder {
  /** UUID of the command, the same at every try. */
  readonly id: string;
  readonly act: string;
  readonly site: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Who acts. */
  readonly as: string;
  readonly seen?: Head | undefined;
  /** Milliseconds since 1970 by the clock of the device. */
  readonly deviceTime: number;
  readonly tries: number;
  /** Why the server refused it, where no form was open any more to say so; kept until somebody has seen it. */
  readonly refusedWith?: KnownProblem | undefined;
}

/** What was kept, looked at piece by piece; `unread` is the text again, where something in it was not understood. */
export function keptOrders(text: string | null): { readonly read: readonly KeptOrder[]; readonly unread?: string } {
  if (text === null) return { read: [] };
  const all = parsed(text);
  const read = Array.isArray(all) ? all.flatMap(orderIn) : [];
  return Array.isArray(all) && read.length === all.length ? { read } : { read, unread: text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function orderIn(value: unknown): KeptOrder[] {
  if (!isRecord(value)) return [];
  const { id, act, site, body, as, seen, deviceTime, tries, refusedWith } = value;
  if (typeof id !== "string" || typeof act !== "string" || typeof site !== "string" || typeof as !== "string")
    return [];
  if (!isRecord(body) || typeof deviceTime !== "number" || typeof tries !== "number") return [];
  if (seen !== undefined && !isHead(seen)) return [];
  if (refusedWith !== undefined && !isProblem(refusedWith)) return [];
  return [{ id, act, site, body, as, seen, deviceTime, tries, refusedWith }];
}

function isProblem(value: unknown): value is KnownProblem {
  return isRecord(value) && typeof value.code === "string" && typeof value.status === "number";
}

function isHead(value: unknown): value is Head {
  return isRecord(value) && typeof value.version === "number" && typeof value.hash === "string";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
