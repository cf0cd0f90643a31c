import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { Head } from "#duty/grammar/entry.ts";
import { type BusinessDate, datePlus } from "#duty/grammar/time.ts";
import type { SetUpFacts } from "./establish-site.ts";
import { isEstablished, type Site } from "./site.ts";
import type { SetCalendarBody, SiteEntry } from "./site-shapes.ts";
import { toldUnseen } from "./told-unseen.ts";

export interface SetCalendarFacts extends SetUpFacts {
  /** Where the set-up stands. */
  readonly head: Head;
}

/**
 * The holidays of a year, and the days worked in their stead, as told from tomorrow on: what has begun, or was, stays what it was. While the
 * site has no post nothing has begun, and the whole year is as told.
 */
export const setCalendar: Decide<Site, SetCalendarBody, unknown, SetCalendarFacts, SiteEntry> = ({
  state,
  body: { year, days },
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("site.not-administrator", ["ZB-10"]);
  if (!isEstablished(state)) return refuse("site.not-established", ["ZB-10"]);
  const unseen = toldUnseen(state.pastDays.at(-1)?.until, facts.head, circumstances);
  if (unseen) return unseen;
  const strange = days.findIndex(({ date }) => !date.startsWith(`${year}-`));
  if (strange >= 0) return refuse("site.day-of-another-year", ["ZB-10"], { field: `days.${strange}.date` });
  const first = `${year}-01-01` as BusinessDate;
  const tomorrow = datePlus(circumstances.today, 1);
  const from = Object.keys(state.posts).length === 0 || first > tomorrow ? first : tomorrow;
  const told = days.filter(({ date }) => date >= from);
  return enter({ type: "site.calendar-set", body: { year, from, days: told } });
};
