import { expect, test } from "vitest";
import type { Instant } from "#duty/grammar/time.ts";
import { by } from "#test/given.ts";
import { towerWorld } from "#test/tower-world.ts";
import { orderRedaction } from "./order-redaction.ts";
import { type Redaction, redactionKind } from "./redaction.ts";

const [one, other] = ["a".repeat(64), "b".repeat(64)];
const order = { erases: [other, one, other], reason: "本人要求删除个人信息" };

test("an administrator orders what is to be erased, and why", () => {
  const { refusal, touched } = towerWorld().does("何雅静", "redaction.order", order);
  expect(refusal).toBeUndefined();
  expect(touched[0]?.state).toEqual({ phase: "ordered", erases: [one, other] } satisfies Redaction);
  expect(touched[0]?.entries[0]?.body).toMatchObject({ reason: { kind: "free-text" } });
});

test("a guard does not", () => {
  const { refusal } = towerWorld().does("王强", "redaction.order", order);
  expect(refusal).toEqual({ code: "redaction.not-entitled", rules: ["ZB-04", "ZB-10"] });
});

test("an order enters each thing once, and why; it owes nothing and begins as none", () => {
  const circumstances = by("00000000-0000-4000-8000-000000000001", 1_763_700_000_000 as Instant);
  const about = { state: redactionKind.begin("x"), rule: undefined, facts: { authorised: true }, circumstances };
  const decision = orderRedaction({ ...about, body: order });
  expect(decision.entries).toEqual([
    { type: "redaction.ordered", body: { erases: [one, other], reason: { secret: order.reason, kind: "free-text" } } },
  ]);
  expect(about.state).toEqual({ phase: "none" });
  expect([redactionKind.owes(about.state, undefined), redactionKind.under(about.state)]).toEqual([[], undefined]);
});
