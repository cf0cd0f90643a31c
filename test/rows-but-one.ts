import type { Sql } from "postgres";

/*
 * Of each statement there are rows that it reaches, and the same rows with one thing changed each, which it does not. They stand there alone,
 * one case after the other, so that nothing else can answer in their place.
 */

/** What a case writes: rows by their table, one of each; a second one by its table and a word, `desk later`. */
export type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface RowReach {
  /** Whether the rows that stand there are reached: found, or changed. */
  readonly reaches: () => Promise<boolean>;
  readonly rows: Rows;
  /** Changes with which they are still reached. */
  readonly also?: readonly Rows[];
  /** Changes with which they are not. */
  readonly but: readonly Rows[];
  /** Why there are none of these, where there are none. */
  readonly leavesOutNone?: string;
}

/** A case of conditions that leaves nothing out holds no condition: it says why it is there all the same. */
export function mustLeaveOut({
  but,
  leavesOutNone,
}: {
  readonly but: readonly unknown[];
  readonly leavesOutNone?: string;
}) {
  if ((but.length === 0) !== (leavesOutNone !== undefined))
    throw new Error(`${but.length} rows are left out: ${leavesOutNone ?? "and nothing says why"}`);
}

/** Of each case, called after its change, whether its rows were reached, and whether they should be. */
export async function askReach(sql: Sql, reach: RowReach) {
  mustLeaveOut(reach);
  const { reaches, rows, also = [], but } = reach;
  const found: Record<string, boolean> = {};
  const wanted: Record<string, boolean> = {};
  const cases = [
    ...[{}, ...also].map((change) => [change, true] as const),
    ...but.map((each) => [each, false] as const),
  ];
  for (const [change, isReached] of cases) {
    await writeAlone(sql, rows, change);
    const name = JSON.stringify(change);
    wanted[name] = isReached;
    found[name] = await reaches();
  }
  return { found, wanted };
}

async function writeAlone(sql: Sql, rows: Rows, change: Rows): Promise<void> {
  for (const table of tables) await sql`delete from ${sql(table)}`;
  for (const [name, row] of Object.entries(rows)) {
    const [table = name] = name.split(" ");
    const written = JSON.stringify({ ...row, ...change[name] });
    await sql`insert into ${sql(table)} select * from json_populate_record(null::${sql(table)}, ${written}::text::json)`;
  }
}

const tables = [
  ...["organisation", "account", "desk", "desk_person", "device", "device_challenge", "browser_known", "try_count"],
  ...["device_opening", "command_proof", "waiting_told", "lost_item", "row_trust"],
  ...["account_event", "person_functions", "entry", "feed", "secret_text", "photo", "photo_sent"],
];

/** Whether something that is done changes or takes away the row of a table. */
export async function changesRow(sql: Sql, table: string, act: () => Promise<unknown>): Promise<boolean> {
  const rows = async () => (await sql`select t::text as row from ${sql(table)} t`).map(({ row }) => row as string);
  const before = await rows();
  await act();
  const after = await rows();
  return before.some((each) => !after.includes(each));
}

/** A connection for which rows may stand alone, without those that they refer to. */
export const standingAlone = { connection: { session_replication_role: "replica" } } as const;
