import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { shownBy } from "#duty/nouns.ts";
import { actingAt } from "#server/account/desk-session.ts";
import type { DeskWatch } from "#server/account/desk-watch.ts";
import { deskOf, listeningAt, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { App } from "#server/http/routes.ts";
import { waitingAt } from "#server/ledger/calls-routes.ts";
import type { Listening } from "#server/outbox/listening-desks.ts";
import type { Services } from "#server/start/services.ts";
import { callsCount, type FeedChange, type FeedHello, feedView } from "./feed-answer.ts";
import type { FeedMessage, Follower } from "./follower.ts";
import type { Feed } from "./open-feed.ts";

const HEARTBEAT_EVERY = 15_000;
/** One stream is for one browser; more are tabs that were forgotten, and the oldest goes. */
const MOST_PER_DESK = 8;

interface FeedParts {
  /** What changes. */
  readonly feed: Feed;
  /** When the desk that looks on is locked or ended. */
  readonly watch: DeskWatch;
  /** Who looks on, for those who call them. */
  readonly listening: Listening;
}

export function feedRoutes({ feed, watch, listening }: FeedParts) {
  const open = new Map<string, Set<() => void>>();
  return (app: App, services: Services): void => {
    // A locked desk has no feed: it asks how many calls wait, and whoever asks listens.
    app.get(callsCount.path, describedBy(callsCount), async (request) => {
      const desk = deskOf(request);
      await listening.note(listeningAt(desk));
      return { now: services.now(), waiting: await waitingAt(services, desk) };
    });
    // Streams never end by themselves: closing them is what lets the server close.
    app.addHook("preClose", async () => {
      for (const ends of open.values()) for (const end of ends) end();
    });
    // Nothing ends a stream of which only the headers are sent.
    app.get(feedView.path, { ...describedBy(feedView), exposeHeadRoute: false }, async (request, reply) => {
      const desk = deskOf(request);
      const site = request.query.site;
      const sites = site === undefined ? scopeOf(desk).sites : [siteOf(desk, site)];
      const after = request.headers["last-event-id"];
      const follower = feed.follow({ org: desk.org, sites, ...(typeof after === "string" ? { after } : {}) });
      const line = openLine(request, reply, follower);
      const acting = actingAt(desk);
      const people = acting ? [acting.person] : [];
      const unwatch = watch.watch({ org: desk.org, desk: desk.desk, heldBy: desk.heldBy, people }, (how) =>
        line.end(how),
      );
      const ends = open.get(desk.desk) ?? new Set();
      open.set(desk.desk, ends.add(line.end));
      endOldest(ends);
      try {
        const stops = await listening.open(listeningAt(desk));
        const hello: FeedHello = { now: services.now() };
        line.write("hello", hello, follower.place);
        await line.follow();
        await stops();
      } catch (error) {
        request.log.warn({ err: error }, "a feed could not say who listens");
        line.end();
      }
      unwatch();
      ends.delete(line.end);
      if (ends.size === 0 && open.get(desk.desk) === ends) open.delete(desk.desk);
    });
  };
}

/** Whoever is ended counts no more from that moment, though it takes a while: many may come at once. */
function endOldest(ends: Set<() => void>): void {
  const [oldest] = ends;
  if (ends.size <= MOST_PER_DESK || !oldest) return;
  ends.delete(oldest);
  oldest();
}

function openLine(request: FastifyRequest, reply: FastifyReply, follower: Follower) {
  reply.hijack();
  const raw: ServerResponse = reply.raw;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  raw.write("retry: 2000\n\n");
  const heartbeat = setInterval(() => raw.writableNeedDrain || raw.write(":\n\n"), HEARTBEAT_EVERY);
  const write = (event: string, data: unknown, id?: string) =>
    raw.writableEnded ||
    raw.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const end = (why?: string) => {
    if (why !== undefined) write(why, {});
    clearInterval(heartbeat);
    follower.close();
    raw.end();
  };
  raw.on("close", () => end());
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
