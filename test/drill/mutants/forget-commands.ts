import type { Sql } from "postgres";

/** Takes the key from the commands and stops the door from looking for an earlier answer: what is delivered twice is done twice. */
export async function forgetCommands(owner: Sql): Promise<void> {
  await owner`alter table command drop constraint if exists command_pkey`;
  const [row] = await owner<{ text: string }[]>`
    select pg_get_functiondef('journal_load(text, text, text, text, text, text)'::regprocedure) as text`;
  const looking = "if p_commands <> '[]' then";
  const text = row?.text ?? "";
  if (text.includes(looking)) await owner.unsafe(text.replace(looking, "if false then"));
  else if (!text.includes("if false then")) throw new Error("the door looks for earlier answers in another way");
}
