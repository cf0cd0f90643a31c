import { spawn, spawnSync } from "node:child_process";
import { constants, totalmem } from "node:os";
import { withoutSecrets } from "./without-secrets.mjs";

/** How often we look whether the npm that started us is still there; nothing tells us when it was killed. */
const LOOKS_EVERY_MS = 500;
const PASSED_ON = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a program to its end and answers its exit status. Signals are passed on and the program is waited for, so nothing
 * outlives us; in a terminal Ctrl-C therefore reaches it twice, and the second one must mean the same as the first.
 */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    const pass = (signal) => child.kill(signal);
    for (const signal of PASSED_ON) process.on(signal, pass);
    const orphaned = watchParent(() => pass("SIGTERM"));
    const done = () => {
      clearInterval(orphaned);
      for (const signal of PASSED_ON) process.off(signal, pass);
    };
    child.on("error", (error) => {
      done();
      reject(error);
    });
    child.on("exit", (status, signal) => {
      done();
      resolve(signal ? 128 + (constants.signals[signal] ?? 0) : status);
    });
  });
}

function watchParent(gone) {
  const parent = process.ppid;
  return setInterval(
    () => process.env.npm_lifecycle_event && process.ppid !== parent && gone(),
    LOOKS_EVERY_MS,
  ).unref();
}

const GIB = 1024 ** 3;

/**
 * Nearly all that a command makes is dead once it is answered. Where there is room, the heap begins large, so that it is not looked
 * through again and again while it grows.
 */
const NODE_FLAGS =
  totalmem() >= 8 * GIB ? ["--min-semi-space-size=64", "--max-semi-space-size=64", "--initial-heap-size=1024"] : [];

/** The same for Node, which on Linux also ends when we are killed without a chance to pass anything on. */
export function runNode(node, args, options) {
  const tether = ["--pdeathsig", "TERM"];
  const tethered = process.platform === "linux" && canRun("setpriv", [...tether, "true"]);
  const words = [...NODE_FLAGS, ...args];
  return tethered ? runChild("setpriv", [...tether, node, ...words], options) : runChild(node, words, options);
}

function canRun(command, args) {
  return spawnSync(command, args, { stdio: "ignore", env: withoutSecrets() }).status === 0;
}
