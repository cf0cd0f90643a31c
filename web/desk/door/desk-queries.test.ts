import { QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { CommandRefused } from "./ask.ts";
import { deskQueries, isAskedAgain, tellCaught } from "./desk-queries.ts";

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

/** Somebody looks at a screen whose answers come when they are let go, each as the house was when it was asked for. */
function lookedAt() {
  const queries = deskQueries();
  const house = { is: 0, asked: 0 };
  const underWay: (() => void)[] = [];
  const queryFn = () => {
    house.asked += 1;
    const { is } = house;
    return new Promise<number>((resolve) => underWay.push(() => resolve(is)));
  };
  const observer = new QueryObserver(queries, { queryKey: ["ledger"], queryFn });
  const unlook = observer.subscribe(() => undefined);
  const arrives = async () => {
    underWay.shift()?.();
    // Whatever follows from an answer follows within one turn.
    await new Promise((resolve) => setTimeout(resolve));
  };
  const changes = () => {
    house.is += 1;
    return queries.invalidateQueries({ queryKey: ["ledger"] });
  };
  return { house, underWay, arrives, changes, shown: () => observer.getCurrentResult().data, unlook };
}

test("what changes while the first answer is under way is shown", async () => {
  const { house, underWay, arrives, changes, shown, unlook } = lookedAt();
  const told = [changes(), changes(), changes()];
  await arrives();
  expect(shown()).toBe(0);
  await arrives();
  await Promise.all(told);
  expect({ shown: shown(), asked: house.asked, underWay: underWay.length }).toEqual({
    shown: 3,
    asked: 2,
    underWay: 0,
  });
  unlook();
});

test("what changes again while it is asked for once more is shown as well", async () => {
  const { house, arrives, changes, shown, unlook } = lookedAt();
  const first = changes();
  await arrives();
  const second = changes();
  // The answer that is not waited for any more, and the one that is.
  await arrives();
  await arrives();
  await Promise.all([first, second]);
  expect({ shown: shown(), asked: house.asked }).toEqual({ shown: 2, asked: 3 });
  unlook();
});

test("of what was caught the console hears only what is at fault", () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const answers = [0, 401, 403, 404, 423, 503, 507].map((status) => new CommandRefused({ code: "any", status }));
  for (const each of answers) tellCaught(each);
  expect(told).not.toHaveBeenCalled();
  const faults = [new Error("bug"), new CommandRefused({ code: "house.fault", status: 500 }), undefined];
  for (const each of faults) tellCaught(each);
  expect(told.mock.calls).toEqual(faults.map((each) => [each]));
  told.mockRestore();
});
