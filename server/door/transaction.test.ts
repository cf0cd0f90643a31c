import type { ReservedSql, Sql } from "postgres";
import { afterEach, describe, expect, test, vi } from "vitest";
import { DatabaseUnavailable, transact } from "./transaction.ts";

/* A database that only does what a test needs of it: what is asked is `transact`, not PostgreSQL. */

afterEach(() => {
  vi.useRealTimers();
});

function failing(code: string) {
  return Object.assign(new Error(code), { code });
}

/** A pool whose connections do nothing, and count how often one was taken and given back; how a transaction ends there is told. */
function idlePool(command = "COMMIT") {
  const taken = { reserved: 0, released: 0 };
  const connection = Object.assign(() => ({ execute: () => Promise.resolve(Object.assign([], { command })) }), {
    release: () => {
      taken.released += 1;
    },
  });
  const reserve = () => {
    taken.reserved += 1;
    return Promise.resolve(connection as unknown as ReservedSql);
  };
  return { pool: { reserve } as unknown as Sql, taken };
}

describe("a transaction that fails", () => {
  test.each([
    ...["40001", "40P01", "CONNECTION_CLOSED", "CONNECTION_DESTROYED"],
    ...["CONNECTION_ENDED", "CONNECT_TIMEOUT", "ECONNREFUSED"],
  ])("by %s is tried six times, and then the database is not to be reached", async (code) => {
    const { pool, taken } = idlePool();
    let tries = 0;
    const work = () => {
      tries += 1;
      return Promise.reject(failing(code));
    };
    await expect(transact(pool, work)).rejects.toThrow(DatabaseUnavailable);
    expect(tries).toBe(6);
    expect(taken).toEqual({ reserved: 6, released: 6 });
  });

  test("and then does not, is done", async () => {
    const { pool } = idlePool();
    let tries = 0;
    const work = () => {
      tries += 1;
      return tries < 3 ? Promise.reject(failing("40001")) : Promise.resolve("done");
    };
    expect(await transact(pool, work)).toBe("done");
    expect(tries).toBe(3);
  });

  test.each([
    ...["57P01", "57P02", "57P03", "53300", "ECONNRESET", "ENOENT", "EPIPE"].map((code) => [code, "not to be reached"]),
    ["55P03", "not to be reached"], // a lock that somebody holds for too long
    ["23505", "23505"], // our own fault, which stays what it is
  ])("by %s is not tried again, and says: %s", async (code, said) => {
    const { pool, taken } = idlePool();
    await expect(transact(pool, () => Promise.reject(failing(code)))).rejects.toThrow(said);
    expect(taken).toEqual({ reserved: 1, released: 1 });
  });

  test("in the answer to its commit, which turned into a rollback, was not done", async () => {
    const { pool, taken } = idlePool("ROLLBACK");
    await expect(transact(pool, (transaction) => transaction.commit())).rejects.toThrow("ended in ROLLBACK");
    expect(taken).toEqual({ reserved: 1, released: 1 });
  });
});

test("a database that gives no connection within ten seconds is given up, and its late connection goes straight back", async () => {
  vi.useFakeTimers();
  const { pool: idle, taken } = idlePool();
  let give: () => void = () => {};
  const late = new Promise<void>((resolve) => {
    give = resolve;
  });
  const pool = { reserve: () => late.then(() => idle.reserve()) } as unknown as Sql;
  const asked = expect(transact(pool, () => Promise.resolve())).rejects.toThrow("did not answer in time");
  await vi.advanceTimersByTimeAsync(9_999);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  await asked;
  give();
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toEqual({ reserved: 1, released: 1 });
});
