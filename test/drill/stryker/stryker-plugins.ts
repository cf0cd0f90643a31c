import { wordsPlugin } from "./leave-words-out.ts";
import { residentPlugin } from "./resident-runner.ts";

/** What Stryker looks for in a file of plug-ins. */
export const strykerPlugins = [wordsPlugin, residentPlugin];
