import type { Obligation } from "#duty/grammar/obligation.ts";

/** Somebody is to be called: the function of a rung, because something owed was not done. */
export interface Call {
  /** The same for every try of the same call, so that whoever receives it can tell doubles. */
  readonly key: string;
  readonly org: string;
  readonly site: string;
  readonly stream: { readonly noun: string; readonly id: string };
  /** Function of the site that is called. */
  readonly call: string;
  readonly rung: number;
  readonly obligation: Obligation;
  /** 1 for the first try. A later one may arrive twice and says so. */
  readonly attempt: number;
}

/** A way out of the house, or to the screens within it. */
export interface Channel {
  readonly name: string;
  /**
   * Hands a call over and answers the receiver's own number for it, or that it rings on there. Called at least once per call, so it passes `key` on.
   * @throws NobodyListens where it can reach nobody now: it is tried again each minute, and as soon as somebody listens
   * @throws Error when it was not taken; the next channel is then tried, and later all of them again
   */
  deliver(call: Call, signal: AbortSignal): Promise<string | RingsOn>;
}

/** It was taken, and is handed over again each minute until it is over: whoever took it may leave before they answer. */
export interface RingsOn {
  readonly ringsOn: string;
}

/** Nothing is broken: nobody whom the call is for can be reached by this way now. */
export class NobodyListens extends Error {
  constructor(rung: number) {
    super(`nobody whom rung ${rung} calls has a screen open`);
    this.name = "NobodyListens";
  }
}
