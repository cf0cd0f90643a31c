import type { App } from "#server/http/routes.ts";
import { addedByScreens, refusalWords, unfilled } from "./refusals/refusal-words.ts";
import { repository } from "./tidy/tree.ts";

const here = repository();
const words = refusalWords(here);
const added = addedByScreens(here);

/**
 * Listens to every problem that a story is answered. What it gives tells which of them do not stand in the document of the interface, each
 * with its route, and which bring too little to fill the words that people read.
 */
export function listenForUntold(app: App): () => readonly string[] {
  const untold = new Set<string>();
  app.addHook("onSend", async (request, reply, payload) => {
    const { schema, method, url } = request.routeOptions;
    const isProblem = String(reply.getHeader("content-type")).startsWith("application/problem+json");
    if (!isProblem || request.is404 || !schema) return;
    const { code, detail = {} } = JSON.parse(String(payload)) as { code: string; detail?: object };
    if (!schema.refusals?.includes(code))
      untold.add(`${String(method)} ${url} refuses with ${code}, and the document of the interface does not say so`);
    for (const each of unfilled([{ code, keys: Object.keys(detail) }], words, added)) untold.add(each);
  });
  return () => [...untold];
}
