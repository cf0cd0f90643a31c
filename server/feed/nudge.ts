import type { Runtime } from "#server/door/runtime.ts";
import { feedChannel } from "./open-feed.ts";

/** A notice in every transaction would make all commits wait for each other; one for all that were made in this time does not. */
const gatheredMilliseconds = 20;

/** Tells all processes that something was committed. A notice that is lost costs a quarter of a second. Answers how to stop. */
export function nudgeFeeds(runtime: Runtime): () => void {
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      runtime.pool.notify(feedChannel, "").catch(() => {});
    }, gatheredMilliseconds);
  };
  runtime.onCommit.add(tell);
  return () => {
    runtime.onCommit.delete(tell);
    clearTimeout(timer);
  };
}
