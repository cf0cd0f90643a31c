import { expect, test } from "vitest";
import type { Heard } from "./heard.ts";
import type { Item } from "./item.ts";
import { byEitherRoad } from "./two-roads.ts";

const proof = { version: 1, device: "d", opening: "o", signature: "s" };
const item: Item = {
  ...{ id: "a", number: 1, act: "log.write-line", site: "tower", body: {}, as: "lin" },
  ...{ page: "own", deviceTime: 0, state: "waiting", tries: 0, proof },
};
const house = (status: number, code: string): Heard => ({ came: "answer", status, body: { code, status, rules: [] } });
const away = house(423, "account.person-locked");
const unknown = house(403, "proof.unknown");
const refused = house(409, "log.page-cut");
const nothing: Heard = { came: "nothing" };

async function roadsOf(sent: Partial<Item>, answers: { readonly desk: Heard; readonly proof: Heard }) {
  const gone: string[] = [];
  const road = (name: "desk" | "proof") => async () => {
    gone.push(name);
    return answers[name];
  };
  const heard = await byEitherRoad({ ...item, ...sent }, { page: "own", byDesk: road("desk"), byProof: road("proof") });
  return { gone: gone.join(" "), heard };
}

test.each<[string, Partial<Item>, Heard, Heard, string]>([
  ["what is new goes as its author's act", {}, refused, refused, "desk"],
  ["and where they are away, by its proof", {}, away, refused, "desk proof"],
  ["what was tried goes by its proof, whoever is there", { tries: 1 }, refused, refused, "proof"],
  ["so does what another page has left", { page: "closed" }, refused, refused, "proof"],
  ["and where the house does not know that, as its author's", { tries: 1 }, refused, unknown, "proof desk"],
  ["without a proof it is its author's, and nobody else's", { tries: 3, proof: undefined }, away, refused, "desk"],
  ["where nothing was heard there is no second road", {}, nothing, refused, "desk"],
  ["nor there", { tries: 1 }, refused, nothing, "proof"],
])("%s", async (_, sent, desk, byProof, gone) => {
  expect((await roadsOf(sent, { desk, proof: byProof })).gone).toBe(gone);
});

test("what was altered where it waited is refused though its author is there: it does not go as their act", async () => {
  const wrong = house(403, "proof.wrong");
  const { gone, heard } = await roadsOf({ tries: 1 }, { desk: house(200, "done"), proof: wrong });
  expect([gone, heard]).toEqual(["proof", { ...wrong, road: "proof" }]);
});
