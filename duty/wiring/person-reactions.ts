import type { Reaction } from "#duty/door/table.ts";
import type { Circumstances } from "#duty/grammar/circumstances.ts";
import type { LedgerPage, Questions } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, datePlus, monthsBetween } from "#duty/grammar/time.ts";
import { type EndDutyFacts, endDuty } from "#duty/person/end-duty.ts";
import { personKind } from "#duty/person/person.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
import { presences } from "./questions.ts";
import { plannedTurnsOf } from "./roster-wiring.ts";
import { type About, act, type CommandAct } from "./wiring.ts";

/* What follows at each site when somebody leaves the company. */

/** So many days ahead the turns of whoever leaves are looked for; of a later one whoever relieves is called when it begins. */
const daysAhead = 366;

/** What somebody has to do at a site. */
function dutyAt({
  site,
  siteId,
  body: { person },
  circumstances: { now, today },
}: About<{ person: string }, unknown, unknown>): Questions<EndDutyFacts> {
  const [, ...later] = monthsBetween(today, datePlus(today, daysAhead));
  const days = [today, ...later.map((month) => `${month}-01` as BusinessDate)];
  const turns = plannedTurnsOf({ siteId, site }, [person], days);
  const theirs = presences({ site: siteId, person });
  const page: LedgerPage = { site: siteId, person };
  return {
    on: {
      ...theirs,
      answer: (reader) => theirs.answer(reader).flatMap(({ turn, as }) => (as === "on-duty" ? [turn] : [])),
    },
    turns: {
      ...turns,
      answer: (reader) => turns.answer(reader).filter((each) => mayComeStill(site, each, { now, today })),
    },
    owed: {
      ledger: [page],
      answer: (reader) =>
        reader
          .outstanding(page)
          .map(({ stream: { noun, id }, obligation: { key, what } }) => ({ noun, id, key, what })),
    },
  };
}

/** Whether a shift is not over; one that its post does not owe now may be owed again while it runs, which is a day at most. */
function mayComeStill(site: Site, shift: ShiftName, { now, today }: Pick<Circumstances, "now" | "today">): boolean {
  const occurrence = occurrenceOf(site, shift);
  return occurrence ? occurrence.endsAt > now : shift.date >= datePlus(today, -1);
}

/** Whoever leaves the company leaves every post of it. */
export const endDutyEverywhere: Reaction = (_, { key, sites }) =>
  sites.map((site) => ({ site, act: "person.end-duty", body: { person: key.id } }));

export const leaverActs = {
  "person.end-duty": act({
    kind: personKind,
    mode: "exclusive",
    id: ({ body }: { body: { person: string } }) => body.person,
    facts: dutyAt,
    decide: endDuty,
  }),
} satisfies Record<string, CommandAct>;
