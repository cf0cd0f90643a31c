import { request as ask, type ClientRequest } from "node:http";
import type { AddressInfo } from "node:net";
import fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { mostPhotos } from "#duty/grammar/limits.ts";
import { until } from "#test/until.ts";
import { takePhotoPlace } from "./photo-routes.ts";

/* Over a real line: one that is cut is told to the server otherwise than an answer that was given. */

/**
 * A server to which one person sends photos. One is drawn for as long as its line holds, under `/quick` no longer than a moment; whoever asks under
 * `/late` has found their desk only when `find` is called.
 */
async function sending(person: string) {
  const app = fastify();
  const counts = { asked: 0, drawn: 0, ended: 0 };
  const finding: (() => void)[] = [];
  app.addHook("onRequest", async (request) => {
    Object.assign(request, { desk: { desk: "lobby", org: "tower", people: [{ person }] }, sentBy: person });
    if (request.url === "/late") await new Promise<void>((found) => finding.push(found));
  });
  for (const path of ["/slow", "/late", "/quick"]) {
    app.post(path, { onRequest: takePhotoPlace }, async ({ photoPlace }, reply) => {
      const kept = await photoPlace?.draw(async (left) => {
        counts.drawn += 1;
        if (path !== "/quick") await new Promise((gone) => left.addEventListener("abort", gone));
        return "kept";
      });
      return reply.code(kept === undefined ? 429 : 200).send();
    });
  }
  app.server.on("request", (_, response) => {
    counts.asked += 1;
    response.once("close", () => {
      counts.ended += 1;
    });
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  /** As many as one may have in hand, each on a line of its own and sent to the last byte. */
  const sendAll = (path: string): ClientRequest[] =>
    Array.from({ length: mostPhotos }, () => {
      const headers = { "content-type": "application/json", "content-length": 2 };
      const sent = ask({ port, path, method: "POST", agent: false, headers });
      sent.on("error", () => undefined);
      sent.end("{}");
      return sent;
    });
  const answered = (path: string) =>
    Promise.all(
      sendAll(path).map((each) => new Promise((resolve) => each.on("response", (told) => resolve(told.statusCode)))),
    );
  return { counts, finding, sendAll, answered };
}

const all = (code: number) => Array.from({ length: mostPhotos }, () => code);

test("whoever breaks off after the last byte, while a photo waits or is drawn, has all their places back", async () => {
  const { counts, sendAll, answered } = await sending("lin");
  const slow = sendAll("/slow");
  await until(() => counts.asked === mostPhotos && counts.drawn === 1);
  for (const each of slow) each.destroy();
  await until(() => counts.ended === mostPhotos);
  expect(await answered("/quick")).toEqual(all(200));
});

test("whoever breaks off before they have a place keeps none when they have one", async () => {
  const { counts, finding, sendAll, answered } = await sending("wu");
  const late = sendAll("/late");
  await until(() => finding.length === mostPhotos);
  for (const each of late) each.destroy();
  await until(() => counts.ended === mostPhotos);
  for (const found of finding) found();
  expect(await answered("/quick")).toEqual(all(200));
  expect(counts.drawn).toBe(mostPhotos);
});

test("whoever was answered has their places back, on however many lines", async () => {
  const { answered } = await sending("sun");
  expect(await answered("/quick")).toEqual(all(200));
  expect(await answered("/quick")).toEqual(all(200));
});
