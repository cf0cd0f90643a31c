import type { Sql } from "postgres";
import type { Asked, AskedFacts, Command } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { type Desks, rememberDesks } from "#server/account/remembered-desks.ts";
import type { Context } from "#server/door/context.ts";
import type { Executed } from "#server/door/execute.ts";
import { groupCommit } from "#server/door/group-commit.ts";
import { answerAsked, type ReadStream, readStreams } from "#server/door/read-streams.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { LostEntries } from "#server/journal/receipts-held.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { followingAccounts, type PeopleOf, personActedOn } from "./follow-accounts.ts";
import { type OpenedTexts, openTexts } from "./open-texts.ts";
import { reachOfCommand, requireWithin, withinContext } from "./within-context.ts";

/** What became of a command. `replayed`: its id had been answered before, and nothing was changed now. */
export interface Done extends Pick<Executed["answer"], "refusal" | "stream" | "head"> {
  readonly replayed: boolean;
}

/** Everything behind the routes, put together once at process start. A context comes from the desk, never from what it sent. */
export interface Services extends OpenedTexts {
  now(): Instant;
  /** Pool of the sign-in role: accounts, desks and devices, and nothing else. */
  readonly accounts: Sql;
  /** Keys by which what people wrote is kept closed. */
  readonly keyring: Keyring;
  /** What browsers hold receipts for and the journal does not hold. */
  readonly lost: LostEntries;
  /** Who sits at which desk. */
  readonly desks: Desks;
  /** @param mayStill asked when the command's turn has come: where it throws, nothing is decided */
  execute(context: Context, command: Command, mayStill?: () => Promise<void>): Promise<Done>;
  /** Lets accounts follow the journal: of these people, or of everybody. */
  follow(only?: PeopleOf): Promise<void>;
  /** Streams as they stand, in the order asked for. */
  streams(context: Context, keys: readonly StreamKey[]): Promise<readonly ReadStream[]>;
  /** Answers a question of a screen: what its rules would be given now, so that it knows why a button may not be pressed. */
  ask(context: Context, asked: Asked): Promise<AskedFacts>;
  /** A read-only look at one moment, under the context's row-level security: for views. */
  reading<T>(context: Context, work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Writes what is not an entry (a photo) under the context's row-level security. */
  writing<T>(context: Context, work: (sql: Sql) => Promise<T>): Promise<T>;
}

export interface ServicesParts {
  readonly runtime: Runtime;
  readonly accounts: Sql;
  readonly keyring: Keyring;
}

export function openServices({ runtime, accounts, keyring }: ServicesParts): Services {
  const join = groupCommit(runtime);
  const desks = rememberDesks(accounts, runtime.now);
  const follow = followingAccounts(runtime, accounts);
  const reading: Services["reading"] = (context, work) => withinContext(runtime.pool, context, "one-snapshot", work);
  return {
    now: runtime.now,
    accounts,
    keyring,
    lost: new LostEntries(),
    desks,
    execute: async (context, command, mayStill) => {
      const { answer, replayed } = await join(await reachOfCommand(accounts, context, command), command, mayStill);
      const person = personActedOn(runtime, command);
      if (person !== undefined) {
        // Also where it was answered before, or refused: what followed then may have been cut off.
        await follow({ org: context.org, people: [person] });
        desks.forget();
      }
      const { refusal, stream, head } = answer;
      return { replayed, ...(refusal ? { refusal } : {}), ...(stream ? { stream } : {}), ...(head ? { head } : {}) };
    },
    follow,
    streams: async (context, keys) => {
      requireWithin(context, keys);
      return keys.length === 0 ? [] : await readStreams(runtime, context, keys);
    },
    ask: (context, asked) => answerAsked(runtime, context, asked),
    reading,
    writing: (context, work) => withinContext(runtime.pool, context, "read write", work),
    ...openTexts(keyring, reading),
  };
}
