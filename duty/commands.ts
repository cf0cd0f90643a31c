import type { ZodType } from "zod";
import { attendanceId, attendanceNoun } from "#duty/attendance/attendance.ts";
import { briefBody, expectBody, signOnBody } from "#duty/attendance/attendance-shapes.ts";
import { brief } from "#duty/attendance/brief.ts";
import { expect } from "#duty/attendance/expect.ts";
import { signOn } from "#duty/attendance/sign-on.ts";
import type { ActInTable } from "#duty/door/table.ts";
import type { Decide, Mode } from "#duty/grammar/act.ts";
import type { Circumstances } from "#duty/grammar/circumstances.ts";
import { type Actor, type Entry, personOf, type SiteId, type StreamKey } from "#duty/grammar/entry.ts";
import type { Noun } from "#duty/grammar/noun.ts";
import type { Questions } from "#duty/grammar/question.ts";
import { elsewhereThan, known, whoIsDue } from "#duty/questions.ts";
import { type Site, settingOf } from "#duty/site/site.ts";

/** An act as the door and the API see it: `shape` is the body that a client sends. */
export interface CommandAct extends ActInTable {
  readonly shape: ZodType;
}

interface Wiring<S, B, R, F, E extends Entry> {
  readonly noun: Noun<S, E, R>;
  readonly mode: Mode;
  readonly proof?: "pin";
  readonly shape: ZodType<B>;
  id(about: { body: B; actor: Actor; command: string }): string;
  facts(about: { body: B; state: S; site: Site; siteId: SiteId; rule: R; circumstances: Circumstances }): Questions<F>;
  readonly decide: Decide<S, B, R, F, E>;
}

function act<S, B, R, F, E extends Entry>(wiring: Wiring<S, B, R, F, E>): CommandAct {
  const { noun, mode, shape } = wiring;
  const stream = ({
    body,
    site,
    actor,
    command,
  }: {
    body: unknown;
    site: SiteId;
    actor: Actor;
    command: string;
  }): StreamKey => ({
    site,
    noun: noun.noun,
    id: wiring.id({ body: body as B, actor, command }),
  });
  const facts: ActInTable["facts"] = ({ body, state, setup, rule, circumstances, key }) =>
    wiring.facts({
      body: body as B,
      state: state as S,
      site: setup as Site,
      siteId: key.site,
      rule: rule as R,
      circumstances,
    }) as ReturnType<ActInTable["facts"]>;
  const proof = wiring.proof ? { proof: wiring.proof } : {};
  return { noun, mode, shape, stream, facts, decide: wiring.decide as ActInTable["decide"], ...proof };
}

/** Acts of a person that have a stream of their own need one: `clock` and `setup` never call these. */
function actorOf(actor: Actor): string {
  return personOf(actor) ?? "nobody";
}

export const acts = {
  "attendance.expect": act({
    noun: attendanceNoun,
    mode: "exclusive",
    shape: expectBody,
    id: ({ body }) => attendanceId(body),
    facts: ({ body, site }) => ({ setting: known(settingOf(site, body)) }),
    decide: expect,
  }),
  "attendance.sign-on": act({
    noun: attendanceNoun,
    mode: "exclusive",
    shape: signOnBody,
    id: ({ body, actor }) => attendanceId({ ...body, person: actorOf(actor) }),
    facts: ({ body, site, siteId, circumstances }) => {
      const person = actorOf(circumstances.actor);
      const due = whoIsDue(siteId, body);
      return {
        setting: known(settingOf(site, body)),
        rostered: { ...due, answer: (reader) => due.answer(reader).some((each) => each.person === person) },
        elsewhere: elsewhereThan(siteId, body.post, person),
        unconfirmed: known([]),
      };
    },
    decide: signOn,
  }),
  "attendance.brief": act({
    noun: attendanceNoun,
    mode: "exclusive",
    shape: briefBody,
    id: ({ body, actor }) => attendanceId({ ...body, person: actorOf(actor) }),
    facts: () => ({}),
    decide: brief,
  }),
} satisfies Record<string, CommandAct>;
