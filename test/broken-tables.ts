import type { Sql } from "postgres";

/** A row that is not taken is told in full by PostgreSQL, beside its message or within it. */
export const brokenWays = {
  "takes no row": (part: string) => ({
    plant: `alter table ${part} add constraint broken check (false) not valid`,
    undo: `alter table ${part} drop constraint broken`,
  }),
  "spells its rows": (part: string) => ({
    plant: `create trigger broken before insert or update on ${part} for each row execute function spell_row()`,
    undo: `drop trigger broken on ${part}`,
  }),
} as const;

/** Does something while a table is broken, and mends it whatever became of it. */
export async function whileBroken<T>(
  owner: Sql,
  { plant, undo }: { readonly plant: string; readonly undo: string },
  work: () => Promise<T>,
): Promise<T> {
  await owner.unsafe(plant);
  try {
    return await work();
  } finally {
    await owner.unsafe(undo);
  }
}
