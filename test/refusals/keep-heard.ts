import { mkdirSync, rmSync } from "node:fs";

/** Where the workers of one run write down which refusals they heard; named by the configuration, gone with the run. */
const folder = process.env.ZHIBAN_HEARD;

export default function setup(): (() => void) | undefined {
  if (folder === undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  return () => rmSync(folder, { recursive: true, force: true });
}
