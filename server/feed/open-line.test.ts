import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { afterEach, expect, test, vi } from "vitest";
import { Follower } from "./follower.ts";
import { openLine } from "./open-line.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** A line to a browser of which everything that was written is heard. */
function openedLine({ isGone = false } = {}) {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const raw = new ServerResponse(new IncomingMessage(new Socket()));
  const wire = new PassThrough({ highWaterMark: 1_000 });
  raw.assignSocket(wire as unknown as Socket);
  if (isGone) wire.destroy().emit("close");
  const reply = { raw, hijack: () => {}, getHeaders: () => ({}) } as unknown as FastifyReply;
  const follower = new Follower({ wants: () => true, missed: undefined, place: "0", leave: () => {} });
  const line = openLine({} as FastifyRequest, reply, follower);
  /** How often the line has said nothing but that it is there, since this was asked last. */
  const beats = async (milliseconds: number) => {
    vi.advanceTimersByTime(milliseconds);
    await setImmediate(); // what is written together leaves together, a moment later
    return String(wire.read() ?? "").split("event: beat\ndata: {}\n\n").length - 1;
  };
  return { line, raw, wire, beats };
}

test("a line that has nothing to say says every eight seconds that it is there, until it ends", async () => {
  const { line, beats } = openedLine();
  expect(await beats(7_999)).toBe(0);
  expect(await beats(1)).toBe(1);
  expect(await beats(56_000)).toBe(7);
  line.end();
  expect(await beats(60_000)).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test("a line is kept and gathered by nobody on its way, and a browser that lost it comes again after two seconds", async () => {
  const { line, wire } = openedLine();
  await setImmediate();
  const [head = "", said] = String(wire.read()).split("\r\n\r\n");
  const lines = head.split("\r\n");
  for (const each of [
    "content-type: text/event-stream; charset=utf-8",
    "cache-control: no-store",
    "x-accel-buffering: no",
  ])
    expect(lines).toContain(each);
  expect(said).toContain("retry: 2000\n\n");
  line.end();
});

test("nothing more is heaped up for a browser that does not read", () => {
  const { line, raw } = openedLine();
  while (!raw.writableNeedDrain) line.write("change", "x".repeat(1_000));
  const heaped = raw.writableLength;
  vi.advanceTimersByTime(600_000);
  expect(raw.writableLength).toBe(heaped);
});

test("a line to a browser that had gone before it was opened is over: nothing beats, and nobody is followed for it", async () => {
  const { line, raw } = openedLine({ isGone: true });
  expect(raw.closed).toBe(true);
  await line.follow();
  expect(vi.getTimerCount()).toBe(0);
});
