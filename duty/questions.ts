import { tellsOfDuty } from "#duty/attendance/attendance.ts";
import type { PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerPage, Question } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/setting.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { functionsFor, type Person } from "#duty/person/person.ts";
import { type Assignment, dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";

/*
 * What one noun may ask another. A question names the streams and ledger pages it needs; `commands.ts` ties it to the fact an act has named.
 */

/** `roster.whoIsDue`: the people assigned to a shift, the leading one first. */
export function whoIsDue(site: SiteId, { post, date, shift }: ShiftName): Question<readonly Assignment[]> {
  const key: StreamKey = { site, noun: "roster", id: rosterId(post, date) };
  return { streams: [key], answer: (reader) => dueFor(reader.stream<Roster>(key).state, { date, shift }) };
}

/** `attendance.whereIs`: another post at which a person is on duty; a person is on duty where the ledger holds their sign-off. */
export function elsewhereThan(site: SiteId, post: string, person: PersonId): Question<string | undefined> {
  const page: LedgerPage = { site, person };
  return {
    ledger: [page],
    answer: (reader) =>
      reader.outstanding(page).find(({ obligation }) => tellsOfDuty(obligation) && obligation.post !== post)?.obligation
        .post,
  };
}

/** `attendance.whoIsOn`: everybody on duty at a post. */
export function whoIsOn(site: SiteId, post: string): Question<readonly PersonId[]> {
  const page: LedgerPage = { site, post };
  return {
    ledger: [page],
    answer: (reader) =>
      reader
        .outstanding(page)
        .flatMap(({ obligation }) => (tellsOfDuty(obligation) && obligation.person ? [obligation.person] : [])),
  };
}

/** `person.functionsFor`: the authority a person holds for a post. */
export function functionsAt(
  headOffice: SiteId,
  person: PersonId,
  site: SiteId,
  post: string,
): Question<readonly string[]> {
  const key: StreamKey = { site: headOffice, noun: "person", id: person };
  return { streams: [key], answer: (reader) => functionsFor(reader.stream<Person>(key).state, site, post) };
}

/** An answer that needs nothing but what is at hand. */
export function known<A>(value: A): Question<A> {
  return { answer: () => value };
}

export function monthKey(site: SiteId, post: string, date: BusinessDate): StreamKey {
  return { site, noun: "roster", id: rosterId(post, date) };
}
