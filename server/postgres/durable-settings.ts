import type { Sql } from "postgres";

const OLDEST = 15;

/**
 * Refuses a server on which an acknowledged entry could be lost, or that is too old. Asked of every server at start, the
 * embedded one too.
 * @throws Error naming each setting that is off and what to do
 */
export async function requireDurable(sql: Sql): Promise<void> {
  const rows = await sql<{ name: string; setting: string }[]>`
    select name, setting from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version_num', 'server_encoding')`;
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
  const wrong = ["fsync", "full_page_writes", "synchronous_commit"].filter((name) => settings.get(name) === "off");
  if (wrong.length > 0) {
    const commands = wrong.map((name) => `alter system set ${name} = on`).join("; ");
    throw new Error(
      `This PostgreSQL may lose entries that were acknowledged: ${wrong.join(", ")} off. Run: ${commands}; select pg_reload_conf();`,
    );
  }
  const major = Math.floor(Number(settings.get("server_version_num")) / 10_000);
  if (major < OLDEST) throw new Error(`This PostgreSQL is version ${major}; Zhiban needs ${OLDEST} or later.`);
  const encoding = settings.get("server_encoding");
  if (encoding !== "UTF8") throw new Error(`This database is encoded in ${encoding}; create it with encoding UTF8.`);
}
