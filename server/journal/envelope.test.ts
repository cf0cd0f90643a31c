import { describe, expect, test } from "vitest";
import { type Entry, unborn } from "#duty/grammar/entry.ts";
import { type Notice, noticeKind } from "#duty/notice/notice.ts";
import { entryShapes, sentenceOf } from "#duty/nouns.ts";
import { by } from "#test/given.ts";
import { canonicalText, type Envelope, entryHash, recordedOf } from "./envelope.ts";
import { fold } from "./fold.ts";
import { recording } from "./recorder.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const at = 1_763_700_000_000;
const key = { site: "tower", noun: "notice", id: `gph/aaaaaaaaaaaaaaaa/${lin}` };
const body = { regulation: "gph", hash: "a".repeat(64), person: lin };

/** A receipt as an older release wrote it: the type has a successor since. */
const old: Envelope = {
  ...{ org: "group", site: "tower", noun: "notice", stream: key.id, version: 1, type: "notice.confirmed", body },
  ...{ actor: { person: lin }, device: null, command: "c1", deviceTime: null, at, prev: "" },
};
const text = canonicalText(old);

const telling = {
  person: () => ({ zh: "李伟", en: "Li Wei" }),
  called: (_: string, name: string) => ({ zh: name, en: name }),
  text: ({ sealed }: { sealed: string }) => sealed,
  time: () => "16:05",
};

describe("an entry of a type that is no longer written", () => {
  test("keeps its hash and is read in the words of today, its sentence too", () => {
    const recorded = recordedOf(old, entryHash(text));
    expect(recorded).toMatchObject({ type: "notice.edition-confirmed", body, version: 1, hash: entryHash(text), at });
    expect(sentenceOf(recorded, telling)).toEqual({
      zh: "李伟确认已读制度 gph",
      en: "Li Wei confirmed having read gph",
    });
  });

  test("leads its stream to the state that it always led to", () => {
    const begin = { state: noticeKind.begin(key.id), escalations: {}, head: unborn, version: 0 };
    const stream = fold(noticeKind as never, begin, [{ hash: entryHash(text), body: text }]);
    expect(stream?.head).toEqual({ version: 1, hash: entryHash(text) });
    expect(stream?.state as Notice).toEqual({ phase: "confirmed", person: lin, edition: undefined, confirmedAt: at });
  });

  test("is not written any more, and its successor is", () => {
    const sealer = { seal: () => expect.unreachable() };
    const { record, texts } = recording({ org: "group", shapes: entryShapes, sealer, simulated: false });
    const write = (entry: Entry) => record(key, unborn, entry, by(lin, at as never));
    expect(() => write({ type: "notice.confirmed", body })).toThrow("it has a successor");
    const entry = { type: "notice.edition-confirmed", body: { ...body, edition: "2026-01-01" } };
    expect(write(entry)).toMatchObject(entry);
    expect(sentenceOf(write(entry), telling)?.zh).toBe("李伟确认已读制度 gph（2026-01-01 版）");
    expect(texts.size).toBe(1);
    expect(() => write({ type: "notice.edition-confirmed", body })).toThrow("has not its shape");
  });
});
