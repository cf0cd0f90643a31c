import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Examined } from "./coverage.ts";
import type { ThreadBegins } from "./examine-thread.ts";
import type { Published, PublishedText } from "./published.ts";

/** A thread that waits for its next edition leaves the processor to the other. */
const leastThreads = 2;

/** Examines editions in threads of their own, the longest texts first; the answers stand in the order asked for. */
export async function examineAll(editions: readonly Published[], theHouse: PublishedText): Promise<Examined[]> {
  const waiting = editions
    .map((edition, index) => ({ edition, index }))
    .toSorted((one, other) => one.edition.text.length - other.edition.text.length);
  const examined = new Array<Examined>(editions.length);
  const threads = Math.min(Math.max(leastThreads, availableParallelism()), editions.length);
  const work = async () => {
    const thread = new Worker(new URL("./examine-thread.ts", import.meta.url), {
      workerData: { theHouse } satisfies ThreadBegins,
    });
    try {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        examined[next.index] = await answerOf(thread, next.edition);
      }
    } finally {
      await thread.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return examined;
}

function answerOf(thread: Worker, edition: Published): Promise<Examined> {
  return new Promise((resolve, reject) => {
    thread.once("message", (answer: Examined) => {
      thread.off("error", reject);
      resolve(answer);
    });
    thread.once("error", reject);
    thread.postMessage(edition);
  });
}
