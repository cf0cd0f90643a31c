import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { mostWaiting } from "#server/account/look-at-try.ts";
import { connectionLimits, limitConnections } from "./connection-limits.ts";
import { unfinishedRequests } from "./protection.ts";

/** A server that answers every request, and connections to it from addresses of this machine. */
async function listening(limits: Parameters<typeof limitConnections>[1]) {
  const server = createServer((_, response) => response.end("heard"));
  limitConnections(server, limits);
  server.listen(0, "0.0.0.0");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const all: Socket[] = [];
  onTestFinished(() => {
    for (const each of all) each.destroy();
    server.close();
  });
  /** Begins a request from there and leaves it unfinished. */
  const begin = async (localAddress: string) => {
    const socket = connect({ host: "127.0.0.1", port, localAddress });
    socket.on("error", () => {});
    all.push(socket);
    await once(socket, "connect");
    socket.write("GET / HTTP/1.1\r\nhost: house\r\n");
    return socket;
  };
  /** Ends the request; whether it was answered, or the connection had been closed. */
  const isHeard = async (socket: Socket) => {
    let heard = "";
    socket.on("data", (data) => {
      heard += data.toString();
    });
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    if (socket.closed) return false;
    socket.write("connection: close\r\n\r\n");
    await closed;
    return heard.includes("heard");
  };
  return { begin, isHeard };
}

test("an address holds so many connections at once and no more, and takes none from others", async () => {
  const { begin, isHeard } = await listening({ ofAddress: 2, ofAll: 99 });
  const [one, two, three] = [await begin("127.0.0.1"), await begin("127.0.0.1"), await begin("127.0.0.1")];
  const other = await begin("127.0.0.2");
  expect([await isHeard(three), await isHeard(other)]).toEqual([false, true]);
  expect(await isHeard(one)).toBe(true);
  const next = await begin("127.0.0.1");
  expect([await isHeard(next), await isHeard(two)]).toEqual([true, true]);
});

test("all together hold no more than a process can", async () => {
  const { begin, isHeard } = await listening({ ofAddress: 99, ofAll: 2 });
  const [one, , three] = [await begin("127.0.0.1"), await begin("127.0.0.2"), await begin("127.0.0.3")];
  expect([await isHeard(three), await isHeard(one)]).toEqual([false, true]);
});

test("behind a proxy, whose address is that of everybody, there may be more of them", () => {
  const { ofAddress, ofAll } = connectionLimits({ trustProxy: false });
  expect(connectionLimits({ trustProxy: true }).ofAddress).toBeGreaterThan(ofAddress);
  expect(connectionLimits({ trustProxy: true }).ofAddress).toBeLessThan(ofAll);
});

test("how long a request may stay unfinished, and how many may wait for their secrets to be looked at", () => {
  expect(unfinishedRequests.headersTimeout).toBeLessThanOrEqual(15_000);
  expect(unfinishedRequests.connectionsCheckingInterval).toBeLessThanOrEqual(2_000);
  expect(mostWaiting).toBeLessThanOrEqual(80);
});
