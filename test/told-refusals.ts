import type { App } from "#server/http/routes.ts";

/**
 * Listens to every problem that a story is answered. What it gives tells which of them do not stand in the document of the interface, each
 * with its route.
 */
export function listenForUntold(app: App): () => readonly string[] {
  const untold = new Set<string>();
  app.addHook("onSend", async (request, reply, payload) => {
    const { schema, method, url } = request.routeOptions;
    const isProblem = String(reply.getHeader("content-type")).startsWith("application/problem+json");
    if (!isProblem || request.is404 || !schema) return;
    const { code } = JSON.parse(String(payload)) as { code: string };
    if (!schema.refusals?.includes(code)) untold.add(`${String(method)} ${url} refuses with ${code}`);
  });
  return () => [...untold];
}
