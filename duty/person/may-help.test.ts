import fc from "fast-check";
import { expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { mayHelp, ranks } from "./may-help.ts";
import type { Person } from "./person.ts";

const office = "head-office";
const holding = (held: string | undefined, site = "tower"): Person => ({
  phase: "employed",
  holdings: held === undefined ? [] : [{ function: held, site, since: instant(0) }],
});
const help = (helper: string | undefined, helped: string | undefined) =>
  mayHelp(holding(helper), { person: holding(helped), sites: ["tower"], headOffice: office });

test("a squad leader helps guards and squad leaders, and no supervisor", () => {
  expect([help("squad-leader", undefined), help("squad-leader", "squad-leader")]).toEqual([true, true]);
  expect([help("squad-leader", "department-supervisor"), help("squad-leader", "administrator")]).toEqual([
    false,
    false,
  ]);
  expect([help("department-manager", "department-supervisor"), help("department-supervisor", "squad-leader")]).toEqual([
    true,
    true,
  ]);
});

test("who holds no function helps nobody, and neither does one of another site or one who has left", () => {
  for (const helped of [undefined, ...ranks]) expect(help(undefined, helped)).toBe(false);
  const about = { person: holding(undefined), sites: ["tower"], headOffice: office };
  expect(mayHelp(holding("department-manager", "mall"), about)).toBe(false);
  expect(mayHelp({ ...holding("department-manager"), phase: "left" }, about)).toBe(false);
});

test("an administrator of the head office helps everybody, and only such a one helps such a one", () => {
  const administrator = holding("administrator", office);
  for (const held of [undefined, ...ranks])
    expect(mayHelp(administrator, { person: holding(held), sites: ["tower"], headOffice: office })).toBe(true);
  const about = { person: administrator, sites: ["tower"], headOffice: office };
  expect(mayHelp(administrator, about)).toBe(true);
  for (const held of ranks) expect(mayHelp(holding(held), about)).toBe(false);
});

test("a function that the product does not know helps those without one and those with such a one", () => {
  expect([help("fire-warden", undefined), help("fire-warden", "receptionist")]).toEqual([true, true]);
  expect([help("fire-warden", "squad-leader"), help("squad-leader", "fire-warden")]).toEqual([false, true]);
});

test("of two at one site at least one may help the other, unless neither holds a function", () => {
  const held = fc.option(fc.constantFrom(...ranks, "fire-warden"), { nil: undefined });
  fc.assert(
    fc.property(held, held, (one, other) => {
      expect(help(one, other) || help(other, one)).toBe(one !== undefined || other !== undefined);
    }),
  );
});
