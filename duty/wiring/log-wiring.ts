import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { correctLine } from "#duty/log/correct-line.ts";
import { countersignPage } from "#duty/log/countersign-page.ts";
import { closePage, cutPage, reopenPage } from "#duty/log/cut-page.ts";
import { logKind } from "#duty/log/log.ts";
import { correctLineBody, countersignBody, writeLineBody } from "#duty/log/log-shapes.ts";
import { openPage } from "#duty/log/open-page.ts";
import { keepRecord, writeLine } from "#duty/log/write-line.ts";
import { headOf, known } from "#duty/wiring/questions.ts";
import { actorsFunctions } from "./authority.ts";
import { duringHandover, whoMayWrite } from "./who-may-write.ts";
import { act, asksOf, type CommandAct } from "./wiring.ts";

const ofShift = ({ body }: { body: ShiftName }) => shiftId(body);

export const logActs = {
  "log.open-page": act({
    kind: logKind,
    mode: "exclusive",
    id: ({ body }) => shiftId(body.occurrence),
    facts: () => ({}),
    decide: openPage,
  }),
  "log.write-line": act({
    kind: logKind,
    mode: "append",
    shape: writeLineBody,
    waits: "by-proof",
    id: ofShift,
    facts: whoMayWrite,
    decide: writeLine,
  }),
  "log.keep-record": act({
    kind: logKind,
    mode: "append",
    id: ({ body }) => body.page,
    facts: ({ state, site, siteId }) => ({
      duringHandover: state.phase === "unknown" ? known(false) : duringHandover({ site, siteId }, state.occurrence),
    }),
    decide: keepRecord,
  }),
  "log.correct-line": act({
    kind: logKind,
    mode: "append",
    shape: correctLineBody,
    waits: "by-proof",
    id: ofShift,
    facts: () => ({}),
    decide: correctLine,
  }),
  "log.cut-page": act({ kind: logKind, mode: "exclusive", id: ofShift, facts: () => ({}), decide: cutPage }),
  "log.reopen-page": act({ kind: logKind, mode: "exclusive", id: ofShift, facts: () => ({}), decide: reopenPage }),
  "log.close-page": act({ kind: logKind, mode: "exclusive", id: ofShift, facts: () => ({}), decide: closePage }),
  "log.countersign": act({
    kind: logKind,
    mode: "exclusive",
    proof: "pin",
    shape: countersignBody,
    id: ofShift,
    facts: (about) => ({
      functions: actorsFunctions(about, about.body.post),
      head: headOf({ site: about.siteId, noun: logKind.noun, id: shiftId(about.body) }),
    }),
    decide: countersignPage,
  }),
} satisfies Record<string, CommandAct>;

export const logAsks = {
  /** One page with what writing a line on it rests on. */
  "log.page": asksOf({ kind: logKind, id: ofShift, facts: whoMayWrite }),
};
