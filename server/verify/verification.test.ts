import { describe, expect, test } from "vitest";
import { appendSample, evidenceOf, type Records, records } from "#test/sample-records.ts";
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

describe("what follows at a site from a command that is not there", () => {
  /** The tower, set up to have its people at the office, where something followed from a command that is gone. */
  function tower(about: Parameters<typeof appendSample>[4] = { actor: "reaction" }) {
    const kept = records();
    appendSample(kept, "setup", "tower", { headOffice: "office" }, { type: "site.established" });
    appendSample(kept, "gone", "followed", {}, about);
    kept.commands.pop();
    return evidenceOf(kept);
  }
  const office = () => ({ ...evidenceOf(none), site: "office" });

  async function found(...all: SiteEvidence[]) {
    const sites = async function* () {
      yield* all;
    };
    const { outcome, sites: verified } = await verifyAll({ sites }, { receipts: [], anchors: [] });
    const limits = verified.flatMap((each) => each.limits).filter(({ code }) => code === "commands-elsewhere");
    const faults = verified.flatMap(({ discrepancies }) => discrepancies.map(({ code }) => code));
    return { outcome, faults, limits: limits.map(({ detail }) => detail) };
  }

  test("is said to stand elsewhere, not looked at, where the site is verified by itself", async () => {
    expect(await found(tower())).toEqual({
      ...{ outcome: "whole", faults: [] },
      limits: [{ commands: 1, elsewhere: "office" }],
    });
  });

  test("is missing where the head office is looked at too and has no such command", async () => {
    const missing = { outcome: "faulty", faults: ["command.missing"], limits: [] };
    expect(await found(tower(), office())).toEqual(missing);
    expect(await found(office(), tower())).toEqual(missing);
  });

  test("is missing where somebody is said to have done it here", async () => {
    expect((await found(tower({ actor: { person: "lin" } }))).faults).toEqual(["command.missing"]);
  });
});
