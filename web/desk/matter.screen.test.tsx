import { waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { attendanceView, type PostAttendance } from "#server/attendance/attendance-answer.ts";
import { type MattersAnswer, mattersView } from "#server/matter/matter-answer.ts";
import { attendanceAt, hours, leaderHere, lin, noon, onDuty, personHere, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { refusal } from "#test/desk-edge.ts";
import { MatterPanel } from "./matter/MatterPanel.tsx";
import { OpenMatterDialog } from "./matter/OpenMatterDialog.tsx";
import { ReleaseButton } from "./matter/ReleaseButton.tsx";
import {
  button,
  buttons,
  field,
  inFront,
  linesOf,
  openedPart,
  pressEscape,
  read,
  said,
  windows,
} from "./opened-part.tsx";

setUpDesks();

type Matter = MattersAnswer["matters"][number];
const uuid = (number: number) => `10000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const matter = (number: number, more: Partial<Matter> = {}): Matter => ({
  id: `gate/${uuid(number)}`,
  post: "gate",
  class: "ordinary",
  text: `事项${number}。`,
  kit: null,
  openedAt: noon - hours,
  openedBy: wu,
  dueAt: noon + number * hours,
  settledAt: null,
  holder: wu,
  passes: 2,
  released: false,
  page: null,
  line: null,
  notes: [],
  earlier: 0,
  mayRelease: false,
  maySettle: true,
  ...more,
});
const open = (...matters: Matter[]): MattersAnswer => ({ now: noon, matters, more: false, rule: {} });
const lines = () => linesOf(document.querySelector("#matters ul"));
const told = () => document.querySelector("#matters")?.textContent ?? "";

test("what stays open stands there, the soonest due first, with whose it is and how often it passed", async () => {
  const desk = deskHere().answers(mattersView, open(matter(3), matter(1), matter(2, { text: null, holder: lin })));
  await openedPart(<MatterPanel post="gate" />);
  expect(lines().map((each) => /事项\d/.exec(each)?.[0])).toEqual(["事项1", undefined, "事项3"]);
  expect(lines()[1]).toContain(said("log:erased"));
  expect(lines()[1]).toContain(said("matter:holder", { name: "林涛" }));
  expect(lines()[0]).toContain(said("matter:passes", { count: 2 }));
  expect(lines()[0]).toContain("13:00");
  expect(document.querySelector("#matters .count")?.textContent).toBe("3");
  const asked = desk.asked.filter(({ operation }) => operation === mattersView.id).map(({ query }) => query);
  expect(asked).toContainEqual({ site: "tower", post: "gate" });
  expect(told()).not.toContain(said("matter:nothing"));
});

test("a list that goes on in another answer stands there whole", async () => {
  const desk = deskHere().answers(mattersView, ({ query }) =>
    query?.after === matter(2).id ? open(matter(3)) : { ...open(matter(1), matter(2)), more: true },
  );
  await openedPart(<MatterPanel post="gate" />);
  expect(lines().map((each) => /事项\d/.exec(each)?.[0])).toEqual(["事项1", "事项2", "事项3"]);
  const ofOpen = desk.asked.filter(({ operation, query }) => operation === mattersView.id && !query?.settledBefore);
  expect(ofOpen).toHaveLength(2);
});

test("what was said of a matter stands under it: when, by whom, what it was; and what was erased as erased", async () => {
  const notes: Matter["notes"] = [
    { what: "progressed", text: "已报修", by: wu, at: noon - 3 * hours },
    { what: "released", text: null, by: lin, at: noon - hours },
  ];
  deskHere().answers(mattersView, open(matter(1, { notes })));
  await openedPart(<MatterPanel post="gate" />);
  const [first, second] = [...document.querySelectorAll("#matters li p.small.wrap")].map((each) => each.textContent);
  expect(first).toBe(`09:00 吴敏 ${said("matter:sentence.progressed")} 已报修`);
  expect(second).toBe(`11:00 林涛 ${said("matter:sentence.released")} ${said("log:erased")}`);
});

test("of a matter that was told of often it says that much was said before what stands there", async () => {
  const notes: Matter["notes"] = [{ what: "progressed", text: "还在修", by: wu, at: noon }];
  deskHere().answers(mattersView, open(matter(1, { notes, earlier: 12 }), matter(2, { notes })));
  await openedPart(<MatterPanel post="gate" />);
  expect(lines()[0]).toContain(`${said("matter:earlier", { count: 12 })}12:00`);
  expect(lines()[1]).not.toContain(said("matter:earlier", { count: 0 }));
});

test("its class is told, and of an important one that it was let pass", async () => {
  const classes = [
    matter(1, { class: "important", released: true }),
    matter(2, { class: "important" }),
    matter(3, { class: "continuing", released: true }),
    matter(4),
  ];
  deskHere().answers(mattersView, open(...classes));
  await openedPart(<MatterPanel post="gate" />);
  const told = ["released", "class.important", "class.continuing", "class.ordinary"].map((each) =>
    said(`matter:${each}`),
  );
  expect(lines().map((line) => told.find((each) => line.startsWith(each)))).toEqual(told);
});

test("where nothing is open it says so, and where nobody answers that, with another try", async () => {
  const desk = deskHere().answers(mattersView, open());
  await openedPart(<MatterPanel post="gate" />);
  expect(told()).toContain(said("matter:nothing"));
  desk.answers(mattersView, refusal("house.fault", { status: 500 }));
  const { user } = await openedPart(<MatterPanel post="gate" />);
  expect(told()).toContain(said("ui:broken.away"));
  expect(told()).not.toContain(said("matter:nothing"));
  desk.answers(mattersView, open(matter(1)));
  await user.click(button("ui:broken.retry"));
  await waitFor(() => expect(lines()).toHaveLength(1));
  expect(told()).not.toContain(said("ui:broken.away"));
});

test("of many twelve stand there, and fifty more at each press, told how many", async () => {
  deskHere().answers(mattersView, open(...Array.from({ length: 70 }, (_, number) => matter(number + 1))));
  const { user } = await openedPart(<MatterPanel post="gate" />);
  expect(lines()).toHaveLength(12);
  await user.click(button("ui:more", { count: 50 }));
  expect(lines()).toHaveLength(62);
  await user.click(button("ui:more", { count: 8 }));
  expect(lines()).toHaveLength(70);
  expect(read()).not.toContain("再显示");
});

test.each([
  ["settle", "matter.settle", { outcome: "已修好" }],
  ["progress", "matter.progress", { note: "已修好" }],
] as const)(
  "%s: the words are sent with the id of the matter, and the list is asked for again",
  async (way, act, said_) => {
    const desk = deskHere().answers(mattersView, open(matter(1), matter(2)));
    const { user } = await openedPart(<MatterPanel post="gate" />);
    const [, second] = buttons(`matter:${way}.open`);
    await user.click(second as HTMLElement);
    await user.type(field(`matter:${way}.text`), " 已修好 ");
    const before = desk.times(mattersView);
    await user.click(button(`matter:${way}.go`));
    await waitFor(() => expect(document.querySelector("dialog[open]")).toBeNull());
    expect(desk.sent).toEqual([{ act, as: lin, body: { post: "gate", matter: uuid(2), ...said_ } }]);
    expect(desk.times(mattersView)).toBeGreaterThan(before);
  },
);

test("who is not on duty is told so once, and opens, tells and settles nothing there; kit goes by whether it may be given up", async () => {
  const kit = { item: "radio", missing: 1, damaged: 0, since: "gate/2026-11-21/day" };
  const rule = { onDuty: { required: true, cites: ["ZB-08"] } };
  const seenBy = async (at: Partial<PostAttendance>, asked: object = rule) => {
    const desk = deskHere().answers(mattersView, { ...open(matter(1), matter(2, { kit, text: null })), rule: asked });
    desk.answers(attendanceView, { now: noon, posts: [attendanceAt("gate", at)] });
    const { user } = await openedPart(<MatterPanel post="gate" />);
    const presses = [button("matter:open.title"), ...buttons("matter:progress.open"), ...buttons("matter:settle.open")];
    const opens: boolean[] = [];
    for (const each of presses) {
      await user.click(each);
      opens.push(windows() > 0);
      if (windows() > 0) pressEscape();
    }
    const why = said("matter:refusal.not-on-duty.what");
    return { opens: opens.map(Number).join(""), told: told().split(why).length - 1 };
  };
  expect(await seenBy({ on: [onDuty(lin)] })).toEqual({ opens: "11111", told: 0 });
  expect(await seenBy({ on: [onDuty(wu)] })).toEqual({ opens: "00001", told: 1 });
  expect(await seenBy({}, {})).toEqual({ opens: "11111", told: 0 });
});

test("an important matter that waits for its release offers it to whom the server says that they may, whatever function they hold", async () => {
  const three = (mayRelease: boolean) =>
    open(matter(1, { class: "important", mayRelease }), matter(2), matter(3, { class: "important", released: true }));
  const offered = () => buttons("matter:release.open");
  deskHere([leaderHere(lin)]).answers(mattersView, three(false));
  await openedPart(<MatterPanel post="gate" />);
  expect(offered()).toHaveLength(0);
  const desk = deskHere([personHere(lin)]).answers(mattersView, three(true));
  const { user } = await openedPart(<MatterPanel post="gate" />);
  expect(offered()).toHaveLength(1);
  await user.click(button("matter:release.open"));
  await user.type(field("matter:release.text"), "明日来修");
  await user.click(button("matter:release.go"));
  await waitFor(() => expect(desk.bodiesOf("matter.release")).toHaveLength(1));
  expect(desk.bodiesOf("matter.release")[0]).toEqual({ post: "gate", matter: uuid(1), reason: "明日来修" });
});

test("the button beside a hand-over says who may let it pass, and opens for them alone", async () => {
  const desk = deskHere([personHere(lin)]);
  const guard = await openedPart(<ReleaseButton post="gate" id={`gate/${uuid(5)}`} mayRelease={false} />);
  await guard.user.click(button("matter:release.open"));
  expect(document.querySelector("dialog[open]")).toBeNull();
  expect(document.body.textContent).toContain(said("matter:release.functionFirst"));
  const led = deskHere([leaderHere(lin)]);
  const { user } = await openedPart(<ReleaseButton post="gate" id={`gate/${uuid(5)}`} mayRelease />);
  expect(document.body.textContent).not.toContain(said("matter:release.functionFirst"));
  await user.click(button("matter:release.open"));
  await user.type(field("matter:release.text"), "好");
  await user.click(button("matter:release.go"));
  await waitFor(() => expect(led.bodiesOf("matter.release")).toHaveLength(1));
  await waitFor(() => expect(document.querySelector("dialog[open]")).toBeNull());
  expect(desk.sent).toEqual([]);
});

test("a new matter is opened with its class, and by when: the hours that were chosen, from now", async () => {
  const desk = deskHere().answers(mattersView, open());
  const { user } = await openedPart(<MatterPanel post="gate" />);
  await user.click(button("matter:open.title"));
  expect(inFront().queryAllByText(new RegExp(`${said("matter:open.dueAt")} 11-22 12:00`))).toHaveLength(1);
  await user.click(button("matter:open.go"));
  expect(inFront().queryAllByText(said("matter:open.textFirst"))).toHaveLength(1);
  await user.type(field("matter:open.text"), "门锁坏了");
  await user.click(button("matter:class.important"));
  expect(inFront().queryAllByText(said("matter:classNote.important"))).toHaveLength(1);
  await user.click(button("matter:open.days", { count: 3 }));
  expect(inFront().queryAllByText(new RegExp(`${said("matter:open.dueAt")} 11-24 12:00`))).toHaveLength(1);
  await user.dblClick(button("matter:open.go"));
  await waitFor(() => expect(document.querySelector("dialog[open]")).toBeNull());
  expect(desk.bodiesOf("matter.open")).toEqual([
    { post: "gate", class: "important", text: "门锁坏了", dueAt: noon + 72 * hours },
  ]);
});

test("out of a line of the log the matter begins with its words, and says where it comes from", async () => {
  const desk = deskHere();
  const from = { page: "gate/2026-11-21/day", line: uuid(8), text: "漏水" };
  const { user } = await openedPart(<OpenMatterDialog post="gate" from={from} onClose={() => undefined} />);
  await user.click(button("matter:open.within", { count: 4 }));
  await user.click(button("matter:open.go"));
  await waitFor(() => expect(desk.sent).toHaveLength(1));
  const due = { dueAt: noon + 4 * hours, page: from.page, line: from.line };
  expect(desk.bodiesOf("matter.open")).toEqual([{ post: "gate", class: "ordinary", text: "漏水", ...due }]);
});

const settledAs = (number: number, settledAt: number, more: Partial<Matter> = {}): Matter =>
  matter(number, {
    settledAt,
    notes: [{ what: "settled", text: `结果${number}`, by: lin, at: settledAt }],
    ...more,
  });
const settledList = () => linesOf(document.querySelector(".matters-settled ul"));

/** Answers what is open and what was settled, the latter in these pages. */
function alsoSettled(...pages: readonly (readonly Matter[])[]) {
  return deskHere().answers(mattersView, ({ query }) => {
    if (query?.settledBefore === undefined) return open(matter(9));
    const next = pages.findIndex((each) => each.at(-1)?.id === query.after) + 1;
    return { ...open(...(pages[next] ?? [])), more: next + 1 < pages.length };
  });
}

test("what was settled today is counted, and opens with its class, words, result, who and when; what is older at a press", async () => {
  const kit = { item: "radio", missing: 1, damaged: 0, since: "gate/2026-11-21/day" };
  const desk = alsoSettled(
    [
      settledAs(1, noon - hours, { class: "important", released: true }),
      settledAs(2, noon - 2 * hours, { kit, text: null, notes: [] }),
      settledAs(3, noon - 30 * hours, { text: null, notes: [{ what: "settled", text: null, by: wu, at: 0 }] }),
    ],
    [settledAs(4, noon - 50 * hours)],
  );
  const { user } = await openedPart(<MatterPanel post="gate" />);
  expect(told()).not.toContain("结果1");
  await user.click(button("matter:settled.today", { count: 2 }));
  expect(settledList()).toHaveLength(2);
  expect(settledList()[0]).toContain(`${said("matter:class.important")}11:00`);
  for (const word of ["事项1。", "结果1", "林涛"]) expect(settledList()[0]).toContain(word);
  expect(settledList()[1]).toContain(said("matter:settled.byCount"));
  await user.click(button("matter:settled.older"));
  expect(settledList()).toHaveLength(3);
  expect(settledList()[2]).toContain(`${said("log:erased")}`);
  await user.click(button("matter:settled.older"));
  await waitFor(() => expect(settledList()).toHaveLength(4));
  expect(buttons("matter:settled.older")).toHaveLength(0);
  const asked = desk.asked.flatMap(({ query }) => (query?.settledBefore === undefined ? [] : [query]));
  expect(asked.map(({ after }) => after)).toEqual([undefined, matter(3).id]);
  expect(asked.every(({ settledBefore }) => Number(settledBefore) > noon)).toBe(true);
});

test("where nothing was settled today it opens what was before, and where nothing ever was there is nothing to open", async () => {
  alsoSettled([settledAs(1, noon - 30 * hours)]);
  const { user } = await openedPart(<MatterPanel post="gate" />);
  await user.click(button("matter:settled.today", { count: 0 }));
  expect(settledList()).toHaveLength(1);
  expect(buttons("matter:settled.older")).toHaveLength(0);
  alsoSettled([]);
  await openedPart(<MatterPanel post="gate" />);
  expect(document.querySelector(".matters-settled")).toBeNull();
});
