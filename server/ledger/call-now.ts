import type { PersonId } from "#duty/grammar/entry.ts";
import { callsAt, type Escalation, nextRungAt, type Obligation } from "#duty/grammar/obligation.ts";
import type { Presence } from "#duty/grammar/presence.ts";
import { calledByName, isForWhoOwes, isUnheard } from "#duty/grammar/rung-call.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { whoAnswers } from "#duty/ledger/acknowledge-obligation.ts";
import { forWholeSiteFrom } from "#duty/ledger/whole-site.ts";
import { functionsFor, isEmployed, type Person } from "#duty/person/person.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { missingWhere } from "#duty/wiring/who-is-missing.ts";
import type { CallRow, WhereRow } from "./call-rows.ts";
import type { CallNow } from "./calls-answer.ts";

type Answering = CallNow["answering"][number];

/** What one must know to say whose a call is. */
export interface Around {
  readonly now: Instant;
  /** Those who sit at the desk, with whether something may be done there in their name. */
  readonly desk: readonly { readonly person: PersonId; readonly isOpen: boolean; readonly sites: readonly string[] }[];
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly where: readonly WhereRow[];
}

/** A call as the desk sees it: the same rule says who may answer that decides when they do. */
export function callNow(row: CallRow, around: Around): CallNow {
  const { site, noun, id, key, what, detail, post, dueAt, rules, ladder, rung, calls } = row;
  const { obligation, escalation } = ledgerOf(row);
  const nextAt = nextRungAt(obligation, escalation) ?? null;
  return {
    ...{ stream: { site, noun, id }, key, what, detail, post, dueAt, rules, nextAt },
    since: calls[0]?.at ?? dueAt,
    rungs: ladder.map((each, index) => {
      const { at, people = null, heardBy = [], heardAt = null, unheardAt = null } = calls[index] ?? {};
      const isCalled = index < rung;
      const next = index === rung ? nextAt : null;
      return {
        ...{ call: each.call, isCalled, unheardAt, heardBy: [...heardBy] },
        // Where all who heard it are gone it is shown as heard by nobody, as it is treated.
        heardAt: isUnheard(calls[index]) ? null : heardAt,
        at: at ?? next ?? callsAt(dueAt, each),
        people: people && [...people],
      };
    }),
    wholeSiteFrom: forWholeSiteFrom(obligation, escalation) ?? null,
    answering: around.desk.flatMap(({ person, isOpen }) => {
      const about = isOpen && !hasAnswered(row, person) ? mayAnswer(row, person, around) : undefined;
      return about === undefined ? [] : [{ person, about }];
    }),
    calling: callingAt(row, around),
    answeredBy: row.acknowledgedBy,
    answeredAt: row.acknowledgedAt,
    selfAnswered: row.selfAnswered,
  };
}

/** Those at the desk whom a call is for now: by name, or as everybody of the site. None once it was answered. */
export function callingAt(row: CallRow, { now, desk }: Pick<Around, "now" | "desk">): PersonId[] {
  const { obligation, escalation } = ledgerOf(row);
  const whole = forWholeSiteFrom(obligation, escalation);
  const named = calledByName(row.calls);
  const isForAll = whole !== undefined && now >= whole;
  return desk.flatMap(({ person, sites }) =>
    !hasAnswered(row, person) && (named.includes(person) || (isForAll && sites.includes(row.site))) ? [person] : [],
  );
}

/** Whether it was answered, as far as a person is concerned: who answers for themselves has, and nobody else. */
function hasAnswered({ acknowledgedBy, acknowledgedAt, selfAnswered }: CallRow, person: PersonId): boolean {
  return acknowledgedAt !== null && (!selfAnswered || acknowledgedBy === person);
}

function mayAnswer(row: CallRow, person: PersonId, { now, people, where }: Around): Answering["about"] | undefined {
  if (isForWhoOwes(row)) return person === row.person ? "hearing" : undefined;
  const { obligation, escalation } = ledgerOf(row);
  const held = people.get(person);
  const called = calledByName(row.calls).filter((each) => {
    const state = people.get(each);
    return state !== undefined && isEmployed(state);
  });
  const functions = held ? functionsFor(held, row.site, row.post) : [];
  const onDuty = presencesAt(row.site, where).some(({ turn, as }) => {
    return as !== "away" && turn.person === person && turn.post === row.post;
  });
  const missing = missingWhere(obligation, linesAt(row.site, where), now).includes(person);
  const answering = whoAnswers({ obligation, escalation, functions, onDuty, missing, called }, person, now);
  return typeof answering === "string" ? answering : undefined;
}

function presencesAt(site: string, where: readonly WhereRow[]): readonly Presence[] {
  return presencesIn(linesAt(site, where));
}

function linesAt(site: string, where: readonly WhereRow[]) {
  const lines = where.filter((each) => each.site === site);
  return lines.map(({ id, key, what, dueAt, ...row }) => ({
    stream: { id },
    obligation: { key, what, dueAt, ...namesOf(row) },
  }));
}

function ledgerOf(row: CallRow): { obligation: Obligation; escalation: Escalation } {
  const { key, what, detail, post, person, dueAt, rules, ladder, rung, calls, acknowledgedAt, selfAnswered } = row;
  return {
    obligation: { key, what, post, opensAt: dueAt, dueAt, rules, ladder, ...namesOf({ person, detail }) },
    escalation: {
      ...{ rung, calls },
      ...(acknowledgedAt === null ? {} : { acknowledgedAt }),
      ...(selfAnswered ? { selfAnswered } : {}),
    },
  };
}

/** Who owes it; the detail names whom a call is about where nobody does. */
function namesOf({ person, detail }: Pick<CallRow, "person" | "detail">): Pick<Obligation, "person" | "detail"> {
  return { ...(person === null ? {} : { person }), ...(detail === null ? {} : { detail }) };
}
