import { zhiban } from "./terminal.ts";

// Ctrl-C reaches a command twice, from the terminal and from its launcher: where it has answered the first, and what it says is being written, the
// second does not end it. A command that listens for none ends as ever, with the status that a shell gives a signal.
let isOver = false;
for (const [signal, status] of [
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)
  process.on(signal, () => {
    if (!isOver && process.listenerCount(signal) === 1) process.exit(status);
  });

process.exitCode = await zhiban(process.argv.slice(2));
isOver = true;
