import fc from "fast-check";
import { expect, test } from "vitest";
import type { Recorded } from "#duty/grammar/entry.ts";
import { type Instant, instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import type { ClockEntry } from "./clock-shapes.ts";
import { type ClockPast, clockFaultAt, clockId, clockKind, isJumpOpen } from "./site-clock.ts";
import { beginWatch, type ClockLife, type ClockReading, confirmWatch, type SeenFault, watchOn } from "./watch-clock.ts";

const watchBounds = { apart: 2 * minute, wait: 10 * minute };
const noon = instant(1_800_000_000_000);
const at = (wall: number, steady: number, more: Partial<ClockReading> = {}): ClockReading => ({
  ...{ wall: plusMinutes(noon, wall), steady: steady * minute, ...more },
});
const database = (minutes: number) => ({ witness: plusMinutes(noon, minutes) });
const begun = (reading: ClockReading) => beginWatch(reading, {}, watchBounds).watch;
const look = (watch: ClockLife, reading: ClockReading) => watchOn(watch, reading, watchBounds);
const jumpTo = (from: number, to: number, witness: "none" | "for" | "against") => ({
  ...{ fault: "jump", from: plusMinutes(noon, from), to: plusMinutes(noon, to), witness },
});

test("clocks that are two minutes apart agree, and a moment more is a jump, either way", () => {
  const watch = begun(at(0, 0));
  for (const apart of [-2, 2]) expect(look(watch, at(5 + apart, 5)).seen).toEqual([]);
  for (const apart of [-2.001, 2.001]) {
    const { seen, watch: after } = look(watch, at(5 + apart, 5));
    expect(seen).toEqual([jumpTo(5, 5 + apart, "none")]);
    expect(after.until).toBe(15 * minute);
  }
});

test("small steps one after the other add up to a jump", () => {
  const { watch } = look(begun(at(0, 0)), at(2.5, 1));
  expect(look(watch, at(5, 2)).seen).toEqual([jumpTo(2, 5, "none")]);
});

test("the wait is over after ten minutes of the steady clock, whatever the other says, and not a moment before", () => {
  const { watch } = look(begun(at(0, 0)), at(600, 1));
  expect(look(watch, at(609, 10.999)).seen).toEqual([]);
  const over = look(watch, at(0, 11));
  expect(over.seen).toEqual([{ fault: "over", by: "time" }]);
  expect(over.watch.until).toBeUndefined();
  // The jump back is seen as well, by the next look.
  expect(look(over.watch, at(0, 11)).seen).toMatchObject([{ fault: "jump" }]);
});

test("a clock that jumps again during the wait makes it no longer", () => {
  const { watch } = look(begun(at(0, 0)), at(600, 1));
  const again = look(watch, at(1, 2));
  expect(again.seen).toEqual([jumpTo(601, 1, "none")]);
  expect(again.watch.until).toBe(11 * minute);
});

test("a machine that slept did not run, and that is a gap; where its time was set besides, it is a jump", () => {
  const watch = begun(at(0, 0, { awake: 0 }));
  const gap = { fault: "gap", from: plusMinutes(noon, 1), to: plusMinutes(noon, 60) };
  expect(look(watch, at(60, 1, { awake: 60 * minute })).seen).toEqual([gap]);
  expect(look(watch, at(90, 1, { awake: 60 * minute })).seen).toEqual([jumpTo(1, 90, "none")]);
});

test("a database with a clock of its own says whether the time is right now, or wrong; then it goes before after the wait", () => {
  const watch = begun(at(0, 0, database(1)));
  const away = look(watch, at(600, 5, database(6)));
  expect(away.seen).toEqual([jumpTo(5, 600, "against")]);
  const back = look(away.watch, at(6, 6, database(7)));
  expect(back.seen).toEqual([jumpTo(601, 6, "for"), { fault: "over", by: "database" }]);
  expect([back.watch.until, back.watch.correction]).toEqual([undefined, 0]);
  const over = look(away.watch, at(610, 15));
  expect([over.seen, over.watch.correction]).toEqual([[{ fault: "over", by: "time" }], -594 * minute]);
});

test("a database on the same machine jumps along and witnesses nothing", () => {
  const { seen, watch } = look(begun(at(0, 0, database(0))), at(600, 5, database(600)));
  expect(seen).toEqual([jumpTo(5, 600, "none")]);
  expect(look(watch, at(610, 15)).watch.correction).toBe(0);
});

test("a life begins with a gap where none ran, with a jump before the newest entry or against the database, and waits on for a jump that is open", () => {
  const begin = (before: Parameters<typeof beginWatch>[1], more = {}) =>
    beginWatch(at(0, 3, more), before, watchBounds);
  const moment = (minutes: number) => plusMinutes(noon, minutes);
  expect(begin({ ran: moment(-2), newest: moment(2) }).seen).toEqual([]);
  expect(begin({ ran: moment(-600) }).seen).toEqual([{ fault: "gap", from: moment(-600), to: noon }]);
  expect(begin({ ran: moment(-600) }).watch.until).toBeUndefined();
  expect(begin({ newest: moment(3), ran: moment(3) }).seen).toEqual([jumpTo(3, 0, "none")]);
  expect(begin({ newest: moment(3), known: [{ from: moment(3), to: moment(-1) }] }).seen).toEqual([]);
  expect(begin({}, database(60)).seen).toEqual([jumpTo(60, 0, "against")]);
  expect(begin({ openSince: moment(-4) }).watch.until).toBe(9 * minute);
  expect(begin({ openSince: moment(-40) }).watch.until).toBe(3 * minute);
  expect(begin({ openSince: moment(40) }).watch.until).toBe(13 * minute);
});

test("a person who has looked ends the wait and trusts this clock", () => {
  const { watch } = look(begun(at(0, 0, database(0))), at(600, 5, database(5)));
  expect(confirmWatch(watch)).toMatchObject({ correction: 0 });
  expect(confirmWatch(watch).until).toBeUndefined();
});

/** A server that misses what falls due, as the product does, with a site's clock made of what it enters. */
class PlayedServer {
  wall: number = noon;
  steady = 0;
  newest: number = noon;
  ran: number = noon;
  clock: ClockPast = clockKind.begin(clockId);
  readonly missed = new Map<number, number>();
  /** How long misses have waited by the steady clock in this life. */
  waitsSince: number | undefined;
  longest = 0;
  watch: ClockLife | undefined;
  #jumps = 0;
  readonly #owed: readonly number[];

  constructor(owed: readonly number[]) {
    this.#owed = owed;
  }

  tick(): void {
    const reading: ClockReading = { wall: this.wall as Instant, steady: this.steady };
    const before = { newest: this.newest, ran: this.ran, ...this.#open(), known: Object.values(this.clock.jumps) };
    const found = this.watch ? watchOn(this.watch, reading, watchBounds) : beginWatch(reading, before, watchBounds);
    this.watch = found.watch;
    for (const seen of found.seen) this.#enter(seen);
    const waits = found.watch.until !== undefined;
    if (waits) this.waitsSince ??= this.steady;
    else this.waitsSince = undefined;
    this.longest = Math.max(this.longest, this.steady - (this.waitsSince ?? this.steady));
    if (!waits)
      for (const due of this.#owed) if (due <= this.wall && !this.missed.has(due)) this.missed.set(due, this.wall);
    this.ran = this.wall;
    this.newest = Math.max(this.newest, this.wall);
  }

  restart(minutes: number): void {
    this.wall += minutes * minute;
    this.steady = 0;
    this.watch = undefined;
    this.waitsSince = undefined;
  }

  confirm(): void {
    const open = Object.entries(this.clock.jumps).filter(([, jump]) => isJumpOpen(jump));
    for (const [jump] of open) this.#write({ type: "clock.confirmed", body: { jump } }, { person: "admin" });
    if (this.watch) this.watch = confirmWatch(this.watch);
  }

  #open() {
    const since = Object.values(this.clock.jumps)
      .filter(isJumpOpen)
      .map((jump) => jump.at);
    return since.length === 0 ? {} : { openSince: Math.max(...since) };
  }

  #enter(seen: SeenFault): void {
    if (seen.fault === "over") {
      for (const [jump, its] of Object.entries(this.clock.jumps))
        if (isJumpOpen(its)) this.#write({ type: "clock.resumed", body: { jump, by: seen.by } });
      return;
    }
    const { fault, ...what } = seen;
    this.#jumps += 1;
    if (fault === "gap") this.#write({ type: "clock.gap", body: { ...what, server: "node" } });
    else {
      const { witness } = seen;
      this.#write({ type: "clock.jumped", body: { ...what, witness, jump: `j${this.#jumps}`, server: "node" } });
    }
  }

  #write(entry: ClockEntry, actor: unknown = "clock"): void {
    this.clock = clockKind.evolve(this.clock, { ...entry, at: this.wall, actor } as Recorded<ClockEntry>);
  }
}

type Happening = readonly ["pass" | "jump" | "restart" | "confirm", number];
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant("pass" as const), fc.integer({ min: 1, max: 30 })) },
  fc.tuple(fc.constant("jump" as const), fc.integer({ min: -3000, max: 3000 })),
  fc.tuple(fc.constant("restart" as const), fc.integer({ min: 0, max: 3000 })),
  fc.tuple(fc.constant("confirm" as const), fc.constant(0)),
);

/** What happens, one after the other; time passes minute by minute, as the clock looks at least so often. */
function happen(server: PlayedServer, [what, minutes]: Happening): void {
  if (what === "confirm") server.confirm();
  if (what === "restart") server.restart(minutes);
  if (what === "jump") server.wall += minutes * minute;
  for (let passed = 0; what === "pass" && passed < minutes; passed += 1) {
    server.wall += minute;
    server.steady += minute;
    server.tick();
  }
  if (what !== "pass") server.tick();
}

test("whatever happens to a clock: nothing is missed in a wait, no wait is longer than ten minutes, and nothing that is owed is lost", () => {
  const premises = { waits: 0, gaps: 0, jumps: 0 };
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 6000 }), { maxLength: 20 }),
      fc.array(happening, { maxLength: 40 }),
      (owed, all) => {
        const server = new PlayedServer(owed.map((minutes) => plusMinutes(noon, minutes)));
        server.tick();
        for (const each of all) {
          const [missed, wall] = [server.missed.size, server.wall];
          const calm = server.watch?.until === undefined;
          happen(server, each);
          if (each[0] === "jump" && Math.abs(each[1]) > 2 && calm) expect(server.missed.size).toBe(missed);
          if (each[0] === "restart" && calm && server.watch?.until === undefined)
            for (const due of server.missed.keys())
              if (due > wall && due < server.wall && each[1] > 2) expect(clockFaultAt(server.clock, due)).toBe("gap");
          premises.waits += server.watch?.until === undefined ? 0 : 1;
        }
        premises.gaps += server.clock.gaps.length;
        premises.jumps += Object.keys(server.clock.jumps).length;
        happen(server, ["pass", 11]);
        expect(server.longest).toBeLessThan(watchBounds.wait);
        // After the last wait everything that is due has been missed, once.
        for (const minutes of owed) {
          const due = plusMinutes(noon, minutes);
          if (due <= server.wall) expect(server.missed.has(due)).toBe(true);
        }
        // Whatever was entered long after it fell due says why.
        for (const [due, at] of server.missed)
          if (at - due > 2 * minute) expect(clockFaultAt(server.clock, due)).toMatch(/^(gap|jump)$/);
      },
    ),
    { seed: freshSeed(), numRuns: 300 },
  );
  expect(Math.min(premises.waits, premises.gaps, premises.jumps)).toBeGreaterThan(100);
});
