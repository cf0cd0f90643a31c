import { expect, test } from "vitest";
import { evidenceOf, type Records, records } from "#test/sample-records.ts";
import type { SiteEvidence } from "./evidence.ts";
import { verifyAll } from "./verification.ts";

const none: Records = {
  ...records(),
  streams: [],
  entries: [],
  commands: [],
  heads: [],
  leaves: [],
  secrets: [],
  photos: [],
};

/** What is found at the tower, whose first command stands at the head office instead, sent by an act. */
async function foundAfter(act: string): Promise<string[]> {
  const kept = records();
  const [moved] = kept.commands.splice(0, 1);
  if (!moved) throw new Error("there is no command to move");
  const { id } = moved;
  const office: SiteEvidence = {
    ...evidenceOf({ ...none, commands: [{ id, bytes: Buffer.from(JSON.stringify({ act, id })) }] }),
    site: "office",
  };
  const sites = async function* () {
    yield* [evidenceOf(kept), office];
  };
  const { sites: found } = await verifyAll({ sites }, { receipts: [], anchors: [] });
  return found.flatMap(({ discrepancies }) => discrepancies.map(({ code }) => code));
}

test("what follows somebody's leaving the organisation may stand at another site than the command", async () => {
  expect(await foundAfter("person.leave")).not.toContain("command.missing");
});

test("a command of any other act must stand where its entries are", async () => {
  expect(await foundAfter("log.write-line")).toContain("command.missing");
});
