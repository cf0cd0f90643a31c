import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "./routes.ts";

/** Files under here have their content's hash in their name. */
const HASHED = /\/assets\//;

/**
 * Serves the screens that were built into a folder. Every path that is no file and not of the interface is a place inside the screens, so a
 * bookmark works.
 */
export async function serveScreens(app: App, folder: string): Promise<void> {
  const page = join(folder, "index.html");
  if (!existsSync(page)) return;
  const html = readFileSync(page, "utf8");
  await app.register(staticFiles, {
    root: folder,
    index: false,
    wildcard: false,
    globIgnore: ["**/index.html"],
    dotfiles: "ignore",
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header("cache-control", HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  const show = (_request: FastifyRequest, reply: FastifyReply) => {
    // Styles that the components write at run time carry this; a new one for each answer, so the page itself is never kept.
    const nonce = `<meta property="csp-nonce" nonce="${reply.cspNonce.style}" />`;
    reply
      .code(200)
      .type("text/html; charset=utf-8")
      .header("cache-control", "no-store")
      .send(html.replace("<head>", `<head>\n    ${nonce}`));
  };
  app.get("/", show);
  app.get<{ Params: { readonly "*": string } }>("/*", (request, reply) => {
    if (wantsPage(request)) show(request, reply);
    else reply.callNotFound();
  });
}

function wantsPage({ params, headers }: FastifyRequest<{ Params: { readonly "*": string } }>): boolean {
  const { "*": place } = params;
  return !place.startsWith("api/") && !/\.\w+$/.test(place) && (headers.accept ?? "").includes("text/html");
}
