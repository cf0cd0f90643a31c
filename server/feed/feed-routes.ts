import { actingAt, workSitesOf } from "#server/account/desk-session.ts";
import type { DeskWatch } from "#server/account/desk-watch.ts";
import { deskOf, listeningAt, siteOf, whoAsks } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { App } from "#server/http/routes.ts";
import { waitingAt } from "#server/ledger/calls-routes.ts";
import type { Listening } from "#server/outbox/listening-desks.ts";
import type { Services } from "#server/start/services.ts";
import { callsCount, type FeedHello, feedView } from "./feed-answer.ts";
import type { Feed } from "./open-feed.ts";
import { openLine } from "./open-line.ts";
import { OpenLines } from "./open-lines.ts";

/** One stream is for one browser; more are tabs that were forgotten, and the oldest goes. */
const MOST_PER_DESK = 8;
/** Of one person at whichever desks: connections of their address are for others too. */
const MOST_PER_PERSON = 24;

interface FeedParts {
  /** What changes. */
  readonly feed: Feed;
  /** When the desk that looks on is locked or ended. */
  readonly watch: DeskWatch;
  /** Who looks on, for those who call them. */
  readonly listening: Listening;
}

export function feedRoutes({ feed, watch, listening }: FeedParts) {
  const open = { ofDesks: new OpenLines(MOST_PER_DESK), ofPeople: new OpenLines(MOST_PER_PERSON) };
  return (app: App, services: Services): void => {
    // A locked desk has no feed: it asks how many calls wait, and whoever asks listens.
    app.get(callsCount.path, describedBy(callsCount), async (request) => {
      const desk = deskOf(request);
      await listening.note(listeningAt(desk));
      return { now: services.now(), waiting: await waitingAt(services, desk) };
    });
    // Streams never end by themselves: closing them is what lets the server close.
    app.addHook("preClose", async () => {
      open.ofDesks.endAll();
    });
    // Nothing ends a stream of which only the headers are sent.
    const described = describedBy(feedView);
    const manners = { ...described, config: { ...described.config, lasts: true }, exposeHeadRoute: false } as const;
    app.get(feedView.path, manners, async (request, reply) => {
      const desk = deskOf(request);
      const site = request.query.site;
      const sites = site === undefined ? workSitesOf(desk) : [siteOf(desk, site)];
      const after = request.headers["last-event-id"];
      const follower = feed.follow({ org: desk.org, sites, ...(typeof after === "string" ? { after } : {}) });
      const line = openLine(request, reply, follower);
      const acting = actingAt(desk);
      const people = acting ? [acting.person] : [];
      const unwatch = watch.watch({ org: desk.org, desk: desk.desk, heldBy: desk.heldBy, people }, (how) =>
        line.end(how),
      );
      open.ofDesks.add(desk.desk, line.end);
      if (acting) open.ofPeople.add(whoAsks(desk), line.end);
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
      open.ofDesks.delete(desk.desk, line.end);
      if (acting) open.ofPeople.delete(whoAsks(desk), line.end);
    });
  };
}
