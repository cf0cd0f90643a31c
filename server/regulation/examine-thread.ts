import { parentPort, workerData } from "node:worker_threads";
import type { Examined } from "./coverage.ts";
import { loadWithLosses } from "./lost-code.ts";
import type { Published, PublishedText } from "./published.ts";

/** What a thread is given to begin with. */
export interface ThreadBegins {
  readonly theHouse: PublishedText;
}

const { theHouse } = workerData as ThreadBegins;
loadWithLosses(theHouse.adopted.regulation.prefix);
const { examine } = await import("./coverage.ts");

parentPort?.on("message", (edition: Published) => parentPort?.postMessage(examined(edition)));

/** Whatever breaks while one edition is examined is told as a failure of it, and the next one is examined. */
function examined(edition: Published): Examined {
  try {
    return examine(edition, theHouse);
  } catch (error) {
    const message = `the examination broke: ${error instanceof Error ? error.message : String(error)}`;
    const failures = [{ file: edition.place, line: 1, column: 1, message }];
    const { id, edition: of, adopted, unheld } = edition;
    const about = { id, edition: of, prefix: adopted.regulation.prefix, unheld };
    return { ...about, whole: false, rules: [], survivors: [], failures };
  }
}
