import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "#server/door/context.ts";
import { deskOf, requiredPerson, scopeOf, siteOf, stillActs } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem, nothingHere } from "#server/http/problem.ts";
import type { App, Routes } from "#server/http/routes.ts";
import { whenOver } from "#server/http/when-over.ts";
import type { Services } from "#server/start/services.ts";
import { mentionsOf } from "#server/verify/read-envelope.ts";
import { photoUpload, photoView } from "./photo-answer.ts";
import { photoQueue, type QueuedPhoto } from "./photo-queue.ts";
import { type FullDay, keepPhoto, photoAt, unknownPhotos } from "./photo-store.ts";
import { largestUpload, type PhotoRefusal, reencodePhoto } from "./reencode-photo.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Of an upload alone. */
    photoPlace: QueuedPhoto | undefined;
  }
}

const takeTurn = photoQueue();

/** Photos go up before the command that names them, and are seen by those who may see the site. */
export const photoRoutes: Routes = (app, services) => {
  // Pictures are read here and at no other route: nobody else would know what to do with one.
  app.register(async (scope) => uploading(scope as unknown as App, services));
  app.get(photoView.path, describedBy(photoView), async (request, reply) => {
    const desk = deskOf(request);
    const site = siteOf(desk, request.params.site);
    const about = { org: desk.org, site, hash: request.params.photo };
    const shown = await services.reading(scopeOf(desk), (sql) => photoAt(sql, about));
    if (shown.state === "unknown") throw nothingHere("photo.unknown");
    if (shown.state === "erased") throw new HttpProblem(410, "photo.erased");
    // Served as a picture and as nothing else, whatever a browser might make of its bytes.
    reply.header("content-security-policy", "default-src 'none'; sandbox");
    reply.header("content-disposition", `inline; filename="${about.hash.slice(0, 16)}.jpg"`);
    // It may be erased, so a browser asks each time whether it is still there; what it has then need not be sent again.
    const tag = `"${about.hash}"`;
    reply.header("cache-control", "private, no-cache").header("etag", tag);
    if (request.headers["if-none-match"] === tag) return (reply as FastifyReply).code(304).send();
    return reply.type(shown.mediaType).send(shown.bytes as unknown as string);
  });
};

function uploading(app: App, services: Services): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...photoUpload.uploads], { parseAs: "buffer" }, async (_: unknown, body: Buffer) => body);
  app.decorateRequest("photoPlace", undefined);
  const manners = { ...describedBy(photoUpload), bodyLimit: largestUpload, onRequest: takePhotoPlace };
  app.post(photoUpload.path, manners, async (request) => {
    const desk = deskOf(request);
    const { person } = requiredPerson(request);
    const site = siteOf(desk, request.query.site);
    if (!Buffer.isBuffer(request.body)) throw new HttpProblem(415, "photo.not-a-photo");
    const upload = request.body;
    // Kept within the turn: of one person one is kept at a time, and each is counted before the next.
    const kept = await request.photoPlace?.draw(async (signal) => {
      const result = await reencodePhoto(upload, { signal });
      if (result === undefined) return undefined;
      if ("problem" in result) throw unusable(result.problem);
      await stillActs(services, request, person);
      const { photo } = result;
      const at = services.now();
      const full = await services.writing(scopeOf(desk), (sql) =>
        keepPhoto(sql, { org: desk.org, site, photo, by: person, at }),
      );
      if (full) throw fullDay(full);
      return photo;
    });
    if (kept === undefined) throw new HttpProblem(429, "request.too-many", { retryAfterSeconds: 1 });
    return { photo: kept.hash, width: kept.width, height: kept.height };
  });
}

function unusable(problem: PhotoRefusal): HttpProblem {
  return new HttpProblem(problem === "photo.too-large" ? 413 : 422, problem);
}

function fullDay({ code, ...detail }: FullDay): HttpProblem {
  return new HttpProblem(409, code, { detail });
}

/**
 * Before a byte of it is read, a photo has its place among those of its sender, until it is answered or the connection has gone: what is read
 * stands in memory, and whoever never ends one would otherwise hold as many as they like.
 * @throws HttpProblem 429 where they have too many in hand
 */
export async function takePhotoPlace(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { org } = deskOf(request);
  const { person } = requiredPerson(request);
  const told = Number(request.headers["content-length"] ?? largestUpload);
  const place = takeTurn({ org, person }, Number.isFinite(told) ? Math.min(told, largestUpload) : largestUpload);
  if (!place) throw new HttpProblem(429, "request.too-many", { retryAfterSeconds: 1 });
  request.photoPlace = place;
  whenOver(reply.raw, place.leave);
}

/** @throws HttpProblem where a command names a photo that the site never had: it would stand in the journal and show nothing */
export async function requirePhotos(
  services: Services,
  context: Context,
  { site, body }: { site: string; body: unknown },
): Promise<void> {
  const { photos } = mentionsOf(body);
  if (photos.length === 0) return;
  const unknown = await services.reading(context, (sql) =>
    unknownPhotos(sql, { org: context.org, site, hashes: photos }),
  );
  if (unknown.length > 0) throw new HttpProblem(422, "photo.unknown", { field: "photos" });
}
