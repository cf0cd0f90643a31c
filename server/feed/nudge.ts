import type { Door } from "#server/door.ts";
import { channel } from "./open-feed.ts";

/** A notice in every transaction would make all commits wait for each other; one for all that were made in this time does not. */
const together = 20;

/** Tells all processes that something was committed. A notice that is lost costs a quarter of a second. Answers how to stop. */
export function nudgeFeeds(door: Door): () => void {
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      door.pool.notify(channel, "").catch(() => {});
    }, together);
  };
  door.onCommit.add(tell);
  return () => {
    door.onCommit.delete(tell);
    clearTimeout(timer);
  };
}
