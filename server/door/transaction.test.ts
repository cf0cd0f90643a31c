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

/** A pool whose connections do nothing, and count how often one was taken and given back. */
function idlePool() {
  const taken = { reserved: 0, released: 0 };
  const connection = Object.assign(
    () => ({ execute: () => Promise.resolve(Object.assign([], { command: "COMMIT" })) }),
    {
      release: () => {
        taken.released += 1;
      },
    },
  );
  const reserve = () => {
    taken.reserved += 1;
    return Promise.resolve(connection as unknown as ReservedSql);
  };
  return { pool: { reserve } as unknown as Sql, taken };
}

describe("a transaction that fails", () => {
  test.each(["40001", "40P01", "CONNECTION_CLOSED"])(
    "by %s is tried six times, and then the database is not to be reached",
    async (code) => {
      const { pool, taken } = idlePool();
      let tries = 0;
      const work = () => {
        tries += 1;
        return Promise.reject(failing(code));
      };
      await expect(transact(pool, work)).rejects.toThrow(DatabaseUnavailable);
      expect(tries).toBe(6);
      expect(taken).toEqual({ reserved: 6, released: 6 });
    },
  );

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

  test("because the database is away is not tried again, nor is our own fault, which stays what it is", async () => {
    for (const [code, said] of [
      ["57P01", "not to be reached"],
      ["23505", "23505"],
    ] as const) {
      const { pool, taken } = idlePool();
      await expect(transact(pool, () => Promise.reject(failing(code)))).rejects.toThrow(said);
      expect(taken).toEqual({ reserved: 1, released: 1 });
    }
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
