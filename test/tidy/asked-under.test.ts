import { expect, test } from "vitest";
import { askedUnderOtherwise } from "./asked-under.ts";
import { plant, repository } from "./tree.ts";

test("as of when each rule is asked is written down, and why where that is now", () => {
  expect(askedUnderOtherwise(repository())).toEqual([]);
});

const path = "duty/wiring/post-changed.ts";
const asking = `export function changedFrom(site, left) {
  const answer = () => composer.ruleFor("attendance", site, shiftId(left), left.under);
  return { answer };
}`;
const written = { [`${path} changedFrom ruleFor`]: { under: "left.under" } };

test("one that is exchanged is caught, and so is one that comes, goes, or does not say why", () => {
  expect(askedUnderOtherwise(plant({ [path]: asking }), written)).toEqual([]);
  const exchanged = asking.replace("left.under", "site.version");
  expect(askedUnderOtherwise(plant({ [path]: exchanged }), written)).toEqual([
    `${path} changedFrom ruleFor asks under site.version`,
  ]);
  const more = asking.replace("return {", "keptFor(site, left, site.version); return {");
  expect(askedUnderOtherwise(plant({ [path]: more }), written)).toEqual([
    `${path} changedFrom keptFor asks under site.version`,
  ]);
  expect(askedUnderOtherwise(plant({ [path]: "" }), written)).toEqual([`${path} changedFrom ruleFor asks for no rule`]);
  const unsaid = { [`${path} changedFrom ruleFor`]: { under: "site.version" } };
  expect(askedUnderOtherwise(plant({ [path]: exchanged }), unsaid)).toEqual([
    `${path} changedFrom ruleFor does not say why it asks by the set-up as it is`,
  ]);
});
