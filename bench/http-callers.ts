import { parentPort, workerData } from "node:worker_threads";
import { Pool } from "undici";
import { type BenchPost, line } from "./bench-line.ts";

/*
 * The callers of a measurement, in a thread of their own so that they do not take the server's. Each keeps one connection and one desk.
 */

interface Given {
  readonly url: string;
  readonly posts: readonly BenchPost[];
  readonly password: string;
  /** Empty: the bare route, which asks for nobody. */
  readonly path: string;
}

export interface CallerOrder {
  readonly callers: number;
  readonly milliseconds: number;
}

export interface CallerAnswer {
  readonly latencies: readonly number[];
  readonly milliseconds: number;
}

const { url, posts, password, path } = workerData as Given;
const pool = new Pool(url, { connections: posts.length, pipelining: 1 });
const cookies = new Map<string, string>();

async function send(target: string, payload: unknown, cookie?: string) {
  const headers = { "content-type": "application/json", origin: url, ...(cookie ? { cookie } : {}) };
  const response = await pool.request({ method: "POST", path: target, headers, body: JSON.stringify(payload) });
  const text = await response.body.text();
  if (response.statusCode !== 200) throw new Error(`${target} answered ${response.statusCode}: ${text}`);
  return response.headers["set-cookie"];
}

async function signIn({ post, signInName }: BenchPost): Promise<void> {
  const set = await send("/api/session/sign-in", { name: signInName, password });
  cookies.set(post, String(set).split(";", 1)[0] ?? "");
}

async function caller({ post }: BenchPost, until: number, latencies: number[]): Promise<void> {
  while (performance.now() < until) {
    const began = performance.now();
    await send(path, line(post), cookies.get(post));
    latencies.push(performance.now() - began);
  }
}

parentPort?.on("message", async ({ callers, milliseconds }: CallerOrder) => {
  if (cookies.size === 0 && path.startsWith("/api/")) for (const each of posts) await signIn(each);
  const latencies: number[] = [];
  const began = performance.now();
  await Promise.all(posts.slice(0, callers).map((each) => caller(each, began + milliseconds, latencies)));
  parentPort?.postMessage({ latencies, milliseconds: performance.now() - began } satisfies CallerAnswer);
});
