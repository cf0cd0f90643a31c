import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestLog } from "#server/http/request-log.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, tellDeskStory } from "#test/desk-story.ts";
import { until } from "#test/until.ts";

let database: FreshDatabase;
let story: DeskStory;
const lines: string[] = [];
let gone = 0;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, {
    logger: requestLog({ write: (line) => lines.push(line) }),
    routes: [
      (app) => {
        app.addHook("onRequestAbort", async (_request) => {
          gone += 1;
        });
      },
    ],
  });
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

test("who goes away in the middle of what they send is not told of as a database that is away", async () => {
  await story.app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = story.app.server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  const arrived = once(story.app.server, "request");
  const head = ["POST /api/session/sign-in HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"];
  socket.write(`${[...head, "Content-Length: 500"].join("\r\n")}\r\n\r\n{"na`);
  await arrived;
  socket.resetAndDestroy();
  await until(async () => gone > 0);
  await new Promise(setImmediate); // what the body's end is told as follows in the same turn
  expect(lines.join("\n")).not.toContain("house.");
});
