import { expect, test } from "vitest";
import { keptOrders } from "./kept-orders.ts";

const order = {
  id: "0193a2b0-0000-7000-8000-000000000001",
  act: "log.write-line",
  site: "tower",
  body: { post: "lobby", text: "灯坏了" },
  as: "0193a2b0-0000-7000-8000-000000000002",
  seen: { version: 3, hash: "ab" },
  deviceTime: 1_764_000_000_000,
  tries: 2,
};

test("a command that waited for the network is there again after a reload, with its id and its words", () => {
  const state = { state: "sending", problem: { code: "request.unreachable", status: 0 } };
  expect(keptOrders(JSON.stringify([{ ...order, ...state }]))).toEqual({ read: [order] });
  expect(keptOrders(null)).toEqual({ read: [] });
});

test.each([
  ["no text of ours", "{"],
  ["not a list", JSON.stringify(order)],
  ["a number for an act", JSON.stringify([{ ...order, act: 5 }])],
  ["no body", JSON.stringify([{ ...order, body: null }])],
  ["a list for a body", JSON.stringify([{ ...order, body: [] }])],
  ["a time in words", JSON.stringify([{ ...order, deviceTime: "now" }])],
  ["half a head", JSON.stringify([{ ...order, seen: { version: 3 } }])],
  ["nothing at all", JSON.stringify([null])],
])("%s is not sent, and not thrown away either", (_, text) => {
  expect(keptOrders(text)).toEqual({ read: [], unread: text });
});

test("one that is not understood keeps nobody else", () => {
  const text = JSON.stringify([{ ...order, as: undefined }, order]);
  expect(keptOrders(text)).toEqual({ read: [order], unread: text });
});
