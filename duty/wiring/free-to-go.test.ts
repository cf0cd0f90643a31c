import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import { currentPost, type Site } from "#duty/site/site.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/*
 * Whoever wants to go from a post for a while, or stands there for somebody, may go while somebody else is there, whichever shift they are on duty
 * in; never when nobody would be left (ZB-21, ZB-22). A post that was left at once is not left to a colleague who has not said that they heard. Who is there is kept here by what people did, not asked of the product.
 */

const [day, evening, gate] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("east-gate", "day")];
const [first, second, relief, cover] = ["李伟", "马超", "张磊", "高翔"] as const;
const ownShift = { [first]: day, [second]: day, [relief]: evening } as const;
const left = { ...day, person: towerPerson(first) };

/** Those of the day are on duty at the lobby, two others at the gate. */
function dayThere(...people: (typeof first | typeof second)[]): RunOfShifts {
  const run = new RunOfShifts(3);
  for (const who of [cover, "刘洋"])
    for (const { id: regulation, hash } of packs) run.does(who, "notice.confirm", { regulation, hash });
  run.joins(second, day);
  run.joins(cover, gate);
  run.at("07:50");
  for (const who of people) expect(run.does(who, "attendance.sign-on", day)).toMatch("signed-on");
  for (const who of ["刘洋", cover]) expect(run.does(who, "attendance.sign-on", gate)).toMatch("signed-on");
  return run;
}

const asks = (run: RunOfShifts, who: keyof typeof ownShift, returnBy: string) =>
  run.does(who, "absence.ask", { ...ownShift[who], why: "meal", returnBy: wall(returnBy) });

/** Only the first is there of the day, and the relief has come early. */
function withRelief(): RunOfShifts {
  const run = dayThere(first).at("15:40");
  expect(run.does(relief, "attendance.sign-on", evening)).toMatch("signed-on");
  return run;
}

describe("somebody is there in the other shift", () => {
  test("a relief who came early goes while the day is there, and the day while the relief is, singly", () => {
    const run = withRelief();
    expect(asks(run, relief, "15:58")).toBe("absence.left");
    expect(asks(run, first, "15:58"), "nobody else is there").toBe("absence.cover-missing");
    expect(run.does(relief, "absence.come-back", evening)).toMatch("absence.returned");
    expect(asks(run, first, "15:58")).toBe("absence.left");
    expect(asks(run, relief, "15:58"), "nobody else is there").toBe("absence.cover-missing");
  });

  test("whoever is held after the end goes while the relief is there", () => {
    const run = withRelief().at("16:30");
    expect(asks(run, first, "17:00")).toBe("absence.left");
    expect(asks(run, relief, "17:00")).toBe("absence.cover-missing");
    expect(run.does(relief, "attendance.sign-off", evening)).toBe("attendance.post-uncovered");
  });

  test("whoever covers goes once the relief has come, and not before", () => {
    const run = dayThere(first);
    run.at("10:00").does(first, "absence.leave-at-once", day);
    expect(run.does(cover, "absence.accept", { ...left, own: gate })).toMatch("absence.accepted");
    expect(run.at("15:39").does(cover, "absence.stand-down", left)).toBe("absence.still-needed");
    expect(run.at("15:40").does(relief, "attendance.sign-on", evening)).toMatch("signed-on");
    expect(run.does(cover, "absence.stand-down", left)).toMatch("absence.cover-ended");
    expect(asks(run, relief, "15:58"), "now they are alone").toBe("absence.cover-missing");
    expect(run.does(relief, "attendance.sign-off", evening)).toBe("attendance.post-uncovered");
  });

  test("whoever covers goes at once while the relief is there: nobody is called to stand in", () => {
    const run = dayThere(first);
    run.at("10:00").does(first, "absence.leave-at-once", day);
    run.does(cover, "absence.accept", { ...left, own: gate });
    run.at("15:40").does(relief, "attendance.sign-on", evening);
    run.does(cover, "absence.leave-at-once", gate);
    const owed = run.at("15:50").tower.world.outstanding({ site: "tower", post: "lobby" });
    expect(owed.map(({ obligation }) => obligation.what)).not.toContain("absence.stand-in");
  });

  test("two shifts of a post that overlap keep it for each other", () => {
    const run = new RunOfShifts();
    const shifts = [
      { key: "day", name: "A", starts: "08:00", minutes: 720 },
      { key: "evening", name: "B", starts: "12:00", minutes: 720 },
      { key: "night", name: "C", starts: "00:00", minutes: 480 },
    ];
    const before = currentPost(run.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" }), "lobby");
    const { since: _, ...its } = before as NonNullable<typeof before> & { since: number };
    expect(run.does("setup", "site.establish-post", { ...its, shifts })).toMatch("post-established");
    run.at("07:50");
    expect(run.does(first, "attendance.sign-on", day)).toMatch("signed-on");
    run.at("11:50");
    expect(run.does(relief, "attendance.sign-on", evening)).toMatch("signed-on");
    run.at("13:00");
    expect(asks(run, first, "13:40")).toBe("absence.left");
    expect(asks(run, relief, "13:40")).toBe("absence.cover-missing");
  });
});

/** The lobby as those concerned know it. */
class Lobby {
  readonly run = dayThere(first, second);
  readonly there = new Set<string>([first, second]);
  readonly away = new Set<string>();
  /** Who was called when the first one left at once, and has said nothing. */
  readonly silent = new Set<string>();
  covers = false;

  /** Those who stand there beside somebody. */
  besides(who: string): string[] {
    const staying = [...this.there].filter((each) => !this.away.has(each));
    return [...staying, ...(this.covers ? [cover] : [])].filter((each) => each !== who);
  }

  /** Whether somebody is free to go, where they wanted to; undefined where they had nothing to ask. */
  wantsToGo(who: keyof typeof ownShift): boolean | undefined {
    if (!this.there.has(who) || this.away.has(who)) return undefined;
    const mayGo = this.besides(who).length > 0;
    const { now } = this.run.tower.world;
    const returnBy = now < wall("16:00") ? wall("16:00") : plusMinutes(now, 30);
    const said = this.run.does(who, "absence.ask", { ...ownShift[who], why: "meal", returnBy });
    expect(said).toBe(mayGo ? "absence.left" : "absence.cover-missing");
    if (mayGo) this.away.add(who);
    if (mayGo && who === first) this.silent.clear();
    return mayGo;
  }

  wantsToBeFree(): boolean | undefined {
    if (!this.covers) return undefined;
    const mayGo = this.besides(cover).some((each) => !this.silent.has(each));
    const said = this.run.does(cover, "absence.stand-down", left);
    expect(said).toMatch(mayGo ? /absence.cover-ended/ : /^absence.still-needed$/);
    this.covers = !mayGo;
    return mayGo;
  }

  goesAtOnce(who: keyof typeof ownShift): undefined {
    if (!this.there.has(who) || this.away.has(who)) return;
    expect(this.run.does(who, "absence.leave-at-once", ownShift[who])).toMatch("left-at-once");
    this.away.add(who);
    if (who === first) this.silent.add(second);
  }

  hears(): undefined {
    if (this.run.does(second, "absence.hear", left).includes("absence.heard")) this.silent.clear();
  }

  comesBack(who: keyof typeof ownShift): undefined {
    if (!this.away.delete(who)) return;
    expect(this.run.does(who, "absence.come-back", ownShift[who])).toMatch("absence.returned");
    if (who === first) this.covers = false;
  }

  standsIn(): undefined {
    if (this.run.does(cover, "absence.accept", { ...left, own: gate }).includes("absence.accepted")) this.covers = true;
  }

  reliefComes(): undefined {
    if (this.run.tower.world.now < wall("15:30")) this.run.at("15:30");
    if (this.run.does(relief, "attendance.sign-on", evening).includes("signed-on")) this.there.add(relief);
  }
}

const deeds: Readonly<Record<string, (lobby: Lobby) => boolean | undefined>> = {
  "the cover stands in": (lobby) => lobby.standsIn(),
  "the cover wants to be free": (lobby) => lobby.wantsToBeFree(),
  "the relief comes": (lobby) => lobby.reliefComes(),
  "the first goes at once": (lobby) => lobby.goesAtOnce(first),
  "the second hears": (lobby) => lobby.hears(),
  "the second goes at once": (lobby) => lobby.goesAtOnce(second),
  ...Object.fromEntries(
    ([first, second, relief] as const).flatMap((who) => [
      [`${who} wants to go`, (lobby: Lobby) => lobby.wantsToGo(who)],
      [`${who} comes back`, (lobby: Lobby) => lobby.comesBack(who)],
    ]),
  ),
};

test("in whatever they do, each goes who leaves somebody there, and nobody who would leave nobody", () => {
  const times = { free: 0, held: 0 };
  const step = fc.tuple(fc.constantFrom(...Object.keys(deeds)), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 25, size: "max" }), (steps) => {
      const lobby = new Lobby();
      lobby.run.at("15:10");
      for (const [name, minutes] of steps) {
        const { now } = lobby.run.tower.world;
        // Whoever lets the time to sign off pass, half an hour after the end, is relied on by nobody: these lives end before it.
        lobby.run.tower.world.moveTo(instant(Math.min(plusMinutes(now, minutes), wall("16:29"))));
        const went = deeds[name]?.(lobby);
        if (went !== undefined) times[went ? "free" : "held"] += 1;
      }
    }),
    { seed: freshSeed(), numRuns: 60 },
  );
  expect(Math.min(times.free, times.held), "the property says something only of both").toBeGreaterThan(10);
});
