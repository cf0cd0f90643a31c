import postgres, { type Options, type Sql } from "postgres";

/** The narrow roles of 0001-roles.sql. */
export type DatabaseRole = "zb_owner" | "zb_app" | "zb_clock" | "zb_seal" | "zb_feed" | "zb_signin";

// biome-ignore lint/complexity/noBannedTypes: the type that the driver gives to options without own types.
type Place = string | Options<{}>;

/** Whole milliseconds and counts arrive as numbers: none of ours comes near 2^53. */
const wholeNumber = { to: 20, from: [20], serialize: String, parse: Number };

/** Between two tries to connect. */
const longestBackoffSeconds = 2;

/**
 * A pool on the product's database in one of its roles, taken on through the startup parameter `role`, so that no statement is ever run
 * as anybody else. `place` is `DATABASE_URL` or the options of the embedded server. Nothing waits in it for ever.
 */
export function openPool(place: Place, role: DatabaseRole, { max = 12, name = "zhiban" } = {}): Sql {
  const settings = {
    max,
    connect_timeout: 10,
    backoff: (retries: number) => Math.min(0.05 * 2 ** retries, longestBackoffSeconds),
    types: { bigint: wholeNumber as never },
    connection: {
      role,
      application_name: `${name} ${role}`,
      statement_timeout: 10_000,
      lock_timeout: 8_000,
      idle_in_transaction_session_timeout: 15_000,
      // What is read once a lock is granted must be what its former holder left, whatever else a server is set to.
      default_transaction_isolation: "read committed",
      // Desks are looked up by their keys with every request: there is nothing to plan anew.
      ...(role === "zb_signin" ? { plan_cache_mode: "force_generic_plan" } : {}),
    } as Record<string, string | number | boolean>,
    onnotice: () => {},
  };
  return typeof place === "string" ? postgres(place, settings) : postgres({ ...place, ...settings });
}
