import { Worker } from "node:worker_threads";
import type { LivesLed, LivesWanted } from "./lived-part.ts";

/** Leads random lives in a thread of their own; `without`: as if this mending had never been made. */
export function leadApart(wanted: LivesWanted, without?: string): Promise<LivesLed> {
  const takingOut = new URL("./mendings/take-out-mending.ts", import.meta.url).href;
  const unmended =
    without === undefined
      ? {}
      : { execArgv: ["--import", takingOut], env: { ...process.env, ZHIBAN_UNMENDED: without } };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./lived-part.ts", import.meta.url), { workerData: wanted, ...unmended });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
