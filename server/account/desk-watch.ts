import type { Sql } from "postgres";
import type { OrganisationId, PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { IDLE } from "./desk-session.ts";

export type DeskEnding = "locked" | "ended";

export interface DeskWatch {
  /**
   * Calls back once when the desk has ended, when one of those who look on there was locked or has gone, or when another cookie holds it, on
   * whichever node that was done; the answer ends the watch.
   */
  watch(looking: Looking, listener: (how: DeskEnding) => void): () => void;
  /** Looks at once; what runs by itself does the same. */
  look(): Promise<void>;
  stop(): void;
}

/** Sessions must be cut within five seconds of the reason for it. */
const LOOK_EVERY = 1_000;

/** A desk, the hash of the cookie that holds it, and those of its people by whose right something is shown there. */
export interface Looking {
  readonly org: OrganisationId;
  readonly desk: string;
  readonly heldBy: string;
  readonly people: readonly PersonId[];
}

interface Watched extends Looking {
  readonly listener: (how: DeskEnding) => void;
}

/** Looks after all desks of this process that hold a stream open, in one question a second. */
export function watchDesks(sql: Sql, now: () => Instant): DeskWatch {
  const watched = new Set<Watched>();
  const look = async () => {
    // Whoever begins to look on while the question is under way was not asked about, and whoever has gone meanwhile is told nothing.
    const asked = [...watched];
    if (asked.length === 0) return;
    const states = await deskStates(sql, now(), [...new Set(asked.map(({ desk }) => desk))]);
    for (const each of asked.filter((one) => watched.has(one))) {
      const state = states.get(`${each.org} ${each.desk}`);
      if (state?.heldBy === each.heldBy && each.people.every((person) => state.open.includes(person))) continue;
      watched.delete(each);
      // By a cookie that was renewed the desk is locked; a browser that has the new one asks anew.
      each.listener(state ? "locked" : "ended");
    }
  };
  // Where the database is away nothing can be done at these desks either; the next look finds out.
  const timer = setInterval(() => look().catch(() => {}), LOOK_EVERY);
  timer.unref();
  return {
    look,
    watch: (looking, listener) => {
      const one = { ...looking, listener };
      watched.add(one);
      return () => watched.delete(one);
    },
    stop: () => clearInterval(timer),
  };
}

interface DeskState {
  readonly heldBy: string;
  /** Who is not locked. */
  readonly open: readonly PersonId[];
}

/** Desks that have ended are missing. */
async function deskStates(sql: Sql, now: Instant, desks: readonly string[]): Promise<Map<string, DeskState>> {
  const rows = await sql<(DeskState & { org: string; desk: string })[]>`
    select d.org, d.desk, encode(d.token_hash, 'hex') as "heldBy",
      coalesce(jsonb_agg(p.person) filter (where p.locked_at is null and d.active_at > ${now - IDLE}), '[]') as open
    from desk d
    join desk_person p on p.org = d.org and p.desk = d.desk and p.ends_at > ${now}
    join account a on a.org = p.org and a.person = p.person and a.left_at is null
    left join device v on v.org = d.org and v.device = d.device
    where d.desk = any (${[...desks]}::text[]) and d.ended_at is null and v.revoked_at is null
    group by d.org, d.desk`;
  return new Map(rows.map(({ org, desk, heldBy, open }) => [`${org} ${desk}`, { heldBy, open }]));
}
