import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { house } from "#duty/wiring/composition.ts";
import { type RegulationText, regulationView } from "#server/site/site-answer.ts";
import { lin, someHash } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { awaited, refusal } from "#test/desk-edge.ts";
import { RegulationScreen } from "./notice/RegulationScreen.tsx";
import { button, inFront, linesOf, openedPart, pressEscape, read, said, windows } from "./opened-part.tsx";
import { RuleChips } from "./refusal/RuleChips.tsx";

setUpDesks();

type Rule = RegulationText["rules"][number];
const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  ...{ id, zh: `${id}条文`, en: `${id} text`, strength: "enforce", carried: true, open: [] },
  ...more,
});
const text = (more: Partial<RegulationText> = {}): RegulationText => ({
  ...{ regulation: "gph", edition: "2026-01-01", hash: someHash, title: { zh: "门岗制度", en: "Gate" } },
  ...{
    confirmed: false,
    rules: [rule("GPH-01", { strength: "acknowledge" }), rule("GPH-02"), rule("GPH-03", { carried: false })],
  },
  ...more,
});
const screen = (at = "/regulation/gph?post=gate") => openedPart(<RegulationScreen />, { at });

test("a regulation stands there clause by clause, with what is promised about each, and its edition", async () => {
  const edge = deskHere().answers(regulationView, text());
  await screen();
  expect(document.querySelector("h1")?.textContent).toBe("门岗制度");
  expect(read()).toContain(said("notice:edition", { edition: "2026-01-01" }));
  expect(linesOf(document.querySelector("ol"))).toEqual([
    `GPH-01GPH-01条文${said("notice:confirm.must")}`,
    `GPH-02GPH-02条文${said("notice:strength.enforce")}`,
    `GPH-03GPH-03条文${said("notice:uncarried")}${said("notice:strength.uncarried")}`,
  ]);
  expect(document.querySelectorAll("li.must")).toHaveLength(1);
  expect(document.querySelector(".count")?.textContent).toBe("3");
  expect(edge.asked.find(({ operation }) => operation === regulationView.id)).toMatchObject({
    params: { id: "gph" },
    as: lin,
  });
});

test("numbers that a clause leaves open are told as the site's own, in words where there are some", async () => {
  const open = [
    { name: "call", who: { zh: "班长", en: "leader" }, values: [5, 10] },
    { name: "strange", values: [3] },
    { name: "graceMinutes", values: [20], stricter: [{ value: 15, rules: ["ZB-24", "ZB-25"] }] },
  ];
  deskHere().answers(regulationView, text({ rules: [rule("GPH-01", { open })] }));
  await screen();
  const call = said("notice:open.call", { minutes: `5${said("notice:open.or")}10`, who: "班长" });
  const stricter = said("notice:open.stricter", { rules: "ZB-24、ZB-25", minutes: "15" });
  const grace = `${said("notice:open.graceMinutes", { minutes: "20" })}${stricter}`;
  expect(read()).toContain(said("notice:open.said", { numbers: `${call}、3、${grace}` }));
});

test("it is confirmed only once it was ticked as read, once, and leads back to the post one came from", async () => {
  const edge = deskHere().answers(regulationView, text());
  const { user, where } = await screen();
  expect(read()).toContain(said("notice:confirm.note"));
  await user.click(button("notice:confirm.go"));
  expect(read()).toContain(said("notice:confirm.readFirst"));
  expect(edge.sent).toEqual([]);
  await user.click(inFront().getByRole("checkbox"));
  expect(read()).not.toContain(said("notice:confirm.readFirst"));
  const later = awaited<undefined>();
  edge.decides("notice.confirm", () => later.outcome);
  await user.dblClick(button("notice:confirm.go"));
  later.come(undefined);
  await waitFor(() => expect(where()).toBe("/duty/gate"));
  expect(edge.sent).toEqual([{ act: "notice.confirm", as: lin, body: { regulation: "gph", hash: someHash } }]);
});

test("refused it stays and says why; without a post it leads home", async () => {
  const edge = deskHere().answers(regulationView, text()).refuses("notice.confirm", "notice.edition-not-in-force");
  const { user, where } = await screen("/regulation/gph");
  await user.click(inFront().getByRole("checkbox"));
  await user.click(button("notice:confirm.go"));
  await waitFor(() => expect(read()).toContain(said("notice:refusal.edition-not-in-force.what")));
  expect(where()).toBe("/regulation/gph");
  edge.decides("notice.confirm", () => undefined);
  await user.click(button("notice:confirm.go"));
  await waitFor(() => expect(where()).toBe("/"));
});

test("what was confirmed is told so and offers only the way back", async () => {
  deskHere().answers(regulationView, text({ confirmed: true }));
  const { user, where } = await screen();
  expect(read()).toContain(said("notice:confirm.done"));
  expect(read()).not.toContain(said("notice:confirm.note"));
  expect(document.querySelector("[type=checkbox]")).toBeNull();
  await user.click(button("notice:confirm.back"));
  await waitFor(() => expect(where()).toBe("/duty/gate"));
});

test("every rule on a screen opens its clause, of whichever text that binds the site, and Escape closes it", async () => {
  const edge = deskHere().answers(regulationView, ({ params: { id } }) =>
    id === "gph" ? text() : text({ regulation: house, title: { zh: "平台通则", en: "House" }, rules: [rule("ZB-02")] }),
  );
  const { user } = await openedPart(<RuleChips rules={["GPH-02", "ZB-02", "GPH-99"]} />);
  expect(read()).toContain(said("notice:because"));
  expect(edge.times(regulationView)).toBe(0);
  await user.click(button("GPH-02"));
  await waitFor(() => expect(read()).toContain("GPH-02条文"));
  expect(read()).toContain(said("notice:clause.title", { rule: "GPH-02" }));
  expect(read()).toContain("门岗制度");
  pressEscape();
  expect(windows()).toBe(0);
  await user.click(button("ZB-02"));
  await waitFor(() => expect(read()).toContain("平台通则"));
  expect(read()).toContain("ZB-02条文");
  pressEscape();
  await user.click(button("GPH-99"));
  await waitFor(() => expect(read()).toContain(said("notice:clause.unknown", { rule: "GPH-99" })));
  expect(edge.asked.flatMap(({ params }) => params.id ?? [])).toEqual(["gph", house]);
});

test("while a text has not come the clause waits; at the door a rule is only named", async () => {
  const later = awaited<RegulationText>();
  deskHere().answers(regulationView, ({ params: { id } }) =>
    id === "gph" ? later.outcome : refusal("regulation.not-adopted", { status: 404 }),
  );
  const { user } = await openedPart(<RuleChips rules={["GPH-02"]} />);
  await user.click(button("GPH-02"));
  expect(document.querySelectorAll("dialog [aria-busy]")).toHaveLength(1);
  later.come(text());
  await waitFor(() => expect(read()).toContain("GPH-02条文"));
  await openedPart(<RuleChips rules={["GPH-02"]} />, { around: "door", at: "/" });
  expect(document.querySelectorAll("button")).toHaveLength(0);
  expect(read()).toContain("GPH-02");
  await openedPart(<RuleChips rules={[]} />);
  expect(read()).not.toContain(said("notice:because"));
});
