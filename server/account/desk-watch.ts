import type { Sql } from "postgres";
import type { OrganisationId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { IDLE } from "./desk-session.ts";

export type DeskEnding = "locked" | "ended";

export interface DeskWatch {
  /** Calls back once when the desk is locked or ended, on whichever node that was done; the answer ends the watch. */
  watch(desk: { org: OrganisationId; desk: string }, listener: (how: DeskEnding) => void): () => void;
  /** Looks at once; what runs by itself does the same. */
  look(): Promise<void>;
  stop(): void;
}

/** Sessions must be cut within five seconds of the reason for it. */
const LOOK_EVERY = 1_000;

interface Watched {
  readonly org: OrganisationId;
  readonly desk: string;
  readonly listener: (how: DeskEnding) => void;
}

/** Looks after all desks of this process that hold a stream open, in one question a second. */
export function watchDesks(sql: Sql, now: () => Instant): DeskWatch {
  const watched = new Set<Watched>();
  const look = async () => {
    if (watched.size === 0) return;
    const standing = await deskStates(sql, now(), [...new Set([...watched].map(({ desk }) => desk))]);
    for (const each of watched) {
      const how = standing.get(`${each.org} ${each.desk}`) ?? "ended";
      if (how === "open") continue;
      watched.delete(each);
      each.listener(how);
    }
  };
  // Where the database is away nothing can be done at these desks either; the next look finds out.
  const timer = setInterval(() => look().catch(() => {}), LOOK_EVERY);
  timer.unref();
  return {
    look,
    watch: ({ org, desk }, listener) => {
      const one = { org, desk, listener };
      watched.add(one);
      return () => watched.delete(one);
    },
    stop: () => clearInterval(timer),
  };
}

async function deskStates(sql: Sql, now: Instant, desks: readonly string[]): Promise<Map<string, DeskEnding | "open">> {
  const rows = await sql<{ org: string; desk: string; locked: boolean; ended: boolean }[]>`
    select d.org, d.desk, d.locked_at is not null or d.active_at <= ${now - IDLE} as locked,
      d.ended_at is not null or v.revoked_at is not null or not exists (
        select from desk_person p join account a on a.org = p.org and a.person = p.person
        where p.org = d.org and p.desk = d.desk and p.ends_at > ${now} and a.left_at is null) as ended
    from desk d left join device v on v.org = d.org and v.device = d.device
    where d.desk = any (${[...desks]}::text[])`;
  return new Map(
    rows.map(({ org, desk, locked, ended }) => [`${org} ${desk}`, ended ? "ended" : locked ? "locked" : "open"]),
  );
}
