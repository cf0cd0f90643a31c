import fc from "fast-check";
import { expect, test } from "vitest";
import type { Handover } from "#duty/handover/handover.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";

/*
 * Whoever hands over or takes over may leave, come back, lose their function or the company, at any step. Once the shift is over, with one of the
 * relief at the post and one superior there, the post can still be handed over, by acts of those who are there, without anybody being said to have
 * abandoned it (ZB-17).
 */

const [day, evening, squad] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("squad", "day")];
const guards = ["李伟", "马超"] as const;
const superiors = ["周敏", "林志远", "黄丽华"] as const;
const reliefs = ["张磊", "王强"] as const;
const everybody = [...guards, ...superiors, ...reliefs];
const reason = "情况紧急";

const deeds = [
  ...["leave", "leave", "back", "stand-in", "stand-in", "stand-in", "prepare", "prepare", "check", "sign", "sign"],
  ...["reopen", "amend", "sign-on", "dismiss", "end-function", "cover", "wait"],
] as const;
const deed = fc.record({
  who: fc.nat(everybody.length - 1),
  what: fc.nat(deeds.length - 1),
  whom: fc.nat(1),
});
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

/** The lobby between two shifts: at twenty to four everybody is there who should be. */
class LobbyAtFour extends RunOfShifts {
  #minute = 40;

  constructor() {
    super(2);
    this.at("07:40");
    for (const [who, turn] of [["李伟", day] as const, ["周敏", squad] as const])
      this.does(who, "attendance.sign-on", turn);
    this.at("15:40");
    this.does("张磊", "attendance.sign-on", evening);
  }

  live({ who, what, whom }: Deed): void {
    const actor = everybody[who] ?? "李伟";
    const guard = guards[whom] ?? "李伟";
    const relief = reliefs[whom] ?? "张磊";
    const turn = isRelief(actor) ? evening : day;
    switch (deeds[what]) {
      case "leave":
        return void this.does(actor, "absence.leave-at-once", turn);
      case "back":
        return void this.does(actor, "absence.come-back", turn);
      case "stand-in":
        return void this.does(actor, "handover.stand-in", { ...day, reason });
      case "prepare":
        return void this.prepares(actor, day, relief);
      case "check":
        return void this.looksThrough(actor);
      case "sign":
        return void this.signs(actor, day, "有事");
      case "reopen":
        return void this.does(actor, "handover.reopen", { ...day, reason });
      case "amend":
        return void this.amends(actor, day, relief);
      case "sign-on":
        return void this.does(actor, "attendance.sign-on", turn);
      case "dismiss":
        return void (actor !== "黄丽华" && this.leavesTheCompany(actor));
      case "end-function":
        return void this.does("何雅静", "person.end-function", {
          ...{ person: towerPerson("周敏"), function: "squad-leader", site: "tower", reason },
        });
      case "cover":
        return void this.covers(whom === 0 ? [day, "李伟", guard] : [evening, "张磊", "王强"]);
      default:
        this.#minute += 7;
        return void this.at(
          this.#minute < 60 ? `15:${this.#minute}` : `16:${String(this.#minute - 60).padStart(2, "0")}`,
        );
    }
  }

  looksThrough(who: string): string {
    return this.form(day) ? this.checks(who, day) : "nothing to look through";
  }

  covers([turn, absent, cover]: [typeof day, string, string]): string {
    const people = { absent: towerPerson(absent), cover: towerPerson(cover) };
    return this.does("黄丽华", "roster.arrange-cover", { ...turn, ...people, reason });
  }
  /** Somebody of the evening is at the post: whoever has come comes back, else another one is put in. */
  relieved(): readonly string[] {
    for (const who of reliefs) this.does(who, "absence.come-back", evening);
    const there = () => reliefs.filter((who) => this.isThere(who));
    for (const who of reliefs) {
      if (there().length > 0) break;
      this.covers([evening, "张磊", who]);
      this.does(who, "attendance.sign-on", evening);
    }
    return there();
  }

  isThere(who: string): boolean {
    const lines = presencesIn(this.tower.world.outstanding({ site: "tower", post: "lobby" }));
    const theirs = lines.filter(({ turn }) => turn.person === towerPerson(who));
    return theirs.some(({ as }) => as === "on-duty") && !theirs.some(({ as }) => as === "away");
  }

  /** Those who are there do what they can: whoever of the shift is, one superior, and the relief. The other superiors have gone home. */
  handsOver(relief: string, superior: string): string[] {
    const outgoing = [...guards.filter((who) => this.isThere(who)), superior];
    const said: string[] = [];
    const tries = (who: string, what: string) => said.push(`${who} ${what}`);
    tries(relief, this.does(relief, "handover.reopen", { ...day, reason }));
    tries(superior, this.does(superior, "handover.stand-in", { ...day, reason }));
    for (const who of outgoing) {
      tries(who, this.prepares(who, day, relief));
      tries(who, this.amends(who, day, relief));
    }
    tries(relief, this.looksThrough(relief));
    for (const who of [relief, ...outgoing, relief]) tries(who, this.signs(who, day, "有事"));
    return said;
  }
}

function isRelief(who: string): boolean {
  return (reliefs as readonly string[]).includes(who);
}

/** What a life came to: undefined where nobody of the evening could be had, so that it says nothing. */
function endOf(deeds: readonly Deed[]): Handover["phase"] | undefined {
  const lobby = new LobbyAtFour();
  for (const each of deeds) lobby.live(each);
  const led = lobby.handover(day).phase === "completed" ? "completed" : undefined;
  lobby.at("17:50");
  const there = lobby.relieved();
  if (led || there.length === 0) return led;
  const said = there.flatMap((relief) => lobby.handsOver(relief, "黄丽华"));
  const after = lobby.handover(day);
  expect(after.phase, said.join("; ")).toBe("completed");
  if (after.phase === "completed") expect(after.preparedBy, "words of whoever signs").toBe(after.outgoing);
  return after.phase;
}

function alwaysHandedOver(from: { readonly seed: number; readonly numRuns: number }): void {
  let said = 0;
  fc.assert(
    fc.property(fc.array(deed, { minLength: 8, maxLength: 30, size: "max" }), (deeds) => {
      if (endOf(deeds) !== undefined) said += 1;
    }),
    { ...from, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
  );
  expect(said, "the property says something only where somebody of the relief is there").toBeGreaterThan(
    from.numRuns / 2,
  );
}

test("once a shift is over it can be handed over by those who are there, whoever went and came back before", () => {
  alwaysHandedOver({ seed: freshSeed(), numRuns: 60 });
}, 90_000);
