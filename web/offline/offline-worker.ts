import { clientsClaim } from "workbox-core";
import { addRoute, createHandlerBoundToURL, precache } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import type { KeptFile } from "./kept-file.ts";
import { TAKE_OVER } from "./take-over.ts";

/** Put in when this is built: every file of the screens. */
declare const keptFiles: readonly KeptFile[];

/** The little of a worker's own scope that is used: the types of workers and of pages do not go together. */
declare const self: {
  skipWaiting(): Promise<void>;
  addEventListener(what: "message", run: (event: MessageEvent<unknown>) => void): void;
};

/** Milliseconds after which the page that was kept is shown, however long the server takes. */
const longestPageWait = 4_000;

/** What stands before a server that is away answers with these; its page would help nobody. */
const awayFrom = 502;
const awayUpTo = 504;

clientsClaim();
precache([...keptFiles]);
const keptPage = createHandlerBoundToURL("/");

/*
 * The page itself comes from the server whenever it answers, so that whoever reloads has the release of today. What is asked of the interface
 * is never kept: it is of people.
 */
registerRoute(
  new NavigationRoute(
    async (asked) => {
      const answer = await fromServer(asked.request);
      return answer && (answer.status < awayFrom || answer.status > awayUpTo) ? answer : keptPage(asked);
    },
    { denylist: [/^\/api\//, /\.\w+$/] },
  ),
);
addRoute();

// Whether it is time, the pages say.
self.addEventListener("message", ({ data }) => {
  if (data === TAKE_OVER) void self.skipWaiting();
});

async function fromServer(request: Request): Promise<Response | undefined> {
  let wait: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<undefined>((resolve) => {
    wait = setTimeout(() => resolve(undefined), longestPageWait);
  });
  const answered = fetch(request).catch(() => undefined);
  const answer = await Promise.race([answered, waited]);
  clearTimeout(wait);
  return answer;
}
