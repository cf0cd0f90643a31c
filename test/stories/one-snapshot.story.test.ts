import { expect, test } from "vitest";
import { oneSnapshot } from "#server/postgres/one-snapshot.ts";
import { databaseOfTest } from "../database.ts";

/* Lists that are to be of one moment: what verifies, exports or follows a journal reads several, while others write. */

test("what others write meanwhile is in none of its lists, and it writes nothing itself", async () => {
  const database = await databaseOfTest();
  const [reader, writer] = [database.connect(), database.connect()];
  await writer`create table told (text text)`;
  const counts = await reader.begin(oneSnapshot, async (sql) => {
    const before = await sql`select from told`;
    await writer`insert into told values ('later')`;
    return [before.length, (await sql`select from told`).length];
  });
  expect([counts, (await reader`select from told`).length]).toEqual([[0, 0], 1]);
  const writes = reader.begin(oneSnapshot, (sql) => sql`insert into told values ('by itself')`);
  await expect(writes).rejects.toMatchObject({ code: "25006" });
});
