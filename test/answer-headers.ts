import type { App } from "#server/http/routes.ts";

/** What is wrong with the headers of an answer of the API: nobody between us and the browser keeps it, and a browser guesses nothing of it. */
export function wrongHeaders(headers: Readonly<Record<string, unknown>>): readonly string[] {
  const kept = String(headers["cache-control"] ?? "")
    .split(",")
    .map((each) => each.trim());
  const policy = String(headers["content-security-policy"] ?? "");
  return [
    ...(kept.includes("public") || kept.some((each) => each.startsWith("s-maxage")) ? ["anybody may keep it"] : []),
    ...(["no-store", "private"].some((each) => kept.includes(each)) ? [] : ["nothing forbids others to keep it"]),
    ...(policy.startsWith("default-src 'none'") && !policy.includes("unsafe") ? [] : ["it may be shown as a page"]),
    ...(headers["x-content-type-options"] === "nosniff" ? [] : ["a browser may guess what it is"]),
    ...(headers["cross-origin-resource-policy"] === "same-origin" ? [] : ["another site may load it"]),
    ...(headers["x-powered-by"] === undefined ? [] : ["it tells what it was made with"]),
  ];
}

/** Listens to every answer of the API that a story is given; what it gives tells whose headers are wrong. */
export function listenForHeaders(app: App): () => readonly string[] {
  const wrong = new Set<string>();
  app.addHook("onSend", async (request, reply) => {
    if (!request.url.startsWith("/api/") || request.is404) return;
    for (const each of wrongHeaders(reply.getHeaders()))
      wrong.add(`${request.method} ${request.routeOptions.url}: ${each}`);
  });
  return () => [...wrong];
}
