import { absenceScreens } from "./absence/absence-screens.ts";
import { attendanceScreens } from "./attendance/attendance-screens.ts";
import { handoverScreens } from "./handover/handover-screens.ts";
import { ledgerScreens } from "./ledger/ledger-screens.ts";
import { logScreens } from "./log/log-screens.ts";
import { matterScreens } from "./matter/matter-screens.ts";
import { noticeScreens } from "./notice/notice-screens.ts";
import type { LoadedPanel } from "./noun/desk-noun.ts";
import type { PageSheets } from "./paper/page-sheets.ts";
import { rosterScreens } from "./roster/roster-screens.ts";

/* Every noun that the desk shows, one line each. The lists of the screens are made of it. */

const all = [
  // Keys are told in this order.
  attendanceScreens,
  absenceScreens,
  ledgerScreens,
  logScreens,
  matterScreens,
  handoverScreens,
  rosterScreens,
  noticeScreens,
] as const;

/** Screens of the nouns. */
export const nounRoutes = all.flatMap(({ routes }) => [...routes]);

/** Books of a post, in the order of their links. */
export const books = all
  .flatMap(({ books: own }) => [...(own ?? [])])
  .toSorted((one, other) => one.order - other.order);

/** Keys of panels and screens, in the order of the nouns. */
export const nounKeys = all.flatMap(({ keys }) => keys ?? []);

/** Nouns before whose acts goes what is held. */
export const endingNouns: ReadonlySet<string> = new Set(
  all.flatMap(({ noun, endsWriting }) => (endsWriting ? [noun] : [])),
);

/** Panels of the screen of a post, in the order of their places. */
export const panels = all.flatMap(({ panels: own }) => own ?? []).toSorted((one, other) => one.order - other.order);

/** The same, come with the screen. */
export async function loadPanels(): Promise<LoadedPanel[]> {
  return await Promise.all(
    panels.map(async ({ place, order, load }) => ({ key: `${place}-${order}`, place, Panel: await load() })),
  );
}

/** Sheets of the page of a shift, in their order; they come with the page. */
export async function loadSheets(): Promise<PageSheets[]> {
  const sheets = await Promise.all(all.flatMap(({ sheets: load }) => load?.() ?? []));
  return sheets.toSorted((one, other) => one.order - other.order);
}
