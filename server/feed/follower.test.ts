import { expect, test } from "vitest";
import type { Instant } from "#duty/grammar/time.ts";
import type { FeedEvent } from "./feed-event.ts";
import { type FeedMessage, Follower, type FollowerOptions } from "./follower.ts";

const event = (number: number, site = "tower"): FeedEvent => ({
  id: `7-${number}`,
  org: "org",
  site,
  noun: "log",
  stream: "lobby",
  version: number,
  types: [],
  at: 0 as Instant,
});
const events = (from: number, count: number) => Array.from({ length: count }, (_, n) => event(from + n));

function follower(more: Partial<FollowerOptions> = {}): Follower {
  return new Follower({ wants: () => true, missed: undefined, place: "7-0", leave: () => {}, ...more });
}

/** What it is told next, so many times. */
async function outcomeOf(of: Follower, times: number): Promise<FeedMessage[]> {
  const heard: FeedMessage[] = [];
  for await (const each of of) if (heard.push(each) === times) break;
  return heard;
}

test("a follower is told what it wants, in order, and stands where the last of it stood", async () => {
  const one = follower({ wants: ({ site }) => site === "tower" });
  one.offer([event(1), event(2, "elsewhere"), event(3)]);
  expect(one.place).toBe("7-3");
  expect((await outcomeOf(one, 2)).map((each) => each.kind === "changed" && each.id)).toEqual(["7-1", "7-3"]);
});

test("256 events are kept for a slow one; with one more it asks for everything anew, from where the feed stands", async () => {
  const patient = follower();
  patient.offer(events(1, 256));
  expect(await outcomeOf(patient, 1)).toMatchObject([{ kind: "changed", id: "7-1" }]);

  const slow = follower();
  slow.offer(events(1, 256));
  slow.offer(events(257, 1));
  slow.offer(events(258, 1));
  expect(await outcomeOf(slow, 1)).toEqual([{ kind: "anew", id: "7-258" }]);
});

test("what it missed is told first, and nothing of it twice", async () => {
  const back = follower({ missed: async () => events(1, 3) });
  back.offer(events(2, 3));
  const heard = await outcomeOf(back, 4);
  expect(heard.map((each) => each.kind === "changed" && each.version)).toEqual([1, 2, 3, 4]);
});

test("where what it missed is not known any more, it asks for everything anew", async () => {
  const late = follower({ missed: async () => undefined });
  late.offer(events(8, 2));
  expect(await outcomeOf(late, 1)).toEqual([{ kind: "anew", id: "7-9" }]);
});

test("one that is closed leaves, and is offered nothing more", async () => {
  const left: Follower[] = [];
  const gone = follower({ leave: (each) => left.push(each) });
  gone.close();
  gone.offer(events(1, 1));
  expect(left).toEqual([gone]);
  expect(gone.place).toBe("7-0");
});
