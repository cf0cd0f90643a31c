import { waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { deskUnlock, sessionView } from "#server/account/account-answer.ts";
import { dayAtGate, lin, noon, personHere, sessionWith, someHash, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { awaited, noSignal, refusal } from "#test/desk-edge.ts";
import { ActDialog } from "./act/ActDialog.tsx";
import { SignatureDialog } from "./act/SignatureDialog.tsx";
import { button, buttons, field, inFront, openedAgain, openedPart, pressEscape, said } from "./opened-part.tsx";

setUpDesks();

const line = "10000000-0000-4000-8000-000000000001";
const asked = (onClose: () => void = () => undefined) => (
  <ActDialog
    title="更正"
    go="记入"
    draft={["correct", line]}
    lead={<blockquote>原文</blockquote>}
    fields={{
      sort: {
        kind: "choice",
        label: "类别",
        headed: true,
        options: [
          { key: "one", name: "甲" },
          { key: "two", name: "乙" },
        ],
        note: (chosen) => `选了${chosen}`,
        required: "请选类别",
      },
      nobody: { kind: "choice", label: "无可选", options: [] },
      who: {
        kind: "several",
        label: "谁",
        options: [
          { key: lin, name: "林" },
          { key: wu, name: "吴" },
        ],
      },
      ago: { kind: "ago", label: "几分钟前", mostMinutes: 3, note: (minutes) => `${minutes}分钟前` },
      words: { kind: "text", label: "写什么", note: "写清楚", required: "请写", isAsked: ({ sort }) => sort !== "two" },
    }}
    onSend={(send, { sort, who, ago, words }) =>
      send("log.correct-line", { ...dayAtGate, line, text: [sort, ...who, ago, words].join("|") })
    }
    onClose={onClose}
  />
);
const words = () => field("写什么");
const texts = (desk: ReturnType<typeof deskHere>) => desk.bodiesOf("log.correct-line").map(({ text }) => text);
const inWindow = () => document.querySelector("dialog[open]")?.textContent ?? "";

test("what is asked stands there with what it means, and what is missing is said under the button, which then sends nothing", async () => {
  const desk = deskHere();
  const { user } = await openedPart(asked());
  for (const each of ["更正", "原文", "类别", "写清楚", "0分钟前", "谁"]) expect(inWindow()).toContain(each);
  expect(inWindow()).not.toContain("无可选");
  await user.click(button("记入"));
  expect(inWindow()).toContain("请选类别");
  expect(inWindow()).toContain("请写");
  await user.click(button("甲"));
  expect(inWindow()).toContain("选了one");
  expect(button("甲").getAttribute("aria-pressed")).toBe("true");
  expect(button("乙").getAttribute("aria-pressed")).toBe("false");
  expect(inWindow()).not.toContain("请选类别");
  await user.type(words(), "   ");
  await user.click(button("记入"));
  expect(desk.sent).toEqual([]);
});

test("everything that was filled in is sent once, however often one taps, and the draft is gone with the receipt", async () => {
  const desk = deskHere();
  const later = awaited<undefined>();
  desk.decides("log.correct-line", () => later.outcome);
  const onClose = vi.fn();
  const { user } = await openedPart(asked(onClose));
  await user.click(button("甲"));
  await user.click(inFront().getByRole("checkbox", { name: "吴" }));
  await user.dblClick(button("ui:stepper.more", { label: "几分钟前" }));
  expect(inWindow()).toContain("2分钟前");
  await user.type(words(), " 三人 ");
  await user.dblClick(button("记入"));
  expect(onClose).not.toHaveBeenCalled();
  expect(texts(desk)).toEqual([`one|${wu}|2|三人`]);
  later.come(undefined);
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  expect(desk.times(sessionView)).toBeGreaterThan(1);
  await openedAgain(asked());
  expect((words() as HTMLTextAreaElement).value).toBe("");
  expect(texts(desk)).toHaveLength(1);
});

test("a refusal is told in words and with its rules, marks its field, and keeps what was written", async () => {
  const desk = deskHere().refuses("log.correct-line", "log.not-your-line", { rules: ["ZB-01"], field: "words" });
  const onClose = vi.fn();
  const { user } = await openedPart(asked(onClose));
  await user.click(button("甲"));
  await user.type(words(), "三人");
  await user.click(button("记入"));
  await waitFor(() => expect(inWindow()).toContain(said("log:refusal.not-your-line.what")));
  expect(inWindow()).toContain(said("log:refusal.not-your-line.todo"));
  expect(buttons("ZB-01")).toHaveLength(1);
  expect((words() as HTMLTextAreaElement).value).toBe("三人");
  expect(words().getAttribute("aria-invalid")).toBe("true");
  expect(onClose).not.toHaveBeenCalled();
  desk.decides("log.correct-line", () => undefined);
  await user.click(button("记入"));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(inWindow()).not.toContain(said("log:refusal.not-your-line.what"));
});

test("closed by Escape, the button or a press beside it, it sends nothing and finds the draft again after a reload", async () => {
  const desk = deskHere();
  const onClose = vi.fn();
  const { user } = await openedPart(asked(onClose));
  await user.type(words(), "写到一半");
  pressEscape();
  await user.click(button("ui:close"));
  await user.click(document.querySelector("dialog[open]") as HTMLElement);
  expect(onClose).toHaveBeenCalledTimes(3);
  await user.click(words());
  expect(onClose).toHaveBeenCalledTimes(3);
  await openedAgain(asked());
  expect((words() as HTMLTextAreaElement).value).toBe("写到一半");
  expect(desk.sent).toEqual([]);
});

test("what is not asked any more is not missing", async () => {
  const desk = deskHere();
  const { user } = await openedPart(asked());
  await user.click(button("乙"));
  expect(inFront().queryByLabelText("写什么")).toBeNull();
  await user.click(button("记入"));
  await waitFor(() => expect(texts(desk)).toEqual(["two|0|"]));
});

const signs = (onSigned = vi.fn(), seen = { version: 3, hash: someHash }) => (
  <SignatureDialog
    act="handover.sign"
    title="签字"
    signer={{ person: wu, name: "吴敏" }}
    body={() => ({ ...dayAtGate, forms: ["work"] })}
    seen={seen}
    onSigned={onSigned}
    onClose={() => undefined}
  >
    {(marked) => <p>标出{marked ?? "无"}</p>}
  </SignatureDialog>
);
const pin = () => field("account:pin.of", { name: "吴敏" });

test("a signature goes in the name of its signer, with the PIN and what stood there when it was opened, once", async () => {
  const desk = deskHere([personHere(lin, { locked: true }), personHere(wu)]); // another's lock is none of theirs
  const onSigned = vi.fn();
  const { user } = await openedPart(signs(onSigned));
  expect(document.activeElement).toBe(pin());
  await user.type(pin(), "135790");
  await waitFor(() => expect(onSigned).toHaveBeenCalledTimes(1));
  const seen = { version: 3, hash: someHash };
  expect(desk.sent).toEqual([
    { act: "handover.sign", as: wu, pin: "135790", seen, body: { ...dayAtGate, forms: ["work"] } },
  ]);
  expect((pin() as HTMLInputElement).value).toBe("");
});

test("a wrong PIN is told, with the field marked, and nothing counts as signed", async () => {
  const more = { status: 403, field: "pin", detail: { triesLeft: 4 } };
  const desk = deskHere([personHere(wu)]).refuses("handover.sign", "account.pin-wrong", more);
  const onSigned = vi.fn();
  const { user } = await openedPart(signs(onSigned));
  await user.type(pin(), "135790");
  await waitFor(() => expect(inWindow()).toContain(said("account:refusal.pin-wrong.what", { triesLeft: "4" })));
  expect(pin().getAttribute("aria-invalid")).toBe("true");
  expect(inWindow()).toContain("标出pin");
  expect(onSigned).not.toHaveBeenCalled();
  desk.decides("handover.sign", () => noSignal);
  await user.type(pin(), "135790");
  await waitFor(() => expect(inWindow()).toContain(said("door:refusal.request.unreachable.what")));
  desk.decides("handover.sign", () => undefined);
  await user.type(pin(), "135790");
  await waitFor(() => expect(onSigned).toHaveBeenCalledTimes(1));
});

test("who is locked first opens their own lock with the same PIN; where it is wrong nothing is signed", async () => {
  const people = [personHere(lin), personHere(wu, { locked: true })];
  const desk = deskHere(people).answers(deskUnlock, refusal("account.pin-wrong", { status: 403, field: "pin" }));
  const onSigned = vi.fn();
  const { user } = await openedPart(signs(onSigned));
  await user.type(pin(), "111222");
  await waitFor(() => expect(inWindow()).toContain(said("account:refusal.pin-wrong.todo")));
  expect(desk.sent).toEqual([]);
  desk.answers(deskUnlock, () => sessionWith([personHere(lin), personHere(wu)], { now: noon }));
  await user.type(pin(), "135790");
  await waitFor(() => expect(onSigned).toHaveBeenCalledTimes(1));
  expect(desk.asked.filter(({ operation }) => operation === deskUnlock.id).map(({ body }) => body)).toEqual([
    { person: wu, pin: "111222" },
    { person: wu, pin: "135790" },
  ]);
  expect(desk.sent.map(({ as }) => as)).toEqual([wu]);
  expect(sessionStorage.getItem("zhiban.acting")).toBe(wu);
});
