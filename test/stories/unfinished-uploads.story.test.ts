import { once } from "node:events";
import { connect } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, tellDeskStory } from "#test/desk-story.ts";
import { until } from "#test/until.ts";

let database: FreshDatabase;
let story: DeskStory;
let browser: Browser;
let upload: Buffer;
let url: string;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  url = await story.app.listen({ port: 0, host: "127.0.0.1" });
  browser = await story.deskOf("lin");
  upload = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#336699" } })
    .jpeg()
    .toBuffer();
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

test.each([
  ["that tell how long they are", "content-length: 9000000\r\n\r\nsome bytes", 12],
  // Of those that say nothing as many are taken as if each were the longest there may be: fewer than may be sent with one line.
  ["that do not tell how long they are", "transfer-encoding: chunked\r\n\r\n4\r\nsome\r\n", 6],
])(
  "uploads %s and never end are as many as go with one line, and keep nobody else from sending",
  async (_, body, many) => {
    const wang = await story.deskOf("wang");
    const { port } = new URL(url);
    const begin = (cookie: string) => {
      const socket = connect({ host: "127.0.0.1", port: Number(port) });
      const head = `host: localhost\r\ncookie: ${cookie}\r\ncontent-type: image/png`;
      socket.write(`POST /api/photos HTTP/1.1\r\n${head}\r\n${body}`);
      const answer = once(socket, "data").then(([data]) => String(data).slice(9, 12));
      return { socket, answer };
    };
    const sent = Array.from({ length: many }, () => begin(browser.cookie));
    const refused = await Promise.race(sent.map(({ answer }) => answer));
    expect(refused).toBe("429");
    expect((await wang.upload("/api/photos", upload, "image/jpeg")).statusCode).toBe(200);
    expect((await browser.upload("/api/photos", Buffer.alloc(9_000_000), "image/jpeg")).statusCode).toBe(429);
    for (const { socket } of sent) socket.destroy();
    await until(async () => (await browser.upload("/api/photos", upload, "image/jpeg")).statusCode === 200);
  },
);
