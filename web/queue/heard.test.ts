import { describe, expect, test } from "vitest";
import type { CommandReceipt } from "#server/http/commands-answer.ts";
import { concernsAuthor, type Heard, photoVerdictOf, problemIn, type Says, unreachable, verdictOf } from "./heard.ts";

const receipt: CommandReceipt = { stream: { site: "tower", noun: "log", id: "lobby" }, version: 3, hash: "ab" };
const ours = { id: "mine", receipt, replayed: false };
const answered = (status: number, body: unknown): Heard => ({ came: "answer", status, body });
const house = (status: number, code: string) => answered(status, { code, status, rules: ["ZB-01"] });

describe("only the receipt for this very command says that it was done", () => {
  test("whether it was done now or before", () => {
    for (const replayed of [true, false])
      expect(verdictOf(answered(200, { ...ours, replayed }), "mine")).toEqual({ says: "done", receipt });
  });

  test.each<[string, unknown]>([
    ["that for another command", { ...ours, id: "other" }],
    ["one without the id", { receipt, replayed: false }],
    ["one without a hash", { ...ours, receipt: { ...receipt, hash: undefined } }],
    ["one without a version", { ...ours, receipt: { ...receipt, version: "3" } }],
    ["one of no stream", { ...ours, receipt: { ...receipt, stream: null } }],
    ["no receipt", { id: "mine" }],
    ["a list", [ours]],
    ["nothing", null],
    ["words", "welcome"],
  ])("%s does not", (_, body) => {
    expect(verdictOf(answered(200, body), "mine")).toEqual({
      says: "undecided",
      problem: { code: "request.broken", status: 200 },
    });
  });
});

describe("what every other answer says", () => {
  test.each<[string, Heard, Says]>([
    ["no answer", { came: "nothing" }, "undecided"],
    ["one from elsewhere", { came: "elsewhere" }, "undecided"],
    ["one that was cut off", { came: "unreadable", status: 200 }, "undecided"],
    ["204", answered(204, null), "undecided"],
    ["302 with a problem", house(302, "log.page-closed"), "undecided"],
    ["400 of the house", house(400, "shape.invalid"), "refused"],
    ["400 of a proxy", answered(400, "<html>"), "undecided"],
    ["401 of the house", house(401, "account.not-signed-in"), "author-away"],
    ["401 of a proxy", answered(401, {}), "undecided"],
    ["403 of who may not", house(403, "log.not-your-line"), "refused"],
    ["403 of who is not at the desk", house(403, "account.not-at-this-desk"), "author-away"],
    ["403 of who must choose a password", house(403, "account.first-password"), "author-away"],
    ["403 of who must choose a PIN", house(403, "account.first-pin"), "author-away"],
    ["404 of an act", house(404, "command.no-such-act"), "not-known"],
    ["404 of a road", house(404, "request.nothing-here"), "not-known"],
    ["404 of a site", house(404, "site.unknown"), "refused"],
    ["404 of a proxy", answered(404, {}), "undecided"],
    ["408", house(408, "request.refused"), "undecided"],
    ["409", house(409, "log.page-closed"), "refused"],
    ["413", house(413, "request.too-large"), "refused"],
    ["422", house(422, "shape.invalid"), "refused"],
    ["423 of the desk", house(423, "account.desk-locked"), "author-away"],
    ["423 of the person", house(423, "account.person-locked"), "author-away"],
    ["425", house(425, "request.refused"), "undecided"],
    ["429", house(429, "request.too-many"), "undecided"],
    ["500", house(500, "house.fault"), "undecided"],
    ["502 of a proxy", answered(502, "bad gateway"), "undecided"],
    ["503", house(503, "house.database-away"), "undecided"],
    ["504 of a proxy", answered(504, null), "undecided"],
    ["507", house(507, "house.no-room"), "undecided"],
  ])("%s", (_, heard, says) => {
    expect(verdictOf(heard, "mine").says).toBe(says);
  });

  test("the problem is told as the house told it, with the status that came with it", () => {
    expect(problemIn(409, { code: "log.page-closed", status: 200, field: "text" })).toEqual({
      ...{ code: "log.page-closed", status: 409, field: "text" },
    });
    expect(verdictOf({ came: "nothing" }, "mine")).toEqual({ says: "undecided", problem: unreachable });
    expect(verdictOf({ came: "unreadable", status: 502 }, "mine")).toMatchObject({ problem: { status: 502 } });
  });

  test("what concerns the author's place at the desk is told apart by its code, and 401 whatever its code", () => {
    expect(concernsAuthor({ code: "any", status: 401 })).toBe(true);
    expect(concernsAuthor({ code: "account.pin-wrong", status: 403 })).toBe(false);
  });
});

test.each<[string, Heard, string]>([
  ["kept", answered(200, { photo: "ab" }), "done"],
  ["another's page", answered(200, { welcome: true }), "undecided"],
  ["no answer", { came: "nothing" }, "undecided"],
  ["half an answer", { came: "unreadable", status: 200 }, "undecided"],
  ["a full day", house(409, "photo.person-sent-enough"), "refused"],
  ["no picture", house(422, "photo.not-a-photo"), "refused"],
  ["too many at once", house(429, "request.too-many"), "undecided"],
  ["a house without room", house(507, "house.no-room"), "undecided"],
  ["a house that does not know the way", house(404, "request.nothing-here"), "undecided"],
  ["a locked desk", house(423, "account.desk-locked"), "author-away"],
  ["a proof that it cannot hold", house(403, "proof.unknown"), "author-away"],
])("of a photo %s is heard for what it is", (_, heard, says) => {
  expect(photoVerdictOf(heard).says).toBe(says);
});

test("a line whose photos are on their way is undecided, and says so", () => {
  expect(verdictOf({ came: "photos" }, "mine")).toEqual({
    ...{ says: "undecided", problem: { code: "photo.on-its-way", status: 0 } },
  });
});

describe("what came by its proof", () => {
  const proved = (status: number, code: string): Heard => ({
    ...{ came: "answer", status, body: { code, status, rules: [] }, road: "proof" },
  });

  test.each<[string, Says]>([
    ["proof.unknown", "author-away"],
    ["proof.other-time", "author-away"],
    ["proof.needs-author", "author-away"],
    ["proof.wrong", "refused"],
    ["proof.withdrawn", "refused"],
    ["proof.other-site", "refused"],
    ["proof.author-left", "refused"],
  ])("%s says %s", (code, says) => {
    expect(verdictOf(proved(403, code), "mine").says).toBe(says);
  });

  test("says so, where the house has decided", () => {
    expect(verdictOf({ ...answered(200, ours), road: "proof" } as Heard, "mine")).toEqual({
      ...{ says: "done", receipt, road: "proof" },
    });
    expect(verdictOf(proved(409, "log.page-cut"), "mine")).toMatchObject({ says: "refused", road: "proof" });
  });
});
