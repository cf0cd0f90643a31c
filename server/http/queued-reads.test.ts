import { get } from "node:http";
import type { AddressInfo } from "node:net";
import fastify from "fastify";
import { expect, test } from "vitest";
import { until } from "#test/until.ts";
import { queueReads, reads } from "./protection.ts";
import type { App } from "./routes.ts";

/* Over a real line: one that is cut is told to the server otherwise than an answer that was given. */

/** A server at which one desk reads: what it asks under `/slow` is not answered as long as the server runs. */
async function reading() {
  const app = fastify();
  let [asked, begun, ended] = [0, 0, 0];
  app.addHook("onRequest", async (request) => {
    Object.assign(request, { desk: { desk: "lobby", people: [] } });
  });
  queueReads(app as unknown as App);
  app.get("/slow", () => {
    begun += 1;
    return new Promise<never>(() => undefined);
  });
  app.get("/quick", async () => "read");
  app.server.on("request", (_, response) => {
    asked += 1;
    response.once("close", () => {
      ended += 1;
    });
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  return { app, url: `http://127.0.0.1:${port}`, asked: () => asked, begun: () => begun, ended: () => ended };
}

test("whoever breaks off what they read has their places back, though nothing was answered", async () => {
  const { app, url, begun, ended } = await reading();
  try {
    const slow = Array.from({ length: reads.atOnce }, () =>
      get(`${url}/slow`, { agent: false }).on("error", () => undefined),
    );
    await until(() => begun() === reads.atOnce);
    for (const each of slow) each.destroy();
    await until(() => ended() === reads.atOnce);
    // Were the places kept, all but one of these would wait for them, and the one would be refused at once.
    const asked = Array.from({ length: reads.waiting + 1 }, () => app.inject("/quick"));
    expect((await Promise.race(asked)).statusCode).toBe(200);
    expect((await Promise.all(asked)).filter(({ statusCode }) => statusCode !== 200)).toEqual([]);
  } finally {
    await app.close();
  }
});

test("whoever breaks off while they wait for a place keeps none when their turn comes", async () => {
  const { app, url, asked, begun, ended } = await reading();
  try {
    const slow = () => get(`${url}/slow`, { agent: false }).on("error", () => undefined);
    const read = Array.from({ length: reads.atOnce }, slow);
    await until(() => begun() === reads.atOnce);
    const waiting = Array.from({ length: reads.waiting }, slow);
    await until(() => asked() === reads.atOnce + reads.waiting);
    for (const each of waiting) each.destroy();
    await until(() => ended() === reads.waiting);
    for (const each of read) each.destroy();
    await until(() => ended() === reads.atOnce + reads.waiting);
    const next = Array.from({ length: reads.atOnce }, () => app.inject("/quick"));
    expect((await Promise.all(next)).map(({ statusCode }) => statusCode)).toEqual(next.map(() => 200));
  } finally {
    await app.close();
  }
});
