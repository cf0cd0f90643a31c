import type { Sql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Context } from "#server/door/context.ts";

/** A screen that nobody has heard of for so long is closed, or its node is gone. */
export const LISTENS_FOR = 60_000;
/** How often an open screen says that it still is. */
export const RENEWED_EVERY = 20_000;

/** A desk with an open screen, and the people who sit there, whether or not they are locked. */
export interface ListeningDesk {
  readonly org: OrganisationId;
  readonly desk: string;
  readonly people: readonly PersonId[];
  readonly sites: readonly SiteId[];
}

type Writing = <T>(context: Context, work: (sql: Sql) => Promise<T>) => Promise<T>;

export interface Listening {
  /** A screen was opened; the answer tells that it was closed. */
  open(desk: ListeningDesk): Promise<() => Promise<void>>;
  /** A screen that holds nothing open has asked: it listens until it has not asked for a minute. */
  note(desk: ListeningDesk): Promise<void>;
  /** Says of all open screens that they are; what runs by itself does the same. */
  renew(): Promise<void>;
  stop(): void;
}

/** Keeps known, on all nodes, who has a screen open at this one. */
export function keepListening(writing: Writing, now: () => Instant, log: (line: string) => void): Listening {
  const opened = new Set<ListeningDesk>();
  const note: Listening["note"] = (desk) => writing(scopeOf(desk), (sql) => noteListening(sql, now(), desk));
  const renew = async () => {
    for (const desk of opened) await note(desk);
  };
  const timer = setInterval(() => {
    renew().catch((error: Error) => log(`who listens could not be noted: ${error.message}`));
  }, RENEWED_EVERY);
  timer.unref();
  return {
    note,
    renew,
    open: async (desk) => {
      const one = { ...desk };
      opened.add(one);
      try {
        await note(one);
      } catch (error) {
        // Whoever could not be noted gets no way to say that they have closed: they would be renewed for ever.
        opened.delete(one);
        throw error;
      }
      return async () => {
        opened.delete(one);
        if ([...opened].some((each) => each.org === desk.org && each.desk === desk.desk)) return;
        await writing(
          scopeOf(desk),
          (sql) => sql`delete from listening where org = ${desk.org} and desk = ${desk.desk}`,
        );
      };
    },
    stop: () => clearInterval(timer),
  };
}

function scopeOf({ org, sites }: ListeningDesk): Context {
  return { org, sites };
}

/** Whoever listens anew is told of what waits: calls that nobody heard are tried again at once. */
async function noteListening(sql: Sql, now: Instant, { org, desk, people, sites }: ListeningDesk): Promise<void> {
  const known = await sql<{ person: string }[]>`
    select distinct person from listening
    where org = ${org} and person = any (${[...people]}::text[]) and until_at > ${now}`;
  await sql`
    insert into listening as l (org, desk, person, until_at)
    select ${org}, ${desk}, person, ${now + LISTENS_FOR} from unnest(${[...people].toSorted()}::text[]) as person
    on conflict (org, desk, person) do update set until_at = greatest(l.until_at, excluded.until_at)`;
  if (known.length === new Set(people).size) return;
  await sql`
    update outbox set not_before = ${now}
    where org = ${org} and site = any (${[...sites]}::text[]) and sent_at is null and not_before > ${now}`;
}

/** Who of these people has a screen open now. */
export async function listeningAmong(
  sql: Sql,
  now: Instant,
  { org, people }: Pick<ListeningDesk, "org" | "people">,
): Promise<readonly PersonId[]> {
  const rows = await sql<{ person: string }[]>`
    select distinct person from listening
    where org = ${org} and person = any (${[...people]}::text[]) and until_at > ${now} order by person`;
  return rows.map(({ person }) => person);
}
