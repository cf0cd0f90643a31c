import { expect, test } from "vitest";
import { type CommandVerdict, unreachable } from "./heard.ts";
import { afterOnlyTry, type Item } from "./item.ts";
import { besideEachOther, inTurn, inTurnWhileHeard } from "./rounds.ts";
import { resultOf } from "./sending.ts";

const itemOf = (id: string): Item => ({
  ...{ id, act: "log.write-line", site: "tower", as: "lin", body: { text: id }, deviceTime: 0, page: "p" },
  ...{ number: 1, state: "waiting", tries: 0 },
});
const items = ["1", "2", "3", "4", "5", "6"].map(itemOf);
const unheard: CommandVerdict = { says: "undecided", problem: unreachable };
const busy: CommandVerdict = { says: "undecided", problem: { code: "house.database-away", status: 503 } };

/** How many were under way at most, by one order, where each is answered so. */
async function mostAtOnce(order: typeof inTurn, verdict: CommandVerdict): Promise<number> {
  let [now, most] = [0, 0];
  await order(items, async () => {
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
    return verdict;
  });
  return most;
}

test("of several items one, four, or once nobody hears all that are left are under way", async () => {
  expect([await mostAtOnce(inTurn, unheard), await mostAtOnce(besideEachOther, busy)]).toEqual([1, 4]);
  expect([await mostAtOnce(inTurnWhileHeard, busy), await mostAtOnce(inTurnWhileHeard, unheard)]).toEqual([1, 5]);
});

test("what is kept nowhere is refused without an answer, and a signature for the reason that was told", () => {
  const sent = itemOf("1");
  expect(resultOf(afterOnlyTry(sent, busy, false))).toMatchObject({
    state: "refused",
    problem: { code: "request.not-kept" },
  });
  expect(resultOf(afterOnlyTry(sent, busy, true))).toMatchObject({ state: "refused", problem: busy.problem });
  expect(resultOf(sent)).toEqual({ state: "kept" });
});
