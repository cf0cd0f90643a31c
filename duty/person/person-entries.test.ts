import { describe, expect, test } from "vitest";
import type { Decision } from "#duty/grammar/decision.ts";
import { instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { endFunction } from "./end-function.ts";
import { grantFunction } from "./grant-function.ts";
import { joinPerson } from "./join-person.ts";
import { leavePerson } from "./leave-person.ts";
import { functionsFor, holds, isEmployed, type Person, personKind } from "./person.ts";
import type { PersonEntry } from "./person-shapes.ts";
import { resetPassword, resetPin } from "./reset-secrets.ts";

/* What the acts about a person enter, word for word, and what the person holds by it. */

const [lin, chief] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
const now = instantOf("2026-11-21T10:00:00+08:00");
const sealed = { sealed: "s", kind: "free-text" as const };
const secretly = (secret: string, kind = "free-text") => ({ secret, kind });
const under: Under = { at: now, actor: { person: chief } };

type Told = readonly [PersonEntry, Under];
const joined: Told = [
  { type: "person.joined", body: { name: { sealed: "n", kind: "name" }, staffNumber: "Z1" } },
  under,
];
const granted = (of: string, post?: string, site = "tower"): Told => [
  { type: "person.function-granted", body: { function: of, site, ...(post === undefined ? {} : { post }) } },
  under,
];
const ended = (of: string, post?: string): Told => [
  {
    type: "person.function-ended",
    body: { function: of, site: "tower", ...(post === undefined ? {} : { post }), reason: sealed },
  },
  under,
];
const gone: Told = [{ type: "person.left", body: { reason: sealed } }, under];
const forgotten: Told = [{ type: "person.password-reset", body: { reason: sealed } }, under];
const reset: Told = [{ type: "person.pin-reset", body: { reason: sealed } }, under];
const person = (...entries: Told[]): Person => given(personKind, lin, entries);

const entered = (decision: Decision<PersonEntry>) => (decision.entries ?? []).map(({ type, body }) => ({ type, body }));
const about = {
  rule: undefined,
  facts: {
    authorised: true,
    siteExists: true,
    mayHelp: true,
    orderedBy: [],
    headOffice: "head-office",
    anotherStays: false,
  },
  circumstances: by(chief, now),
};

describe("a person", () => {
  test("is unknown, employed, and gone, and comes back with nothing", () => {
    expect(person()).toEqual({ phase: "unknown", holdings: [] });
    expect(person(joined)).toEqual({ phase: "employed", holdings: [] });
    expect(person(joined, granted("leader"), gone)).toEqual({ phase: "left", holdings: [], leftAt: now });
    expect(person(joined, granted("leader"), gone, joined)).toEqual({ phase: "employed", holdings: [] });
    for (const each of [reset, forgotten])
      expect(person(joined, granted("leader"), each)).toEqual(person(joined, granted("leader")));
    expect([person(), person(joined), person(joined, gone)].map(isEmployed)).toEqual([false, true, false]);
    expect(personKind.owes(person(joined), undefined)).toEqual([]);
    expect(personKind.under(person(joined))).toBeUndefined();
  });

  test("holds a function of a post apart from that of the whole site, each until it ends", () => {
    const state = person(joined, granted("leader"), granted("leader", "gate"), granted("chief", "gate", "mall"));
    expect(state.holdings).toEqual([
      { function: "leader", site: "tower", since: now },
      { function: "leader", site: "tower", post: "gate", since: now },
      { function: "chief", site: "mall", post: "gate", since: now },
    ]);
    expect(person(joined, granted("leader"), granted("leader", "gate"), ended("leader")).holdings).toMatchObject([
      { function: "leader", post: "gate" },
    ]);
    expect(person(joined, granted("leader"), granted("leader")).holdings).toHaveLength(1);
    expect(holds(state, { function: "leader", site: "tower" })).toBe(true);
    expect(holds(state, { function: "leader", site: "tower", post: "gate" })).toBe(true);
    expect(holds(state, { function: "leader", site: "mall" })).toBe(false);
    expect(holds(state, { function: "chief", site: "mall" })).toBe(false);
  });

  test("acts at a post by what is held there or for the whole site, while employed", () => {
    const state = person(joined, granted("leader"), granted("key-holder", "gate"), granted("chief", undefined, "mall"));
    expect(functionsFor(state, "tower", "gate")).toEqual(["leader", "key-holder"]);
    expect(functionsFor(state, "tower", "lobby")).toEqual(["leader"]);
    expect(functionsFor(state, "mall", "gate")).toEqual(["chief"]);
    expect(functionsFor({ ...state, phase: "left" }, "tower", "gate")).toEqual([]);
  });
});

test("taking somebody in keeps name and phone apart, and no phone where none was given", () => {
  const body = { person: lin, name: "李伟", staffNumber: "Z1" };
  const asked = (more: object) => joinPerson({ ...about, state: person(), body: { ...body, ...more } });
  expect(entered(asked({ phone: "12345" }))).toEqual([
    {
      type: "person.joined",
      body: { name: secretly("李伟", "name"), staffNumber: "Z1", phone: secretly("12345", "phone") },
    },
  ]);
  expect(entered(asked({}))[0]?.body).toEqual({ name: secretly("李伟", "name"), staffNumber: "Z1" });
  expect(entered(joinPerson({ ...about, state: person(joined, gone), body }))).toHaveLength(1);
});

test("functions are granted and ended as they were named, and not twice", () => {
  const body = { person: lin, function: "leader", site: "tower", post: "gate" };
  const holding = { function: "leader", site: "tower", post: "gate" };
  expect(entered(grantFunction({ ...about, state: person(joined), body }))).toEqual([
    { type: "person.function-granted", body: holding },
  ]);
  expect(entered(grantFunction({ ...about, state: person(joined, granted("leader", "gate")), body }))).toEqual([]);
  expect(outcomeOf(grantFunction({ ...about, state: person(), body }))).toMatchObject({
    refused: "person.not-employed",
  });
  const end = { ...body, reason: "调岗" };
  expect(entered(endFunction({ ...about, state: person(joined, granted("leader", "gate")), body: end }))).toEqual([
    { type: "person.function-ended", body: { ...holding, reason: secretly("调岗") } },
  ]);
  expect(outcomeOf(endFunction({ ...about, state: person(joined, granted("leader")), body: end }))).toMatchObject({
    refused: "person.function-not-held",
  });
});

test("giving up a PIN or a password and leaving keep their reasons", () => {
  const body = { person: lin, reason: "忘记" };
  expect(entered(resetPin({ ...about, state: person(joined), body }))).toEqual([
    { type: "person.pin-reset", body: { reason: secretly("忘记") } },
  ]);
  expect(entered(resetPassword({ ...about, state: person(joined), body }))).toEqual([
    { type: "person.password-reset", body: { reason: secretly("忘记") } },
  ]);
  expect(entered(leavePerson({ ...about, state: person(joined), body }))).toEqual([
    { type: "person.left", body: { reason: secretly("忘记") } },
  ]);
  expect(outcomeOf(leavePerson({ ...about, state: person(), body }))).toMatchObject({ refused: "person.not-employed" });
});
