import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import log from "../../languages/log.en.json" with { type: "json" };
import matter from "../../languages/matter.en.json" with { type: "json" };
import ui from "../../languages/ui.en.json" with { type: "json" };
import { matterWords, wantingWords } from "../site/matter-words.ts";
import { siteNamesOf } from "../site/names.ts";
import { withMatters } from "./matter-names.ts";

beforeAll(() => i18next.init({ lng: "en", resources: { en: { log, matter, ui } } }));

const id = "lobby/00000000-0000-4000-8000-000000000aaa";
const site = siteNamesOf(undefined);

test("a refusal that names a matter tells what was written of it", () => {
  expect(withMatters(site, [{ id, text: "lamp out", kit: null }]).of("matter", id, "lobby")).toBe("lamp out");
});

test("no sentence shows a person the id of a matter, erased or not known here", () => {
  const told = [withMatters(site, [{ id, text: null, kit: null }]), withMatters(site, []), site].map((names) =>
    names.of("matter", id, "lobby"),
  );
  expect(told).toEqual([log.erased, matter.unnamed, matter.unnamed]);
});

test("whatever is no matter is called as at the site", () => {
  expect(withMatters(site, [{ id: "lobby", text: "lamp out", kit: null }]).of("post", "lobby", "lobby")).toBe("lobby");
});

test("kit is told by its count, whatever is missing of it or damaged, and never as something erased", () => {
  const kit = { item: "radio", missing: 1, damaged: 0, since: "lobby/2026-11-21/day" };
  const told = (more: object) => matterWords({ text: null, kit: { ...kit, ...more } }, site, "lobby");
  expect(told({})).toBe("radio: 1 missing");
  expect(told({ missing: 0, damaged: 2 })).toBe("radio: 2 damaged");
  expect(wantingWords({ ...kit, damaged: 1 }, site, "lobby")).toBe("radio: 1 missing, 1 damaged");
});
