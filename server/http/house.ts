import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Sql } from "postgres";
import type { Command } from "#duty/door/table.ts";
import type { Refusal } from "#duty/grammar/decision.ts";
import type { Head, OrganisationId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerLine, StreamView } from "#duty/grammar/question.ts";
import type { Instant } from "#duty/grammar/time.ts";

/** On whose behalf the database is asked: row-level security lets nothing else through. */
export interface Scope {
  readonly org: OrganisationId;
  readonly sites: readonly SiteId[];
}

/** What became of a command. `replayed`: its id had been answered before, and nothing was changed now. */
export interface Executed {
  readonly refusal?: Refusal | undefined;
  readonly stream: StreamKey;
  readonly head: Head;
  readonly replayed: boolean;
}

/** One line of the ledger with how far its escalation has gone. */
export interface OutstandingLine extends LedgerLine {
  readonly standing: StreamView["standings"][string] | undefined;
}

/** Everything behind the routes. `main.ts` puts it together; nothing here knows HTTP. */
export interface House {
  now(): Instant;
  /** Pool of the sign-in role: accounts, desks and devices, and nothing else. */
  readonly accounts: Sql;
  execute(scope: Scope, command: Command): Promise<Executed>;
  /** States of streams as they stand, in the order asked for. */
  streams(scope: Scope, keys: readonly StreamKey[]): Promise<readonly StreamView[]>;
  outstanding(scope: Scope, site: SiteId, post: string | undefined): Promise<readonly OutstandingLine[]>;
  /** A read-only transaction under the scope's row-level security, for views. */
  reading<T>(scope: Scope, work: (sql: Sql) => Promise<T>): Promise<T>;
  /** What people are called, opened for this scope; a person whose name was erased is missing. */
  names(scope: Scope, people: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A noun's routes: registered by `app.ts`, checked by `openapi` like all others. */
export type Routes = (app: App, house: House) => void;
