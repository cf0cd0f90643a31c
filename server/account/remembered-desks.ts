import type { Sql } from "postgres";
import type { Instant } from "#duty/grammar/time.ts";
import { batchCalls } from "#server/door/batch-calls.ts";
import { type Desk, deskAgain, deskAsOf, desksOfTokens, voidBefore } from "./desk-session.ts";

export interface Desks {
  /** The desk of this cookie, which has been shown by that; undefined where there is none, or nobody is at it any more. */
  with(token: string): Promise<Desk | undefined>;
  /** A desk that this cookie held when something was asked, as it is now: its people may have renewed the cookie meanwhile. */
  again(token: string, desk: Desk): Promise<Desk | undefined>;
  /** This process has changed something about accounts or desks: everybody is looked up anew. */
  forget(): void;
}

/** Sessions must be cut within five seconds of the reason for it, on whichever node that was; here it is at once. */
const rememberedMs = 250;
const mostRemembered = 2_000;
/** Desks that one question to the database asks for. */
const mostAskedFor = 100;

type Remembered = Map<string, { readonly desk: Desk; readonly until: number }>;

/**
 * Looks desks up in the database, those that are asked for at one moment together, and a busy one a few times a second. `elapsed` is
 * milliseconds of a clock that is never set.
 */
export function rememberDesks(accounts: Sql, now: () => Instant, elapsed = () => performance.now()): Desks {
  let remembered: Remembered = new Map();
  const lookUp = batchCalls({ most: mostAskedFor, atOnce: 1 }, async (tokens: readonly string[]) => {
    // What is forgotten while it is looked up is written into a map that nobody reads any more.
    const known = remembered;
    const desks = await desksOfTokens(accounts, now(), tokens);
    const until = elapsed() + rememberedMs;
    if (known.size > mostRemembered) known.clear();
    // What ends when a cookie is shown on another node is not remembered: a cookie before is void there and here at once.
    for (const [n, desk] of desks.entries())
      if (desk?.cookie === "holds") known.set(tokens[n] as string, { desk, until });
    return desks;
  });
  const withToken = async (token: string) => {
    const known = remembered.get(token);
    if (known && known.until > elapsed()) return deskAsOf(known.desk, now());
    const desk = await lookUp(token);
    if (desk?.cookie !== "fresh") return desk;
    await voidBefore(accounts, desk);
    // The one before may have opened the desk first, and then this one does not hold it any more.
    return await lookUp(token);
  };
  return {
    with: withToken,
    again: async (token, desk) => {
      const found = await withToken(token);
      const isRenewed = desk.cookie !== "before" && (found === undefined || found.cookie === "before");
      return isRenewed ? await deskAgain(accounts, now(), desk) : found;
    },
    forget: () => {
      remembered = new Map();
    },
  };
}
