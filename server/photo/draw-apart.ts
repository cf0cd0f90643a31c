import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type DrawingBounds, slowdown, unreadable } from "./drawing-bounds.ts";

const program = fileURLToPath(new URL("./draw-process.ts", import.meta.url));
/** Of the program's own objects, in megabytes; pictures stand beside them. */
const ownObjects = "--max-old-space-size=64";
/** Characters of what a broken process says that are told on. */
const longestComplaint = 2000;

/** Bytes of a picture that is given back; noise of the size that is kept takes three million. */
const mostDrawn = 6 * 1024 * 1024;

export interface DrawnPhoto {
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

export type Drawn = DrawnPhoto | "unreadable" | "too-costly" | "left";

/**
 * One upload drawn anew in a process of its own, which gets nothing of our environment. Answers when that process is gone, whether it drew, gave up,
 * was killed after its time, or was killed because `signal` said that nobody waits for it any more.
 * @throws Error where the process cannot begin, or ends in a way that no upload should bring about
 */
export async function drawApart(upload: Uint8Array, bounds: DrawingBounds, signal?: AbortSignal): Promise<Drawn> {
  if (signal?.aborted) return "left";
  const child = spawn(process.execPath, [ownObjects, program, JSON.stringify(bounds)], {
    env: {},
    timeout: bounds.milliseconds * slowdown,
    killSignal: "SIGKILL",
  });
  const leave = () => child.kill("SIGKILL");
  signal?.addEventListener("abort", leave);
  try {
    const chunks: Buffer[] = [];
    let complaint = "";
    let drawn = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      drawn += chunk.length;
      if (drawn > mostDrawn) leave();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      complaint = `${complaint}${chunk}`.slice(0, longestComplaint);
    });
    // Of a process that has ended meanwhile nothing more is taken; how it ended says all.
    child.stdin.on("error", () => {});
    child.stdin.end(upload);
    const [status, by]: (number | string | null)[] = await once(child, "close");
    if (signal?.aborted) return "left";
    if (status === 0) return withSize(Buffer.concat(chunks));
    if (by === "SIGKILL") return "too-costly";
    if (status === unreadable || by) return "unreadable";
    throw new Error(`the process that draws photos ended with ${status}: ${complaint}`);
  } finally {
    signal?.removeEventListener("abort", leave);
  }
}

/** Before the picture stand its width and its height. */
function withSize(given: Buffer): DrawnPhoto {
  return { width: given.readUInt32BE(0), height: given.readUInt32BE(4), bytes: given.subarray(8) };
}
