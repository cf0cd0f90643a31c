import { expect, test } from "vitest";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { RowKey } from "#server/keys/row-key.ts";
import { receiptsIn, receiptToken } from "./receipts-held.ts";

const key = new RowKey(freshMasterKey());
const hash = "0".repeat(64);
const tokenOf = (version: number, by = key) =>
  receiptToken(by, "wanda", { stream: { site: "tower", noun: "log", id: "lobby" }, head: { version, hash } });
const versionsIn = (shown: string) => receiptsIn(key, shown).map(({ version }) => version);

test("a token says of which stream it is, and where nothing was recorded none is given", () => {
  expect(receiptsIn(key, tokenOf(3) ?? "")).toEqual([
    { org: "wanda", site: "tower", noun: "log", id: "lobby", version: 3, hash },
  ]);
  expect(tokenOf(0)).toBeUndefined();
});

test("of what is shown at once eight tokens are looked at", () => {
  const shown = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((version) => tokenOf(version)).join(" ");
  expect(versionsIn(shown)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("what another house gave, or was changed on its way, says nothing, and what stands beside it is read", () => {
  const own = tokenOf(3) ?? "";
  const [text = "", mac = ""] = own.split(".");
  const changed = Buffer.from(Buffer.from(text, "base64url").toString().replace('"version":3', '"version":4'));
  const foreign = tokenOf(5, new RowKey(freshMasterKey()));
  expect(versionsIn(`${foreign} ${changed.toString("base64url")}.${mac} ${text} ${own}`)).toEqual([3]);
});
