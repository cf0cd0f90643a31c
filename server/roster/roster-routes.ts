import { sortOfDay } from "#duty/grammar/special-days.ts";
import { type BusinessDate, datePlus, monthOf } from "#duty/grammar/time.ts";
import type { Roster } from "#duty/roster/roster.ts";
import type { RosterRule } from "#duty/roster/roster-rule.ts";
import { currentPost, occurrenceOf, type Site, siteKind } from "#duty/site/site.ts";
import type { MonthFacts } from "#duty/wiring/roster-wiring.ts";
import { actingPerson, deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import { servedNoun } from "#server/http/served-noun.ts";
import { type DayOfMonth, type MonthAnswer, rosterView, type ShiftOfDay } from "./roster-answer.ts";

/** The month of one post. */
export const rosterRoutes: Routes = (app, services) => {
  app.get(rosterView.path, describedBy(rosterView), async (request): Promise<MonthAnswer> => {
    const desk = deskOf(request);
    const context = scopeOf(desk);
    const { post, month } = request.query;
    const site = siteOf(desk, request.query.site);
    const actor = { person: actingPerson(request).person };
    const [its, [setup]] = await Promise.all([
      services.ask(context, { ask: "roster.month", site, body: { post, month }, actor }),
      services.streams(context, [{ site, noun: siteKind.noun, id: "setup" }]),
    ]);
    const shifts = shiftsOf(setup?.state as Site, post, month);
    return {
      now: services.now(),
      head: its.head,
      state: its.state as Roster,
      rule: its.rule as RosterRule,
      facts: its.facts as unknown as MonthFacts,
      shifts,
      days: daysOf(setup?.state as Site, shifts),
    };
  });
};

export const servedRoster = servedNoun({ noun: "roster", routes: [rosterRoutes], views: [] });

function shiftsOf(site: Site, post: string, month: string): ShiftOfDay[] {
  const keys = currentPost(site, post)?.shifts.map(({ key }) => key) ?? [];
  const first = `${month}-01` as BusinessDate;
  const dates = Array.from({ length: 31 }, (_, index) => datePlus(first, index)).filter(
    (each) => monthOf(each) === month,
  );
  return dates
    .flatMap((date) => keys.flatMap((shift) => occurrenceOf(site, { post, date, shift }) ?? []))
    .map(({ date, shift, startsAt, endsAt }) => ({ date, shift, startsAt, endsAt }))
    .toSorted((one, other) => one.startsAt - other.startsAt);
}

function daysOf({ specialDays }: Site, shifts: readonly ShiftOfDay[]): DayOfMonth[] {
  const dates = [...new Set(shifts.map(({ date }) => date))].toSorted();
  return dates.map((date) => {
    return { date, sort: sortOfDay(specialDays, date as BusinessDate), name: specialDays[date]?.name ?? null };
  });
}
