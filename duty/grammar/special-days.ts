import { type BusinessDate, weekdayOf } from "./time.ts";

/*
 * What sort of day a date is: a site tells its holidays and the days that are worked in their stead, Saturday and Sunday are the weekend, and
 * every other day is a working day. A post may owe a shift on some sorts of days only.
 */

export const sortsOfDay = ["working", "weekend", "holiday", "make-up"] as const;

export type SortOfDay = (typeof sortsOfDay)[number];

/** A day that is not what its weekday says: nobody works, or a day of the weekend is worked in its stead. */
export interface SpecialDay {
  readonly type: "holiday" | "make-up";
  readonly name: string;
}

export type SpecialDays = Readonly<Record<string, SpecialDay>>;

/** What a post carries of a shift that it owes on some days only. */
export interface ShiftDays {
  readonly shift: string;
  readonly days: readonly SortOfDay[];
}

export function sortOfDay(special: SpecialDays, date: BusinessDate): SortOfDay {
  return special[date]?.type ?? (weekdayOf(date) > 5 ? "weekend" : "working");
}

/** Of the shifts of a post, those that it owes on a date: a shift that is limited to sorts of days is owed on no others. */
export function shiftsOwedOn<S extends { readonly key: string }>(
  shifts: readonly S[],
  { limited, special }: { readonly limited: readonly ShiftDays[]; readonly special: SpecialDays },
  date: BusinessDate,
): readonly S[] {
  if (limited.length === 0) return shifts;
  const today = sortOfDay(special, date);
  return shifts.filter(({ key }) => limited.every(({ shift, days }) => shift !== key || days.includes(today)));
}
