import { describe, expect, test } from "vitest";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { adoptableText, adoptableWith, firstDay, towerWorld } from "#test/tower-world.ts";

const administrator = "何雅静";

/**
 * A text of another trade. Only KIT-01 is carried out: KIT-02 is cited by nothing, KIT-03 waits for a noun although something cites it, what
 * cites KIT-04 asks for nothing, and nobody is asked to confirm KIT-05.
 */
const kitchen = adoptableText({
  regulation: {
    id: "kitchen-watch",
    edition: "2026-01-01" as BusinessDate,
    prefix: "KIT",
    title: { zh: "厨房值守", en: "Kitchen watch" },
    posts: { kitchen: { zh: "厨房", en: "kitchen" } },
    functions: { chef: { zh: "厨师长", en: "chef" } },
    handover: [
      { key: "change", post: "any", summary: { required: true, cites: ["KIT-01"] } },
      { key: "kit", post: "any", count: { required: false, explained: false, cites: ["KIT-04"] } },
      { key: "waits", post: "any", books: { required: true, cites: ["KIT-03"] } },
    ],
  },
  rules: [
    { id: "KIT-01", zh: "写明本班工作。", en: "The shift's work is told.", strength: "enforce" },
    { id: "KIT-02", zh: "离开前关气。", en: "The gas is off before leaving.", strength: "enforce" },
    { id: "KIT-03", zh: "每两小时巡查。", en: "A round every two hours.", strength: "track", pending: "round" },
    { id: "KIT-04", zh: "清点刀具。", en: "Knives are counted.", strength: "enforce" },
    { id: "KIT-05", zh: "知悉本制度。", en: "Everybody knows these rules.", strength: "acknowledge" },
  ],
});

function adopt(uncarried: readonly string[] | undefined) {
  const { uncarried: _, ...body } = kitchen;
  return towerWorld().does(administrator, "site.adopt-edition", { ...body, from: firstDay, uncarried });
}

describe("adopting a text of which not everything is carried out", () => {
  test.each([
    ["nothing", undefined],
    ["an empty list", []],
    ["less than there is", ["KIT-02", "KIT-03", "KIT-04"]],
    ["more than there is", ["KIT-01", "KIT-02", "KIT-03", "KIT-04", "KIT-05"]],
    ["as many others", ["KIT-01", "KIT-03", "KIT-04", "KIT-05"]],
  ])("is refused, with a list of what is not, to who confirms %s", (_, uncarried) => {
    expect(adopt(uncarried).refusal).toEqual({
      code: "site.rules-uncarried",
      rules: ["ZB-14"],
      field: "uncarried",
      detail: { uncarried: ["KIT-02", "KIT-03", "KIT-04", "KIT-05"] },
    });
  });

  test("is possible for who names exactly what is not, in whatever order", () => {
    const { refusal, touched } = adopt(["KIT-05", "KIT-03", "KIT-02", "KIT-04"]);
    expect(refusal).toBeUndefined();
    const { uncarried: _, ...body } = kitchen;
    expect(touched.flatMap(({ entries }) => entries.map((each) => each.body))).toEqual([{ ...body, from: firstDay }]);
  });

  test("names nothing where everything is carried out", () => {
    const whole = { ...adoptableWith("guard-post-handover", "2027-01-01"), from: "2027-01-01" };
    const adopting = (uncarried: readonly string[]) =>
      towerWorld().does(administrator, "site.adopt-edition", { ...whole, uncarried }).refusal;
    expect(adopting(["GPH-01"])).toMatchObject({ code: "site.nothing-uncarried", field: "uncarried" });
    expect(adopting([])).toBeUndefined();
  });
});
