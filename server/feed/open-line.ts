import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { shownBy } from "#duty/nouns.ts";
import { whenOver } from "#server/http/when-over.ts";
import type { FeedChange } from "./feed-answer.ts";
import type { FeedMessage, Follower } from "./follower.ts";

/** Milliseconds. A screen takes a line for lost after twenty seconds without a word, so that one beat may be missed. */
const HEARTBEAT_EVERY = 8_000;

/** One stream to one browser: what is written on it, and how it ends. Nothing else answers the request any more. */
export function openLine(request: FastifyRequest, reply: FastifyReply, follower: Follower) {
  reply.hijack();
  const raw: ServerResponse = reply.raw;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  raw.write("retry: 2000\n\n");
  const write = (event: string, data: unknown, id?: string) =>
    raw.writableEnded ||
    raw.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const heartbeat = setInterval(() => raw.writableNeedDrain || write("beat", {}), HEARTBEAT_EVERY);
  const end = (why?: string) => {
    if (why !== undefined) write(why, {});
    clearInterval(heartbeat);
    follower.close();
    raw.end();
  };
  whenOver(raw, () => end());
  const follow = async () => {
    try {
      for await (const message of follower) {
        if (raw.writableEnded) break;
        // Who reads slowly is waited for; the follower keeps no more than it must meanwhile.
        if (!tell(write, message)) await Promise.race([once(raw, "drain"), once(raw, "close")]);
      }
    } catch (error) {
      request.log.warn({ err: error }, "a feed ended");
    } finally {
      end();
    }
  };
  return { write, end, follow };
}

function tell(write: (event: string, data: unknown, id?: string) => boolean, message: FeedMessage): boolean {
  if (message.kind === "anew") return write("reset", {}, message.id);
  const { site, noun, stream, version } = message;
  const change: FeedChange = { stream: { site, noun, id: stream }, version, shows: shownBy(noun) };
  return write("change", change, message.id);
}
