import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { mostWaiting } from "#server/account/look-at-try.ts";
import { until } from "#test/until.ts";
import { connectionLimits, limitConnections, mostAskedAtOnce } from "./connection-limits.ts";
import { unfinishedRequests } from "./protection.ts";

/** A server that answers every request when its body has come, but for those that it is told to keep; and connections to it from addresses of this machine. */
async function listening(limits: Parameters<typeof limitConnections>[1]) {
  const kept: ServerResponse[] = [];
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
      if (request.url === "/kept") kept.push(response);
      else response.end("heard");
    });
  });
  limitConnections(server, limits);
  server.listen(0, "0.0.0.0");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const all: Socket[] = [];
  onTestFinished(() => {
    for (const each of all) each.destroy();
    server.close();
  });
  /** Connects from there and sends this, which may be nothing. */
  const begin = async (localAddress: string, sent = "GET / HTTP/1.1\r\nhost: house\r\n") => {
    const socket = connect({ host: "127.0.0.1", port, localAddress });
    socket.on("error", () => {});
    all.push(socket);
    await once(socket, "connect");
    socket.write(sent);
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
  /** So many requests have come whole, and are answered when they are told to be. */
  const keeps = async (number: number) => until(async () => kept.length === number);
  const answer = () => kept.shift()?.end("heard");
  return { begin, isHeard, keeps, answer };
}

/** However it was ended. */
const closing = (socket: Socket) => new Promise<void>((resolve) => socket.resume().once("close", () => resolve()));

const wholeRequest = "GET /kept HTTP/1.1\r\nhost: house\r\nconnection: close\r\n\r\n";
const withoutItsBody = "POST / HTTP/1.1\r\nhost: house\r\ncontent-length: 9\r\n\r\n";

test("of an address that holds as many connections as it may, the one that asked nothing for longest goes when another comes", async () => {
  const { begin, isHeard } = await listening({ ofAddress: 2, ofAll: 99 });
  const other = await begin("127.0.0.2");
  const [silent, unfinished] = [await begin("127.0.0.1", ""), await begin("127.0.0.1")];
  const gone = closing(silent);
  const third = await begin("127.0.0.1");
  await gone;
  expect([await isHeard(third), await isHeard(other), await isHeard(unfinished)]).toEqual([true, true, true]);
});

test("whoever is being answered keeps the connection: what sends no body goes first, and then no other comes", async () => {
  const { begin, isHeard, keeps, answer } = await listening({ ofAddress: 2, ofAll: 99 });
  const asked = await begin("127.0.0.1", wholeRequest);
  await keeps(1);
  const slow = await begin("127.0.0.1", withoutItsBody);
  const gone = closing(slow);
  const next = await begin("127.0.0.1", wholeRequest);
  await gone;
  await keeps(2);
  expect(await isHeard(await begin("127.0.0.1"))).toBe(false);
  expect([asked.closed, next.closed]).toEqual([false, false]);
  const answered = closing(asked);
  answer();
  await answered;
  expect(await isHeard(await begin("127.0.0.1"))).toBe(true);
});

test("a connection that was answered and asks nothing more is idle again", async () => {
  const { begin, isHeard } = await listening({ ofAddress: 2, ofAll: 99 });
  const idle = await begin("127.0.0.1", "GET / HTTP/1.1\r\nhost: house\r\n\r\n");
  await once(idle, "data");
  const gone = closing(idle);
  const [one, two] = [await begin("127.0.0.1"), await begin("127.0.0.1")];
  await gone;
  expect([await isHeard(one), await isHeard(two)]).toEqual([true, true]);
});

test("whoever asks on and on without reading the answers is cut off", async () => {
  const { begin, keeps } = await listening({ ofAddress: 2, ofAll: 99 });
  const request = "GET /kept HTTP/1.1\r\nhost: house\r\n\r\n";
  const patient = await begin("127.0.0.1", request.repeat(mostAskedAtOnce));
  await keeps(mostAskedAtOnce);
  const greedy = await begin("127.0.0.1", request.repeat(mostAskedAtOnce + 1));
  await closing(greedy);
  expect(patient.closed).toBe(false);
  expect(mostAskedAtOnce).toBeLessThanOrEqual(8);
});

test("all together hold no more than a process can", async () => {
  const { begin, isHeard } = await listening({ ofAddress: 99, ofAll: 2 });
  const [one, , three] = [await begin("127.0.0.1"), await begin("127.0.0.2"), await begin("127.0.0.3")];
  expect([await isHeard(three), await isHeard(one)]).toEqual([false, true]);
});

test("behind a proxy, whose address is that of everybody, there may be more of them", () => {
  const { ofAddress, ofAll } = connectionLimits({ isBehindProxy: false });
  expect(connectionLimits({ isBehindProxy: true }).ofAddress).toBeGreaterThan(ofAddress);
  expect(connectionLimits({ isBehindProxy: true }).ofAddress).toBeLessThan(ofAll);
});

test("how long a request may stay unfinished, and how many may wait for their secrets to be looked at", () => {
  expect(unfinishedRequests.headersTimeout).toBeLessThanOrEqual(15_000);
  expect(unfinishedRequests.connectionsCheckingInterval).toBeLessThanOrEqual(2_000);
  expect(mostWaiting).toBeLessThanOrEqual(80);
});
