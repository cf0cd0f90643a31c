import { expect, test } from "vitest";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import { lin, personHere, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { facts, once, opened, prepared, rule, shift, signed } from "#test/handover-story.ts";
import { AmendDialog } from "./handover/AmendDialog.tsx";
import { HandoverContext, handoverDesk } from "./handover/handover-desk.ts";
import { button, field, openedPart } from "./opened-part.tsx";

setUpDesks();

/* What has changed since the form was written is said before it is brought up to date, and asked is only what only a person can say. */

const id = (name: string) => `lobby/00000000-0000-4000-8000-000000000${name}`;
const [old, fresh, grave, gone] = [id("aaa"), id("bbb"), id("ccc"), id("ddd")] as const;
const matter = (name: string, sort = "ordinary", notes = 0) =>
  ({ id: name, class: sort, released: true, notes }) as unknown as (typeof facts)["matters"][number];
const called = { [old]: "漏水", [fresh]: "灯坏", [grave]: "火警", [gone]: "失物" };
const shown = Object.entries(called).map(([name, text]) => ({ id: name, text, kit: null }));

type Form = Parameters<typeof prepared>[0];

async function amending(more: Partial<typeof facts>, form: Form = {}, ...after: (typeof opened)[]) {
  const view = { state: once(opened, prepared(form), ...after), facts: { ...facts, ...more }, rule, texts: {} };
  const desk = handoverDesk({ ...view, matters: shown } as unknown as HandoverAnswer, shift, lin as never);
  const edge = deskHere([personHere(lin), personHere(wu)]);
  const { user } = await openedPart(
    <HandoverContext.Provider value={desk}>
      <AmendDialog onClose={() => undefined} />
    </HandoverContext.Provider>,
    { at: `/handover/lobby/${shift.date}/day` },
  );
  const words = () => document.querySelector("dialog[open]")?.textContent ?? "";
  return { edge, user, words };
}

test("says what is new, what moved on and what is settled, and asks why only of what needs it", async () => {
  const matters = [matter(old, "ordinary", 2), matter(fresh), matter(grave, "important")];
  const listed = [matter(old, "ordinary", 1), matter(gone)];
  const { edge, user, words } = await amending({ matters }, { matters: listed });
  for (const each of ["新登记：灯坏", "新登记：火警", "已办结：失物", "又有新进展，接班人重新接收：漏水"])
    expect(words()).toContain(each);
  for (const each of ["新登记：漏水", "已办结：漏水", "没办完的原因：火警", "没办完的原因：漏水", "更正过"])
    expect(words()).not.toContain(each);
  await user.type(field("没办完的原因：灯坏"), "等电工");
  await user.click(button("补齐"));
  expect(edge.bodiesOf("handover.amend")).toEqual([
    { ...shift, relief: wu, reasons: [{ matter: fresh, reason: "等电工" }] },
  ]);
});

test("a reason that was not given is not sent, and nobody is named where nobody can come", async () => {
  const { edge, user, words } = await amending({ matters: [matter(fresh)], successors: [] }, { relief: undefined });
  expect(words()).not.toContain("接班人");
  await user.click(button("补齐"));
  expect(edge.bodiesOf("handover.amend")).toEqual([{ ...shift, reasons: [] }]);
});

test("says that signatures become void, that lines were corrected, and whose words they are that one answers for from then on", async () => {
  const corrected = { version: 9, hash: "p9" };
  const { words } = await amending({ corrected }, {}, signed("incoming"));
  expect(words()).toContain("已有 1 个签名");
  expect(words()).toContain("本班记录更正过");
  expect(words()).not.toContain("交接单是");
  const ofAnother = await amending({ outgoing: wu }, {});
  expect(ofAnother.words()).toContain("已有 0 个签名");
  expect(ofAnother.words()).toContain("交接单是林涛写的");
  expect(ofAnother.words()).not.toContain("更正过");
});
