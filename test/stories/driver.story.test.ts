import type { Sql } from "postgres";
import { expect, test } from "vitest";
import { databaseOfTest, type FreshDatabase } from "../database.ts";

/** What patches/postgres.mjs repairs: unrepaired, each of these ends in an uncaught exception or a statement without end. */

async function tableAndPool(max: number): Promise<{ database: FreshDatabase; pool: Sql; killer: Sql }> {
  const database = await databaseOfTest();
  const pool = database.connect("postgres", { max, backoff: () => 0 });
  await pool`create table line (text text)`;
  return { database, pool, killer: database.connect("postgres", { max: 1 }) };
}

async function pidOf(sql: Pick<Sql, "unsafe">): Promise<number> {
  const [row] = await sql.unsafe("select pg_backend_pid() as pid");
  return row?.pid as number;
}

/** Ends a session and waits until it is gone on the server's side. */
async function kill(killer: Sql, pid: number): Promise<void> {
  await killer`select pg_terminate_backend(${pid}, 10000)`;
}

/** Whoever writes before the end is told meets a pipe that is broken already. */
const itEnded = ["CONNECTION_CLOSED", "EPIPE"];

function outcomeOf(asked: PromiseLike<unknown>): PromiseLike<unknown> {
  return asked.then(
    () => "answered",
    ({ code }: { code?: unknown }) => code,
  );
}

test("a connection that dies between two statements of a transaction refuses the second and the pool goes on", async () => {
  const { pool, killer } = await tableAndPool(3);
  const dying = pool.begin(async (sql) => {
    await sql`insert into line values ('before')`;
    await kill(killer, await pidOf(sql));
    await sql`insert into line values ('after')`;
  });
  await expect(dying).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  const answers = await Promise.all([1, 2, 3, 4].map((n) => pool`select ${n}::int as n`));
  expect(answers.map(([row]) => row?.n)).toEqual([1, 2, 3, 4]);
  expect(await pool`select text from line`).toHaveLength(0);
});

test("a connection that dies under a statement rejects the transaction and the next one works", async () => {
  const { pool } = await tableAndPool(1);
  const dying = pool.begin((sql) => sql`select pg_terminate_backend(pg_backend_pid())`);
  await expect(dying).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await pool.begin((sql) => sql`insert into line values ('next')`);
  expect(await pool`select text from line`).toMatchObject([{ text: "next" }]);
});

test("nothing of a dead transaction runs on the connection that takes its place", async () => {
  const { pool, killer } = await tableAndPool(1);
  let waiting: Promise<unknown> = Promise.resolve();
  const dying = pool.begin(async (sql) => {
    const pid = await pidOf(sql);
    waiting = pool`select 'I take the next connection'`.execute();
    await kill(killer, pid);
    await waiting;
    await sql`insert into line values ('outside of any transaction')`;
  });
  await expect(dying).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await waiting;
  expect(await pool`select text from line`).toHaveLength(0);
});

test("a reserved connection that died refuses and is not given to anybody", async () => {
  const { pool, killer } = await tableAndPool(1);
  const reserved = await pool.reserve();
  await kill(killer, await pidOf(reserved));
  expect(itEnded).toContain(await outcomeOf(reserved`select 1`));
  reserved.release();
  expect(await pool`select 2 as n`).toMatchObject([{ n: 2 }]);
});

test("what waits behind a statement that is being prepared ends with the connection", async () => {
  const { pool } = await tableAndPool(1);
  const reserved = await pool.reserve();
  const sent = [
    reserved`select pg_terminate_backend(pg_backend_pid())`,
    reserved`select ${1}::int`,
    reserved`select 'I wait for the one before me'`,
  ];
  const ended = await Promise.allSettled(sent.map((each) => each.execute()));
  expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  reserved.release();
  expect(await pool`select 3 as n`).toMatchObject([{ n: 3 }]);
});

test("a pool whose idle connections were all ended answers at once", async () => {
  const { pool, killer } = await tableAndPool(2);
  const pids = await Promise.all([pidOf(pool), pidOf(pool)]);
  const ended = new Set(pids);
  for (const pid of ended) await kill(killer, pid);
  // Each that was ended may refuse one statement before it has heard of its end, and no more.
  const ask = () => pool`select 3 as n`;
  for (const _ of ended) {
    expect(["answered", ...itEnded]).toContain(await outcomeOf(ask()));
  }
  expect(await ask()).toMatchObject([{ n: 3 }]);
});

test("a connection that ends before it knows its array types ends alone", async () => {
  const { database, killer } = await tableAndPool(1);
  // The driver asks pg_type first of all on every connection; a server that is killed just then is not to be had at will.
  await killer`revoke select on pg_catalog.pg_type from public`;
  const pool = database.connect("postgres", { max: 1, backoff: () => 0, connection: { role: "zb_app" } });
  await expect(pool`select 4 as n`).rejects.toMatchObject({ code: "42501" });
  await killer`grant select on pg_catalog.pg_type to public`;
  expect(await pool`select 4 as n`).toMatchObject([{ n: 4 }]);
  const reserved = await pool.reserve();
  expect(await reserved`select 5 as n`).toMatchObject([{ n: 5 }]);
  reserved.release();
});
