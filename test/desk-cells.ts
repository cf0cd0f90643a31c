/*
 * What a browser shows after each event in each state: at a desk where two have signed in, of whom the first acts and leads nothing, the second is
 * locked and leads. `web/desk/door/desk-state.ts` decides it, and every cell is asked of it there and of the product in `test/journeys/`.
 */

/** Something that happens at the tab, in another tab of its browser (`There`), at the house, or to the network. */
export const deskEvents = [
  "reload",
  "locks",
  "locksThere",
  "opens",
  "opensThere",
  "leaves",
  "leavesThere",
  "comes",
  "comesThere",
  "proves",
  "idles",
  "expires",
  "cut",
  "renewed",
  "networkGone",
  "networkBack",
  "retries",
  "answers401",
  "answers423",
  "answers403",
  "answers500",
  "answers503",
  "answers507",
] as const;

export type DeskEvent = (typeof deskEvents)[number];

/** What somebody does at the tab itself. */
export const byHand = [
  "locks",
  "opens",
  "leaves",
  "comes",
  "proves",
  "retries",
] as const satisfies readonly DeskEvent[];

export type HandEvent = (typeof byHand)[number];

export function isByHand(event: DeskEvent): event is HandEvent {
  return byHand.some((each) => each === event);
}

/** What can be seen for longer than an answer takes. */
export const seenStates = [
  "nobody",
  "ended",
  "secrets",
  "locked",
  "locked-alone",
  "locked-known",
  "in",
  "alone",
  "by-pin",
  "refused",
  "away",
  "broken",
] as const;

export type SeenState = (typeof seenStates)[number];

/**
 * Opens: whoever is waited for proves who they are (signs in, sets their secrets, enters the PIN). Comes: the second signs in. Proves: the second, who
 * sits there already, enters their PIN. Cut, renewed: at another desk the first is taken from all desks, or loses their PIN. Answers: the page is
 * loaded anew, and what it asks for first is once answered so. In `locked-known` and `by-pin` the browser is a device that keeps what the PIN of the first
 * opens without a network, and nothing of the second; in no other state is it one. `=`: it stays as it was; without a network whoever tries is told why. `·`: it cannot
 * happen, nothing on the screen offers it.
 */
const table = `
               nobody  ended  secrets  locked        locked-alone  locked-known  in       alone  by-pin        refused  away  broken
  reload       =       =      =        =             away          =             =        away   locked-known  =        =     in
  locks        ·       ·      ·        ·             ·             ·             locked   =      locked-known  locked   ·     ·
  locksThere   ·       ·      ·        ·             ·             ·             locked   ·      ·             locked   ·     locked
  opens        in      in     in       in            =             by-pin        ·        ·      ·             ·        ·     ·
  opensThere   in      in     in       in            ·             ·             ·        ·      ·             ·        ·     ·
  leaves       ·       ·      locked   nobody        =             =             nobody   =      ·             nobody   ·     ·
  leavesThere  ·       ·      locked   nobody        ·             ·             nobody   ·      ·             nobody   ·     nobody
  comes        in      in     ·        in            =             =             =        =      ·             in       ·     ·
  comesThere   in      in     ·        =             ·             ·             locked   ·      ·             locked   ·     locked
  proves       ·       ·      in       in            =             locked-alone  =        =      ·             in       ·     ·
  idles        =       =      locked   =             =             =             locked   =      =             locked   =     locked
  expires      =       =      ended    ended         =             =             ended    =      =             ended    =     ended
  cut          =       =      locked   =             =             =             locked   =      =             locked   =     locked
  renewed      =       =      locked   =             =             =             locked   =      =             locked   =     locked
  networkGone  =       =      =        locked-alone  ·             ·             alone    ·      ·             =        ·     =
  networkBack  ·       ·      ·        ·             locked        locked        ·        in     locked        ·        in    ·
  retries      ·       ·      ·        ·             ·             ·             ·        ·      =             ·        =     in
  answers401   =       =      =        =             ·             ·             =        ·      ·             =        ·     in
  answers423   =       =      =        =             ·             ·             =        ·      ·             =        ·     in
  answers403   =       =      =        =             ·             ·             refused  ·      ·             =        ·     refused
  answers500   =       =      =        =             ·             ·             broken   ·      ·             broken   ·     =
  answers503   =       =      =        =             ·             ·             =        ·      ·             =        ·     in
  answers507   =       =      =        =             ·             ·             =        ·      ·             =        ·     in
`;

export interface DeskCell {
  readonly from: SeenState;
  readonly event: DeskEvent;
  /** Undefined where it cannot happen there. */
  readonly to: SeenState | undefined;
}

/** Every cell of the table. @throws where one is missing, or says what no state is called */
export function deskCells(): DeskCell[] {
  const [head, ...rows] = table.split("\n").flatMap((line) => {
    const words = line.trim().split(/\s+/);
    return words[0] ? [words] : [];
  });
  const byEvent = new Map(rows.map(([event, ...cells]) => [event, cells]));
  return deskEvents.flatMap((event) => seenStates.map((from) => cellOf(from, event, byEvent.get(event), head)));
}

function cellOf(from: SeenState, event: DeskEvent, cells: readonly string[] = [], head: readonly string[] = []) {
  const said = cells[head.indexOf(from)];
  if (said === "=") return { from, event, to: from };
  if (said === "·") return { from, event, to: undefined };
  const to = seenStates.find((each) => each === said);
  if (!to) throw new Error(`${from} × ${event} says ${said}`);
  return { from, event, to };
}
