import { zhiban } from "./terminal.ts";

process.exitCode = await zhiban(process.argv.slice(2));
