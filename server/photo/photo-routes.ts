import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isWithdrawn, type KnownOpening, openingNamed } from "#server/account/command-proof.ts";
import { parsed } from "#server/http/answer-error.ts";
import { deskOf, requiredPerson, scopeOf, siteOf, stillActs } from "#server/http/at-desk.ts";
import { proofRefused, whyNotProved } from "#server/http/check-proof.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem, nothingHere } from "#server/http/problem.ts";
import type { App, Routes } from "#server/http/routes.ts";
import { whenOver } from "#server/http/when-over.ts";
import type { Services } from "#server/start/services.ts";
import { photoAct, photoByProof, photoUpload, photoView } from "./photo-answer.ts";
import { photoQueue, type QueuedPhoto, type Sender } from "./photo-queue.ts";
import { type FullDay, keepPhoto, type PhotoPlace, photoAt, photoSentAs } from "./photo-store.ts";
import { largestUpload, type PhotoRefusal, reencodePhoto } from "./reencode-photo.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Of an upload alone. */
    photoPlace: QueuedPhoto | undefined;
    /** Of an upload by its proof: the opening in which it was taken. */
    photoProof: KnownOpening | undefined;
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
  app.decorateRequest("photoProof", undefined);
  const bodyLimit = largestUpload;
  app.post(photoUpload.path, { ...describedBy(photoUpload), bodyLimit, onRequest: takePhotoPlace }, async (request) => {
    const desk = deskOf(request);
    const { person } = requiredPerson(request);
    const site = siteOf(desk, request.query.site);
    const stillMay = () => stillActs(services, request, person);
    return await takeIn(services, request, { org: desk.org, site, person, stillMay });
  });
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
    request.photoProof = await provedPhoto(services, request.query);
    holdPhotoPlace(request, reply, request.photoProof);
  };
  app.post(photoByProof.path, { ...describedBy(photoByProof), bodyLimit, onRequest }, async (request) => {
    const opening = request.photoProof;
    if (!opening) throw new Error("a photo came by its proof, and none was asked for");
    const { org, site, person } = opening;
    if (nameOf(request.body) !== request.query.photo) throw new HttpProblem(422, "photo.other-bytes");
    const stillMay = async () => {
      if (await isWithdrawn(services.accounts, opening)) throw proofRefused("proof.withdrawn");
    };
    return await takeIn(services, request, { org, site, person, stillMay });
  });
}

interface PhotoSender extends Sender, PhotoPlace {
  /** Asked once more when it is drawn. @throws HttpProblem where the sender may not any more */
  readonly stillMay: () => Promise<void>;
}

/** What was sent before has its name already, and is not drawn again. */
async function takeIn(services: Services, { body, photoPlace }: FastifyRequest, from: PhotoSender) {
  const { org, site, person, stillMay } = from;
  const sent = nameOf(body);
  if (!Buffer.isBuffer(body) || sent === undefined) throw new HttpProblem(415, "photo.not-a-photo");
  const context = { org, sites: [site] };
  // Kept within the turn: of one person one is kept at a time, and each is counted before the next.
  const kept = await photoPlace?.draw(async (signal) => {
    const known = await services.reading(context, (sql) => photoSentAs(sql, { org, site, sent }));
    if (known) {
      await stillMay();
      return known;
    }
    const result = await reencodePhoto(body, { signal });
    if (result === undefined) return undefined;
    if ("problem" in result) throw unusable(result.problem);
    await stillMay();
    const { photo } = result;
    const about = { org, site, photo, sent, by: person, at: services.now() };
    const full = await services.writing(context, (sql) => keepPhoto(sql, about));
    if (full) throw fullDay(full);
    return photo;
  });
  if (kept === undefined) throw new HttpProblem(429, "request.too-many", { retryAfterSeconds: 1 });
  return { photo: kept.hash, width: kept.width, height: kept.height };
}

/** What a browser calls a photo: it can know no more of it. */
function nameOf(body: unknown): string | undefined {
  return Buffer.isBuffer(body) ? hash("sha256", body, "hex") : undefined;
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
  holdPhotoPlace(request, reply, { org, person: requiredPerson(request).person });
}

function holdPhotoPlace(request: FastifyRequest, reply: FastifyReply, { org, person }: Sender): void {
  const told = Number(request.headers["content-length"] ?? largestUpload);
  const place = takeTurn({ org, person }, Number.isFinite(told) ? Math.min(told, largestUpload) : largestUpload);
  if (!place) throw new HttpProblem(429, "request.too-many", { retryAfterSeconds: 1 });
  request.photoPlace = place;
  whenOver(reply.raw, place.leave);
}

/**
 * In whose name a photo comes by its proof; asked before a byte of it is read.
 * @throws HttpProblem where the proof does not hold
 */
async function provedPhoto(services: Services, query: unknown): Promise<KnownOpening> {
  const asked = parsed(photoByProof.query, query);
  const { id, as, site, photo, deviceTime, version, device, opening, signature } = asked;
  const known = await openingNamed(services.accounts, { device, opening });
  const sent = { id, as, site, deviceTime, act: photoAct, body: { photo } };
  const why = await whyNotProved({ ...sent, proof: { version, device, opening, signature } }, known, "by-proof");
  if (why || !known) throw proofRefused(why ?? "proof.unknown");
  return known;
}
