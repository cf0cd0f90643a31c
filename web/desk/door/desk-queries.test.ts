import { expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { CommandRefused } from "./ask.ts";
import { deskQueries, isAskedAgain } from "./desk-queries.ts";

const refused = (status: number) => new CommandRefused({ code: "any", status });

test("only what nobody answered is asked again, and not for ever", () => {
  expect([0, 502, 504].map((status) => isAskedAgain(0, refused(status)))).toEqual([true, true, true]);
  expect([401, 403, 404, 409, 423, 500].map((status) => isAskedAgain(0, refused(status)))).not.toContain(true);
  expect(isAskedAgain(0, new Error("broken"))).toBe(false);
  expect([2, 3, 4].map((tries) => isAskedAgain(tries, refused(0)))).toEqual([true, false, false]);
});

/** Whether the session is asked anew after some question has failed so. */
async function asksSession(thrown: Error): Promise<boolean | undefined> {
  const queries = deskQueries();
  queries.setQueryData(["session"], {});
  const failing = queries.fetchQuery({ queryKey: ["log"], queryFn: () => Promise.reject(thrown), retry: false });
  await failing.catch(() => undefined);
  return queries.getQueryState(["session"])?.isInvalidated;
}

test("whatever is refused because of the desk lets the session be asked, and nothing else does", async () => {
  expect(await asksSession(refused(401))).toBe(true);
  expect(await asksSession(refused(423))).toBe(true);
  expect(await asksSession(refused(403))).toBe(false);
  expect(await asksSession(new Error("broken"))).toBe(false);
});

test("an answer is taken for new for less than half a minute, with a network or without", () => {
  const { staleTime, networkMode } = deskQueries().getDefaultOptions().queries ?? {};
  expect(staleTime).toBeLessThan(minute / 2);
  expect(networkMode).toBe("always");
});
