import { expect, test } from "vitest";
import { type DeskEvent, deskCells, deskEvents, type SeenState, seenStates } from "#test/desk-cells.ts";
import { actsIn, befalls, deskIn, type PlayedDesk, type PlayedSeat, seenAt } from "#test/played-seats.ts";
import { awayStateOf, concernsDesk, type DeskState, doorStateOf, isUndecided, screenStateOf } from "./desk-state.ts";

/** Every state but the one that lasts as long as an answer takes. */
type Lasting = Exclude<DeskState, "asked">;

const lasting: readonly Lasting[] = seenStates;
const named: Readonly<Record<Lasting, SeenState>> = Object.fromEntries(lasting.map((each) => [each, each])) as never;
const cells = deskCells();

test("the table has a cell for each event in each state, and no state is missing", () => {
  expect(cells).toHaveLength(Object.keys(named).length * deskEvents.length);
  expect(new Set(cells.map(({ from, event }) => `${from} ${event}`)).size).toBe(cells.length);
});

/** What the product decides of what the tab of a played desk knows. */
function decided(desk: PlayedDesk): DeskState {
  const { heard, broke, isReached, wasHere, at } = desk;
  if (!heard) {
    const screen = screenStateOf({ code: "request.unreachable", status: 0 });
    return screen === "away" ? awayStateOf({ isKnown: desk.knows, isOpened: desk.isOpened }) : screen;
  }
  if (broke) return screenStateOf({ code: "any", status: broke === "refused" ? 403 : 500 });
  const seat = actsIn(desk);
  const acting = seat && { ...secretsOf(seat, heard.hasPin), locked: !seat.isOpen };
  const alone = { isKnown: desk.knows && seat?.who === "first", isOpened: desk.isOpened, isShut: false };
  const door = doorStateOf({ session: { sites: [site] }, acting, wasHere, isReached, ...alone });
  const isRefused = at === "overview" && seat?.who === "first" && (door === "in" || door === "alone");
  return isRefused ? screenStateOf({ code: "account.not-a-supervisor", status: 403 }) : door;
}

function secretsOf({ who }: PlayedSeat, hasPin: boolean) {
  return { mustChangePassword: false, mustSetPin: who === "first" && !hasPin };
}

const site = { site: "tower", name: "示范大厦", zone: "Asia/Shanghai", demonstration: false };

test.each(seenStates)("a desk that is %s shows so", (state) => {
  expect(decided(deskIn(state))).toBe(state);
  expect(seenAt(deskIn(state))).toBe(state);
});

test.each(cells.map((cell) => [cell.from, cell.event, cell.to ?? "what it cannot"] as const))(
  "%s, %s: %s",
  (from: SeenState, event: DeskEvent, to) => {
    const next = befalls(deskIn(from), event);
    expect(next ? decided(next) : "what it cannot").toBe(to);
    expect(next ? seenAt(next) : "what it cannot").toBe(to);
  },
);

test.each<[string, number, boolean]>([
  ["account.signed-out", 401, true],
  ["account.locked", 423, true],
  ["account.first-password", 403, true],
  ["account.first-pin", 403, true],
  ["account.not-at-this-desk", 403, true],
  ["account.first-password-over", 403, false],
  ["account.pin-wrong", 403, false],
  ["handover.matter-unreleased", 409, false],
  ["request.unreachable", 0, false],
])("%s with status %i has to do with the desk itself: %s", (code, status, does) => {
  expect(concernsDesk({ code, status })).toBe(does);
});

test.each<[number, DeskState]>([
  [0, "away"],
  [400, "refused"],
  [401, "asked"],
  [403, "refused"],
  [404, "refused"],
  [423, "asked"],
  [429, "refused"],
  [500, "broken"],
  [502, "away"],
  [503, "away"],
  [507, "away"],
])("a screen that was answered %i is %s", (status, state) => {
  expect(screenStateOf({ code: "any", status })).toBe(state);
  expect(isUndecided({ code: "any", status })).toBe(state === "away");
});

test("a screen that is itself at fault is broken, and who acts where no site is seen is refused", () => {
  expect(screenStateOf(undefined)).toBe("broken");
  const acting = { locked: false, mustChangePassword: false, mustSetPin: false };
  const nothing = { isKnown: false, isOpened: false, isShut: false };
  const known = { session: { sites: [] }, wasHere: true, isReached: true, ...nothing };
  expect(doorStateOf({ ...known, acting })).toBe("refused");
  expect(doorStateOf({ ...known, acting: { ...acting, locked: true } })).toBe("locked");
  expect(doorStateOf({ ...known, acting: { ...acting, mustChangePassword: true } })).toBe("secrets");
});

test("a desk that was locked where nobody hears it is locked for whoever is known here, and for no other, until somebody does", () => {
  const acting = { locked: false, mustChangePassword: false, mustSetPin: false };
  const desk = { session: { sites: [site] }, acting, wasHere: true, isReached: false, isOpened: false };
  const states = [true, false].flatMap((isKnown) =>
    [true, false].map((isShut) => doorStateOf({ ...desk, isKnown, isShut })),
  );
  expect(states).toEqual(["locked-known", "alone", "alone", "alone"]);
  expect(doorStateOf({ ...desk, isReached: true, isKnown: true, isShut: true })).toBe("in");
  expect(doorStateOf({ ...desk, isOpened: true, isKnown: true, isShut: true })).toBe("by-pin");
});
