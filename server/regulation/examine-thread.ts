import { parentPort, workerData } from "node:worker_threads";
import { loadWithLosses } from "./lost-code.ts";
import type { Published, PublishedText } from "./published.ts";

/** What a thread is given to begin with. */
export interface ThreadBegins {
  readonly theHouse: PublishedText;
}

const { theHouse } = workerData as ThreadBegins;
loadWithLosses(theHouse.adopted.regulation.prefix);
const { examine } = await import("./coverage.ts");

parentPort?.on("message", (edition: Published) => parentPort?.postMessage(examine(edition, theHouse)));
