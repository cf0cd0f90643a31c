import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "./routes.ts";

/** Files under here have their content's hash in their name. */
const HASHED = /\/assets\//;

/**
 * Serves the screens that were built into a folder. Every path that is no file and not of the API is a place inside the screens, so a
 * bookmark works. Answers what shows them, or undefined where they have not been built.
 */
export async function serveScreens(
  app: App,
  folder: string,
): Promise<((request: FastifyRequest, reply: FastifyReply) => boolean) | undefined> {
  const page = join(folder, "index.html");
  if (!existsSync(page)) return undefined;
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
  return (request, reply) => {
    if (request.method !== "GET" || request.url.startsWith("/api/") || !wantsPage(request)) return false;
    show(request, reply);
    return true;
  };
}

function wantsPage({ url, headers }: FastifyRequest): boolean {
  const path = url.split("?", 1)[0] ?? "";
  return !/\.\w+$/.test(path) && (headers.accept ?? "").includes("text/html");
}
