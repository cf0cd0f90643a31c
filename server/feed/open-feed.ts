import type { Sql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { FeedEvent } from "./feed-event.ts";
import { Follower, type FollowerOptions } from "./follower.ts";

interface FeedRow {
  readonly xid: string;
  readonly n: number;
  readonly org: string;
  readonly site: string;
  readonly noun: string;
  readonly id: string;
  readonly version: number;
  readonly types: readonly string[];
  readonly at: Instant;
}

export interface Feed {
  /**
   * Follows what changes at sites, from an event that was seen last, or from now. Where that event is no longer kept, or the follower does
   * not keep up, it is told to ask for everything anew, and nothing is kept for it meanwhile.
   */
  follow(wanted: {
    readonly org: OrganisationId;
    readonly sites: readonly SiteId[];
    readonly after?: string;
  }): Follower;
  /** Looks for what is new at once; what runs by itself does the same. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export const feedChannel = "zb_feed";

const lookEvery = 250;
const page = 500;

type Place = Pick<FeedRow, "xid" | "n">;

/**
 * Reads the feed once for all followers of this process. Rows are read in order of their transaction's number, and only below the oldest
 * that still runs: a transaction that commits late has a number that was not yet passed. A notice only says that it is worth looking.
 */
export async function openFeed(pool: Sql, log: (line: string) => void): Promise<Feed> {
  const followers = new Set<Follower>();
  let last = await newest(pool);
  let looking: Promise<void> | undefined;
  let again = false;
  const read = async () => {
    for (let full = true; full; ) {
      const rows = await rowsAfter(pool, last);
      full = rows.length === page;
      last = rows.at(-1) ?? last;
      const events = rows.map(eventOf);
      for (const follower of followers) follower.offer(events);
    }
  };
  /** One look at a time; whoever asks while one is made gets another after it. */
  const look = async (): Promise<void> => {
    if (looking) {
      again = true;
      return await looking;
    }
    looking = read().finally(() => {
      looking = undefined;
    });
    await looking;
    if (again) {
      again = false;
      await look();
    }
  };
  const lookQuietly = () => {
    look().catch((error: Error) => log(`the feed could not be read: ${error.message}`));
  };
  const timer = setInterval(lookQuietly, lookEvery);
  const listening = await pool.listen(feedChannel, lookQuietly);
  return {
    look,
    follow: ({ org, sites, after }) => {
      const parts: FollowerOptions = {
        wants: (event) => event.org === org && sites.includes(event.site),
        missed: after === undefined ? undefined : () => missedBy(pool, org, sites, after),
        place: `${last.xid}-${last.n}`,
        leave: (follower) => followers.delete(follower),
      };
      const follower = new Follower(parts);
      followers.add(follower);
      return follower;
    },
    stop: async () => {
      clearInterval(timer);
      for (const follower of [...followers]) follower.close();
      await listening.unlisten().catch(() => {});
      await looking?.catch(() => {});
    },
  };
}

/** What a follower has not seen, up to now; undefined where the event it saw last is no longer kept. */
async function missedBy(
  pool: Sql,
  org: OrganisationId,
  sites: readonly SiteId[],
  after: string,
): Promise<FeedEvent[] | undefined> {
  const [, xid, n] = /^(\d{1,19})-(\d{1,9})$/.exec(after) ?? [];
  if (xid === undefined || n === undefined) return undefined;
  const [kept] = await pool`select 1 from feed where xid = ${xid}::xid8 and n = ${Number(n)}`;
  if (!kept) return undefined;
  const rows = await pool<FeedRow[]>`
    select xid::text, n, org, site, noun, id, version, types, at from feed
    where (xid, n) > (${xid}::xid8, ${Number(n)}) and xid < pg_snapshot_xmin(pg_current_snapshot())
      and org = ${org} and site = any (${[...sites]}::text[])
    order by feed.xid, n limit ${page + 1}`;
  return rows.length > page ? undefined : rows.map(eventOf);
}

async function newest(pool: Sql): Promise<Place> {
  const [row] = await pool<Place[]>`
    select xid::text, n from feed where xid < pg_snapshot_xmin(pg_current_snapshot())
    order by feed.xid desc, n desc limit 1`;
  return row ?? { xid: "0", n: 0 };
}

async function rowsAfter(pool: Sql, { xid, n }: Place): Promise<readonly FeedRow[]> {
  return await pool<FeedRow[]>`
    select xid::text, n, org, site, noun, id, version, types, at from feed
    where (xid, n) > (${xid}::xid8, ${n}) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by feed.xid, n limit ${page}`;
}

function eventOf({ xid, n, id, ...rest }: FeedRow): FeedEvent {
  return { ...rest, id: `${xid}-${n}`, stream: id };
}
