import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { AbsenceRule } from "#duty/absence/absence-rule.ts";
import { minute } from "#duty/grammar/time.ts";
import { absencesView, type ShownLeave } from "#server/absence/absence-answer.ts";
import { attendanceView } from "#server/attendance/attendance-answer.ts";
import { attendanceAt, dayAtGate, lin, noon, onDuty, sun, wu, zhao } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { refusal } from "#test/desk-edge.ts";
import { AbsencePanel } from "./absence/AbsencePanel.tsx";
import { button, buttons, field, linesOf, openedPart, read, said, windows } from "./opened-part.tsx";

setUpDesks();

const minutes = minute;
const turn = (person: string, post = "gate") => ({ post, date: dayAtGate.date, shift: dayAtGate.shift, person });
const leave = (person: string, more: Partial<ShownLeave> = {}): ShownLeave => ({
  ...turn(person),
  phase: "away",
  why: "meal",
  reason: "用餐",
  to: "食堂",
  device: "对讲机",
  since: noon - 10 * minutes,
  atOnce: false,
  said: true,
  returnBy: noon + 20 * minutes,
  dueAt: noon + 20 * minutes,
  cover: null,
  bareSince: null,
  told: [],
  heard: [],
  ...more,
});
interface Standing {
  readonly gate?: readonly string[];
  readonly lobby?: readonly string[];
  readonly away?: readonly string[];
}
const desk = (leaves: ShownLeave[], { gate = [lin], lobby = [], away = [] }: Standing = {}, rule: AbsenceRule = {}) => {
  const on = (people: readonly string[]) => people.map((each) => onDuty(each, { away: away.includes(each) }));
  const posts = [attendanceAt("gate", { on: on(gate) }), attendanceAt("lobby", { on: on(lobby) })];
  return deskHere().answers(attendanceView, { now: noon, posts }).answers(absencesView, { now: noon, leaves, rule });
};
const panel = () => <AbsencePanel post="gate" />;
const leaves = () => linesOf(document.querySelector("#away ul"));
const chosen = () => [...document.querySelectorAll("dialog [aria-pressed=true]")].map((each) => each.textContent);

test("who has left stands there: why, where to, with what, since when, who covers, and until when", async () => {
  const edge = desk([
    leave(wu, { cover: turn(sun, "lobby") }),
    leave(zhao, { why: null, reason: null, to: null, device: null, bareSince: noon - minutes }),
    leave(sun, { phase: "asked", cover: turn(lin) }),
  ]);
  await openedPart(panel());
  const [covered, bare, asked] = leaves();
  expect(covered).toContain(
    `吴敏${said("absence:phase.away")}大门岗 · ${said("absence:why.meal")} · 用餐 · 食堂 · 对讲机`,
  );
  expect(covered).toContain(`${said("absence:cover.covers", { name: "孙梅" })} 11:50`);
  expect(covered).toContain("12:20");
  expect(bare).toContain(`赵强${said("absence:bare")}大门岗${said("absence:since")} 11:50`);
  expect(asked).toContain(`${said("absence:cover.asked", { name: "林涛" })} 11:50`);
  expect(asked).not.toContain("12:20");
  expect(edge.asked.findLast(({ operation }) => operation === absencesView.id)?.query).toEqual({
    site: "tower",
    post: "gate",
  });
});

test("one leaves a post where one stands, and from the screen of another one nobody does", async () => {
  const offered = async (standing: Standing) => {
    desk([leave(wu)], standing);
    await openedPart(panel());
    return [buttons("absence:ask.open").length, buttons("absence:atOnce").length];
  };
  expect([await offered({ gate: [lin] }), await offered({ gate: [], lobby: [lin] })]).toEqual([
    [1, 1],
    [0, 0],
  ]);
});

test("of other posts only those stand there where one is asked, covers, or could stand in", async () => {
  const elsewhere = [
    leave(wu, { post: "lobby" }),
    leave(zhao, { post: "lobby", cover: turn(lin) }),
    leave(sun, { post: "lobby", bareSince: noon }),
    leave(wu, { phase: "back", said: false }),
  ];
  desk(elsewhere);
  await openedPart(panel());
  expect(leaves().map((line) => line.slice(0, 2))).toEqual(["赵强", "孙梅"]);
  desk(elsewhere, { gate: [wu] });
  await openedPart(panel());
  expect(leaves().map((line) => line.slice(0, 2))).toEqual(["赵强"]);
});

test("where nobody has left and one does not stand here, there is no panel; unanswered it says so", async () => {
  desk([], { gate: [wu] });
  await openedPart(panel());
  expect(document.querySelector("#away")).toBeNull();
  const edge = desk([]).answers(absencesView, refusal("house.fault", { status: 500 }));
  const { user } = await openedPart(panel());
  expect(read()).toContain(said("ui:broken.away"));
  expect(buttons("absence:ask.open")).toHaveLength(0);
  edge.answers(absencesView, { now: noon, leaves: [], rule: {} });
  await user.click(button("ui:broken.retry"));
  await waitFor(() => expect(buttons("absence:ask.open")).toHaveLength(1));
});

test("one asks to leave: why, how long, who covers, and only the words that were written are sent", async () => {
  const edge = desk([], { gate: [lin, wu], lobby: [sun, zhao], away: [zhao] });
  const { user } = await openedPart(panel());
  await user.click(button("absence:ask.open"));
  expect(chosen()).toEqual([
    said("absence:why.meal"),
    said("absence:ask.within", { count: 30 }),
    said("absence:ask.nobody"),
  ]);
  expect(read()).toContain(`${said("absence:ask.back")} 12:30`);
  expect(buttons("吴敏 · 大门岗")).toHaveLength(1);
  expect(read()).not.toContain("赵强");
  await user.click(button("absence:ask.go"));
  await waitFor(() => expect(windows()).toBe(0));
  await user.click(button("absence:ask.open"));
  await user.click(button("absence:why.work"));
  await user.click(button("absence:ask.within", { count: 45 }));
  await user.click(button("孙梅 · 大堂岗"));
  await user.type(field("absence:ask.to"), "机房");
  await user.type(field("absence:ask.device"), "手机");
  await user.type(field("absence:ask.reason"), "送件");
  await user.click(button("absence:ask.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const words = { to: "机房", device: "手机", reason: "送件" };
  expect(edge.bodiesOf("absence.ask")).toEqual([
    { ...dayAtGate, why: "meal", returnBy: noon + 30 * minutes },
    { ...dayAtGate, why: "work", ...words, returnBy: noon + 45 * minutes, cover: turn(sun, "lobby") },
  ]);
});

test("where a cover is wanted, or nobody stays, none is chosen for one", async () => {
  desk([], { gate: [lin, wu] }, { covered: { required: true, cites: ["HVW-09"] } } as AbsenceRule);
  const { user } = await openedPart(panel());
  await user.click(button("absence:ask.open"));
  expect(chosen()).toHaveLength(2);
  expect(buttons("absence:ask.nobody")).toHaveLength(1);
  desk([], { gate: [lin], lobby: [sun] });
  const alone = await openedPart(panel());
  await alone.user.click(button("absence:ask.open"));
  expect(buttons("absence:ask.nobody")).toHaveLength(0);
});

test("whoever has not signed off from an earlier shift goes from the one that runs", async () => {
  const on = [onDuty(lin, { date: "2026-11-20", shift: "night" }), onDuty(lin)];
  const edge = desk([]).answers(attendanceView, { now: noon, posts: [attendanceAt("gate", { on })] });
  const { user } = await openedPart(panel());
  await user.click(button("absence:atOnce"));
  await waitFor(() => expect(edge.sent).toHaveLength(1));
  expect(edge.bodiesOf("absence.leave-at-once")).toEqual([dayAtGate]);
});

test("in an emergency one tap is enough, and two send it once; a refusal is told", async () => {
  const edge = desk([]);
  const { user } = await openedPart(panel());
  await user.dblClick(button("absence:atOnce"));
  await waitFor(() => expect(edge.times(absencesView)).toBeGreaterThan(1));
  expect(edge.sent).toEqual([{ act: "absence.leave-at-once", as: lin, body: dayAtGate }]);
  edge.refuses("absence.leave-at-once", "absence.asked-already");
  await user.click(button("absence:atOnce"));
  await waitFor(() => expect(read()).toContain(said("absence:refusal.asked-already.what")));
});

const only = (leave: ShownLeave, standing?: Standing) => desk([leave], standing);
const named = { ...dayAtGate, person: wu };

test.each([
  [
    "withdraws what one asked",
    leave(lin, { phase: "asked" }),
    "absence:withdraw",
    "absence.withdraw",
    { ...dayAtGate, person: lin },
  ],
  ["declines to cover", leave(wu, { phase: "asked", cover: turn(lin) }), "absence:decline", "absence.withdraw", named],
  [
    "accepts to cover",
    leave(wu, { phase: "asked", cover: turn(lin) }),
    "absence:accept",
    "absence.accept",
    { ...named, own: dayAtGate },
  ],
  [
    "stands in where nobody does",
    leave(wu, { bareSince: noon }),
    "absence:standIn",
    "absence.accept",
    { ...named, own: dayAtGate },
  ],
  ["comes back", leave(lin), "absence:comeBack", "absence.come-back", dayAtGate],
  ["stands down", leave(wu, { cover: turn(lin) }), "absence:standDown", "absence.stand-down", named],
  ["has heard", leave(wu, { told: [lin] }), "absence:hear", "absence.hear", named],
] as const)("one %s", async (_, shown, key, act, body) => {
  const edge = only(shown);
  const { user } = await openedPart(panel());
  await user.click(button(key));
  await waitFor(() => expect(edge.sent).toEqual([{ act, as: lin, body }]));
  await waitFor(() => expect(edge.times(absencesView)).toBeGreaterThan(1));
});

test.each([
  ["away, uncovered, told by oneself", leave(lin), ["absence:comeBack"]],
  ["away, and not yet explained", leave(lin, { said: false }), ["absence:comeBack", "absence:tell.open"]],
  ["back, and not yet explained", leave(lin, { phase: "back", said: false }), ["absence:tell.open"]],
  ["somebody's, covered by another", leave(wu, { cover: turn(sun) }), []],
  ["asked of another", leave(wu, { phase: "asked", cover: turn(sun) }), []],
  ["asked by oneself", leave(lin, { phase: "asked", cover: turn(sun) }), ["absence:withdraw"]],
  ["heard already", leave(wu, { told: [lin], heard: [lin] }), []],
  [
    "heard before, and bare",
    leave(wu, { told: [lin], heard: [lin], bareSince: noon }),
    ["absence:standIn", "absence:hear"],
  ],
  ["of somebody off duty, and bare", leave(wu, { phase: "back", told: [lin], bareSince: noon }), ["absence:hear"]],
  ["told, but only asked for", leave(wu, { phase: "asked", told: [lin] }), []],
  ["one's own, bare", leave(lin, { bareSince: noon }), ["absence:comeBack"]],
])("a leave that is %s offers just what one may do", async (_, shown, keys) => {
  only(shown);
  await openedPart(panel());
  const offered = [...document.querySelectorAll("#away li button")].map((each) => each.textContent);
  expect(offered).toEqual(keys.map((each) => said(each)));
});

test("whoever does not stand anywhere neither accepts nor stands in", async () => {
  only(leave(wu, { phase: "asked", cover: turn(lin) }), { gate: [wu] });
  await openedPart(panel());
  expect(buttons("absence:accept")).toHaveLength(0);
  expect(buttons("absence:decline")).toHaveLength(1);
});

test("what was taken at once is explained afterwards: while away with the return, once back without it", async () => {
  const edge = only(leave(lin, { said: false }));
  const { user } = await openedPart(panel());
  await user.click(button("absence:tell.open"));
  expect(chosen()[0]).toBe(said("absence:why.other"));
  await user.click(button("absence:tell.go"));
  expect(read()).toContain(said("absence:tell.reasonFirst"));
  await user.type(field("absence:ask.reason"), "腹痛");
  await user.click(button("absence:tell.go"));
  await waitFor(() => expect(windows()).toBe(0));
  const told = { ...dayAtGate, why: "other", reason: "腹痛" };
  expect(edge.bodiesOf("absence.tell")).toEqual([{ ...told, returnBy: noon + 30 * minutes }]);
  const back = only(leave(lin, { phase: "back", said: false }));
  const again = await openedPart(panel());
  await again.user.click(button("absence:tell.open"));
  expect(buttons("absence:ask.within", { count: 30 })).toHaveLength(0);
  await again.user.type(field("absence:ask.reason"), "腹痛");
  await again.user.click(button("absence:tell.go"));
  await waitFor(() => expect(back.bodiesOf("absence.tell")).toEqual([told]));
});

test("an act on a leave that is refused says why, where the leave stands", async () => {
  const edge = only(leave(wu, { cover: turn(lin) })).refuses("absence.stand-down", "absence.still-needed");
  const { user } = await openedPart(panel());
  await user.click(button("absence:standDown"));
  await waitFor(() => expect(read()).toContain(said("absence:refusal.still-needed.what")));
  expect(edge.bodiesOf("absence.stand-down")).toEqual([named]);
});
