import { type DeskEvent, type HandEvent, isByHand, type SeenState } from "./desk-cells.ts";

/*
 * A plain model of one desk and one tab before it: who sits there, what the tab has heard of it, and what each event makes of both. It says for whole
 * lives what `desk-cells.ts` says cell by cell.
 */

/** The first leads nothing, the second leads. */
export type Sitter = "first" | "second";

export interface PlayedSeat {
  readonly who: Sitter;
  readonly isOpen: boolean;
}

type HeardSeats = Pick<PlayedDesk, "seats" | "hasPin" | "renewals">;

export interface PlayedDesk {
  /** Who sits there, as the house knows it, in the order in which they came. */
  readonly seats: readonly PlayedSeat[];
  /** Whether the first has a PIN. */
  readonly hasPin: boolean;
  /** How often somebody has given it up. */
  readonly renewals: number;
  /** As the tab has heard it last; undefined while it has heard nothing. */
  readonly heard: HeardSeats | undefined;
  /** Who was chosen in the tab last. */
  readonly chosen: Sitter | undefined;
  /** Whether somebody acted in the tab who did not leave. */
  readonly wasHere: boolean;
  readonly isReached: boolean;
  /** Whether the browser keeps what the PIN of the first opens without a network, and whether it has since one was there. */
  readonly knows: boolean;
  readonly isOpened: boolean;
  /** On a screen for everybody, or on one for those who lead. */
  readonly at: "post" | "overview";
  /** The whole screen was answered so, and stands so until something changes. */
  readonly broke: "refused" | "broken" | undefined;
}

const both: readonly PlayedSeat[] = [
  { who: "second", isOpen: false },
  { who: "first", isOpen: true },
];

/** A desk that is in a state. */
export function deskIn(state: SeenState): PlayedDesk {
  const hasPin = state !== "secrets";
  const isKnown = state === "locked-known" || state === "by-pin";
  const isLocked = state === "locked" || state === "locked-alone" || isKnown;
  const isEmpty = state === "nobody" || state === "ended";
  const seats = isEmpty ? [] : isLocked ? locked(both) : both;
  return {
    ...{ seats, hasPin, renewals: 0, heard: state === "away" ? undefined : { seats, hasPin, renewals: 0 } },
    chosen: state === "nobody" ? undefined : "first",
    wasHere: state !== "nobody",
    isReached: !["locked-alone", "alone", "away"].includes(state) && !isKnown,
    knows: isKnown,
    isOpened: state === "by-pin",
    at: state === "refused" ? "overview" : "post",
    broke: state === "broken" ? "broken" : undefined,
  };
}

/** What the tab shows. */
export function seenAt(desk: PlayedDesk): SeenState {
  const { heard, broke, isReached, wasHere, at, knows } = desk;
  if (desk.isOpened) return "by-pin";
  if (!heard) return knows ? "locked-known" : "away";
  if (broke) return broke;
  const acting = actsIn(desk);
  if (!acting) return wasHere ? "ended" : "nobody";
  if (!acting.isOpen && !isReached) return knows && acting.who === "first" ? "locked-known" : "locked-alone";
  if (!acting.isOpen) return "locked";
  if (acting.who === "first" && !heard.hasPin) return "secrets";
  if (at === "overview" && acting.who === "first") return "refused";
  return isReached ? "in" : "alone";
}

/** Who acts in the tab. */
export function actsIn({ heard, chosen }: Pick<PlayedDesk, "heard" | "chosen">): PlayedSeat | undefined {
  const { seats } = heard ?? { seats: [] };
  return seats.find(({ who }) => who === chosen) ?? seats.find(({ isOpen }) => isOpen) ?? seats[0];
}

/** What an event makes of a desk; undefined where it cannot happen there. */
export function befalls(desk: PlayedDesk, event: DeskEvent): PlayedDesk | undefined {
  if (!desk.isReached && isByHand(event)) return triesInVain(desk, event);
  const next = events[event](desk);
  return next && hears(next);
}

/** Nobody hears it. Whoever is chosen on the way there is shown all the same. */
function triesInVain(desk: PlayedDesk, event: HandEvent): PlayedDesk | undefined {
  if (desk.isOpened && event === "locks") return { ...desk, isOpened: false };
  if (event === "retries") return events.retries(desk);
  if (desk.isOpened) return undefined;
  if (event === "opens" && seenAt(desk) === "locked-known") return { ...desk, isOpened: true };
  if (!desk.heard || !events[event]({ ...desk, isReached: true })) return undefined;
  const isChosen = event === "proves" && ["locked-alone", "locked-known", "secrets"].includes(seenAt(desk));
  return isChosen ? { ...desk, chosen: "second" } : desk;
}

/** Whatever changes is heard at once, where anything is; what had broken is then drawn anew. */
function hears(desk: PlayedDesk): PlayedDesk {
  const { seats, hasPin, renewals, heard, isReached, broke } = desk;
  if (!isReached) return desk;
  const told = { seats, hasPin, renewals };
  const isNew = JSON.stringify(told) !== JSON.stringify(heard);
  const next = { ...desk, heard: told, broke: isNew ? undefined : broke };
  return { ...next, wasHere: next.wasHere || seats.length > 0 };
}

const events: Readonly<Record<DeskEvent, (desk: PlayedDesk) => PlayedDesk | undefined>> = {
  reload: reloaded,
  locks: (desk) => (isInside(desk) ? { ...desk, seats: locked(desk.seats) } : undefined),
  locksThere: (desk) => (thereShows(desk) === "in" ? { ...desk, seats: locked(desk.seats) } : undefined),
  opens: (desk) => {
    if (!desk.isReached) return undefined;
    const who = actsIn(desk)?.who ?? "first";
    return ["nobody", "ended", "locked", "secrets"].includes(seenAt(desk)) ? opened(desk, who) : undefined;
  },
  opensThere: (desk) => {
    const isOffered = thereShows(desk) !== "in" && (desk.seats.length === 0 || sits(desk, "first"));
    const next = thereShows(desk) !== undefined && isOffered ? opened(desk, "first") : undefined;
    return next && { ...next, chosen: desk.chosen };
  },
  leaves: (desk) => {
    if (isInside(desk) || seenAt(desk) === "locked") return left(desk);
    return desk.isReached && seenAt(desk) === "secrets" ? leftAlone(desk) : undefined;
  },
  leavesThere: (desk) => {
    const there = thereShows(desk);
    if (there === "secrets") return leftAlone(desk);
    return there === "in" || there === "locked" ? left(desk) : undefined;
  },
  comes: (desk) => (offersSignIn(desk) ? come(desk, "second") : undefined),
  comesThere: (desk) => {
    const there = thereShows(desk);
    return there === undefined || there === "secrets" ? undefined : { ...come(desk, "second"), chosen: desk.chosen };
  },
  proves: (desk) => {
    const isOffered = isInside(desk) || ["locked", "secrets"].includes(seenAt(desk));
    const isLocked = desk.seats.some(({ who, isOpen }) => who === "second" && !isOpen);
    return desk.isReached && isOffered && isLocked ? come(desk, "second") : undefined;
  },
  idles: (desk) => ({ ...desk, seats: locked(desk.seats) }),
  expires: (desk) => ({ ...desk, seats: desk.seats.length === 0 ? desk.seats : [] }),
  cut: (desk) => ({ ...desk, seats: without(desk.seats, "first") }),
  renewed: (desk) => ({
    ...desk,
    hasPin: false,
    renewals: desk.renewals + 1,
    seats: changed(desk.seats, "first", false),
  }),
  networkGone: (desk) => (desk.isReached ? { ...desk, isReached: false } : undefined),
  networkBack: (desk) => (desk.isReached ? undefined : { ...desk, isReached: true, isOpened: false }),
  retries: (desk) => (desk.isOpened ? desk : desk.broke || !desk.heard ? reloaded(desk) : undefined),
  answers401: answered,
  answers423: answered,
  answers403: (desk) => broken(desk, "refused"),
  answers500: (desk) => broken(desk, "broken"),
  answers503: answered,
  answers507: answered,
};

function reloaded(desk: PlayedDesk): PlayedDesk {
  return { ...desk, heard: undefined, broke: undefined, isOpened: false };
}

/** The page is loaded anew, and gets over what it was answered. */
function answered(desk: PlayedDesk): PlayedDesk | undefined {
  return desk.isReached ? reloaded(desk) : undefined;
}

/** The page is loaded anew, and what was answered stands in the place of all its screens, where it asks for any. */
function broken(desk: PlayedDesk, broke: "refused" | "broken"): PlayedDesk | undefined {
  if (!desk.isReached) return undefined;
  const fresh = hears(reloaded(desk));
  return ["in", "refused"].includes(seenAt(fresh)) ? { ...fresh, broke } : fresh;
}

/** Whether the screens stand there with all that is around them. */
function isInside(desk: PlayedDesk): boolean {
  return desk.isReached && !desk.broke && ["in", "refused"].includes(seenAt(desk));
}

function offersSignIn(desk: PlayedDesk): boolean {
  return desk.isReached && (isInside(desk) || ["nobody", "ended", "locked"].includes(seenAt(desk)));
}

/** What another tab shows, in which nobody was ever chosen. */
function thereShows(desk: PlayedDesk): SeenState | undefined {
  if (!desk.isReached) return undefined;
  const fresh = { ...desk, heard: desk, chosen: undefined, broke: undefined, wasHere: false, at: "post" } as const;
  return seenAt(fresh);
}

/** Somebody proves who they are: whoever has no PIN yet and sits before the form sets one. */
function opened(desk: PlayedDesk, who: Sitter): PlayedDesk {
  const seat = desk.seats.find((each) => each.who === who);
  return seat?.isOpen && who === "first" && !desk.hasPin ? { ...desk, hasPin: true } : come(desk, who);
}

/** Who comes acts, and whoever acted before must prove anew who they are. */
function come(desk: PlayedDesk, who: Sitter): PlayedDesk {
  const seats = sits(desk, who) ? desk.seats : [...desk.seats, { who, isOpen: true }];
  return { ...desk, chosen: who, seats: seats.map((each) => ({ who: each.who, isOpen: each.who === who })) };
}

function left(desk: PlayedDesk): PlayedDesk {
  return { ...desk, seats: [], wasHere: false };
}

/** Who cannot set their secrets leaves the desk to the others. */
function leftAlone(desk: PlayedDesk): PlayedDesk {
  const seats = without(desk.seats, "first");
  return seats.length === 0 ? left(desk) : { ...desk, seats };
}

function sits({ seats }: Pick<PlayedDesk, "seats">, who: Sitter): boolean {
  return seats.some((each) => each.who === who);
}

function locked(seats: readonly PlayedSeat[]): readonly PlayedSeat[] {
  return seats.some(({ isOpen }) => isOpen) ? seats.map(({ who }) => ({ who, isOpen: false })) : seats;
}

function changed(seats: readonly PlayedSeat[], who: Sitter, isOpen: boolean): readonly PlayedSeat[] {
  return sits({ seats }, who) ? seats.map((each) => (each.who === who ? { who, isOpen } : each)) : seats;
}

function without(seats: readonly PlayedSeat[], who: Sitter): readonly PlayedSeat[] {
  return sits({ seats }, who) ? seats.filter((each) => each.who !== who) : seats;
}
