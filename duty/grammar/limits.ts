import { dayMinutes } from "./time.ts";

/** How many characters somebody may write at once, by what it is. Limits of decency, of no regulation: a line is not a book. */
export const longest = { reason: 500, text: 2000, summary: 4000, account: 80, password: 200 } as const;

/** How many photos go with one line, or with one fault. */
export const mostPhotos = 9;

/** Digits of a PIN, neither more nor fewer. */
export const pinDigits = 6;
export const pinPattern = new RegExp(`^\\d{${pinDigits}}$`);

/** Wrong PINs of one person that a browser takes while the house does not hear it. */
export const triesAlone = 5;
/** People for whom a browser keeps anything that a PIN opens. */
export const mostSealed = 24;

/** Characters of a password that somebody chooses, at least. */
export const shortestPassword = 10;

/** Pixels of the longest side of a photo that is kept: a defect, a face on a badge, a meter can be read, and ten of them cross a weak signal. */
export const longestSide = 1600;

/**
 * How many matters people open at one post before some of them are settled. Whoever hands over gives a reason for each, and for as many again
 * that a count of the kit opens by itself.
 */
export const mostMatters = 100;

/** How far ahead a matter may be due: a year, in which every date comes round. Whatever is due later is a plan, and nobody would be called about it. */
export const farthestDueMinutes = 366 * dayMinutes;

/**
 * Minutes of the longest shift that a set-up takes, of no regulation: everything of a shift hangs on its business date, and is looked for on that
 * date and the next. What is kept of a shift for as long as another one may last is kept for so long.
 */
export const longestShiftMinutes = dayMinutes;

/** Of what a browser keeps and has not sent it tells so many at once, the oldest first; what it has lost is shown and marked by as many. */
export const mostTold = 200;

/** Minutes after its writing up to which a line is believed to have waited at its device; beyond it the clock of the device is not believed. */
export const longestWayMinutes = 31 * dayMinutes;

/** Milliseconds for which a line of the log stays at its desk before it goes out, so that its author may take it back: nobody has read it, and it is none that was corrected. */
export const lineHeldFor = 8_000;

/** Minutes between writing and arrival that are worth a word. */
export const lateByMinutes = 2;
