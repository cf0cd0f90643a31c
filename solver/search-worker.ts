import process from "node:process";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { compile } from "./compile.ts";
import { Search } from "./search.ts";
import type { SearchClock } from "./search-clock.ts";
import type { FromWorker, ToWorker, WorkerData } from "./search-messages.ts";

/** One thread of a search: begins, listens between steps, says what it finds, ends. */
async function work(data: WorkerData): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error("search-worker runs in a worker thread");
  const say = (message: FromWorker) => port.postMessage(message);
  const began = performance.now();
  const byTime = data.steps === Number.POSITIVE_INFINITY;
  let steps = 0;
  let said = 0;
  const wall = () => (performance.now() - began) / 1000;
  const used = process.threadCpuUsage();
  const worked = () => {
    const { user, system } = process.threadCpuUsage(used);
    return (user + system) / 1e6;
  };
  const seconds = data.processorTime ? worked : wall;
  const clock: SearchClock = {
    byTime,
    total: byTime ? data.seconds : data.steps,
    // A machine that was busy for a while may be free now: no more than three.
    wallPerSecond: () => (data.processorTime ? Math.min(3, Math.max(1, wall() / Math.max(0.1, worked()))) : 1),
    spent: () => (byTime ? seconds() : steps),
    step: () => {
      steps++;
    },
    stop: () => {
      if (performance.now() - said > 1000) {
        said = performance.now();
        say({ kind: "alive" });
      }
      return Atomics.load(data.flags, 0) === 1 || (byTime ? seconds() >= data.seconds : steps >= data.steps);
    },
  };
  const search: Search = new Search(compile(data.problem), data.seed, clock, {
    found: (cells, before) => say({ kind: "found", cells, before }),
    bounded: (bound) => say({ kind: "bound", bound }),
    priced: (prices, rents) => say({ kind: "prices", prices, rents }),
    adopt: () => {
      let better: Uint8Array | undefined;
      for (let heard = receiveMessageOnPort(port); heard; heard = receiveMessageOnPort(port)) {
        const message = heard.message as ToWorker;
        if (message.kind === "adopt") better = message.cells;
        else search.learnPrices(message.prices, message.rents);
      }
      return better;
    },
  });
  if (data.from) search.find(data.from);
  await search.run(data.role);
  say({ kind: "done" });
}

await work(workerData as WorkerData);
