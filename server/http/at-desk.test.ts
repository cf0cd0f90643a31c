import { expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import type { Desk, DeskPerson } from "#server/account/desk-session.ts";
import { listeningAt, siteOf } from "./at-desk.ts";
import { HttpProblem } from "./problem.ts";

function sitting(person: string, site: string, locked: boolean): DeskPerson {
  const own = { mustChangePassword: false, mustSetPin: false, language: "en" as const, endsAt: instant(9_000_000) };
  return { ...own, person, signInName: person, sites: [site], lockedAt: locked ? instant(1) : undefined };
}

const locks = [false, true].flatMap((lin) => [false, true].map((wu) => [lin, wu] as const));

function deskOf(...people: readonly DeskPerson[]): Desk {
  return {
    ...{ org: "org", desk: "desk", heldBy: "hash", cookie: "holds", browser: "browser" },
    ...{ organisation: "示范物业", headOffice: "office" },
    ...{ demonstration: false, device: undefined, activeAt: instant(0) },
    people,
  };
}

test("a site is seen by who works there and is not locked, the head office too", () => {
  const tower = sitting("lin", "tower", false);
  expect(siteOf(deskOf(tower), "tower")).toBe("tower");
  expect(() => siteOf(deskOf(tower), "office")).toThrow(HttpProblem);
  expect(siteOf(deskOf(tower, sitting("he", "office", false)), "office")).toBe("office");
  expect(() => siteOf(deskOf(tower, sitting("he", "office", true)), "office")).toThrow(HttpProblem);
});

test.each(locks)("everybody at a desk hears the calls of their own site: lin locked %s, wu locked %s", (lin, wu) => {
  const desk = deskOf(sitting("lin", "tower", lin), sitting("wu", "mall", wu));
  expect(listeningAt(desk)).toEqual({
    ...{ org: "org", desk: "desk", people: ["lin", "wu"], sites: ["office", "tower", "mall"] },
  });
});
