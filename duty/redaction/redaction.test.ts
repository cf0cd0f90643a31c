import { expect, test } from "vitest";
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

test("an order owes nothing and begins as none", () => {
  expect(redactionKind.begin("x")).toEqual({ phase: "none" });
  expect(orderRedaction.length).toBe(1);
});
