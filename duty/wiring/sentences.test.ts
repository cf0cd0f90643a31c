import { describe, expect, test } from "vitest";
import type { Sealed } from "#duty/grammar/entry.ts";
import type { Vocabulary } from "#duty/grammar/sentence.ts";
import { iso } from "#duty/grammar/time.ts";
import { sentenceOf } from "#duty/nouns.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { adoptableWith, firstDay, towerWorld, wall } from "#test/tower-world.ts";

/** Everybody is called by the last digits of their id, everything by its key, and every text is told. */
const tell: Vocabulary = {
  person: (id) => ({ zh: `〔${id?.slice(-2)}〕`, en: `[${id?.slice(-2)}]` }),
  called: (_, key) => ({ zh: `「${key}」`, en: `'${key}'` }),
  text: (sealed: Sealed) => sealed.sealed,
  time: iso,
};

function sentencesAfter(
  who: string,
  act: Parameters<ReturnType<typeof towerWorld>["does"]>[1],
  body: object,
  site = "tower",
) {
  const { world, does } = towerWorld();
  // Of a shift that is still to come nothing is recorded.
  if (act === "violation.record") world.moveTo(wall("10:00"));
  const { refusal, touched } = does(who, act, body, { site });
  if (refusal) throw new Error(refusal.code);
  return touched.flatMap(({ entries }) => entries).map((entry) => sentenceOf(entry, tell));
}

const turn = { post: "lobby", date: firstDay, shift: "day" };

describe("an entry reads as somebody would say it", () => {
  test.each([
    [
      "a cover",
      "周敏",
      "roster.arrange-cover",
      { ...turn, absent: personNamed("李伟"), cover: personNamed("马超"), reason: "发烧" },
      "tower",
      "〔32〕安排〔41〕顶替〔12〕（2026-11-21 「day」）：发烧",
      "[32] put [41] in for [12] (2026-11-21 'day'): 发烧",
    ],
    [
      "a violation",
      "周敏",
      "violation.record",
      { ...turn, person: personNamed("李伟"), rules: ["GPH-01", "ZB-01"], account: "着装不整" },
      "tower",
      "〔32〕记录〔12〕违纪（2026-11-21 「lobby」，GPH-01, ZB-01）：着装不整",
      "[32] recorded a violation by [12] (2026-11-21 'lobby', GPH-01, ZB-01): 着装不整",
    ],
    [
      "a new edition",
      "何雅静",
      "site.adopt-edition",
      { ...adoptableWith("guard-post-handover", "2027-01-01"), from: "2027-01-01" },
      "tower",
      "〔01〕采用制度 guard-post-handover 2027-01-01 版，自 2027-01-01 起施行",
      "[01] adopted guard-post-handover, edition 2027-01-01, in force from 2027-01-01",
    ],
    [
      "somebody who leaves",
      "何雅静",
      "person.leave",
      { person: personNamed("高翔"), reason: "返乡" },
      "head-office",
      "〔01〕登记离职：返乡",
      "[01] recorded that they left: 返乡",
    ],
  ] as const)("%s", (_, who, act, body, site, zh, en) => {
    expect(sentencesAfter(who, act, body, site)).toEqual([{ zh, en }]);
  });
});

test("an adoption that is taken back reads as such", () => {
  const { does } = towerWorld();
  const next = { ...adoptableWith("guard-post-handover", "2027-01-01"), from: "2027-01-01" };
  does("何雅静", "site.adopt-edition", next);
  const { regulation, hash, from } = next;
  const { touched } = does("何雅静", "site.withdraw-adoption", { regulation, hash, from });
  expect(touched.flatMap(({ entries }) => entries).map((entry) => sentenceOf(entry, tell))).toEqual([
    {
      zh: "〔01〕撤回制度 guard-post-handover 2027-01-01 版，原定自 2027-01-01 起施行",
      en: "[01] withdrew guard-post-handover, edition 2027-01-01, which was to be in force from 2027-01-01",
    },
  ]);
});

test("everything that setting a tower up has entered can be told", () => {
  const { world } = towerWorld();
  const entries = [...world.streams.values()].flatMap((stream) => stream.entries);
  expect(entries.filter((entry) => sentenceOf(entry, tell) === undefined)).toEqual([]);
});
