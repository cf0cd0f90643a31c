import { waitFor } from "@testing-library/react";
import type { FunctionComponent } from "react";
import { expect, test, vi } from "vitest";
import { personHere } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import {
  booksTaken,
  counted,
  endsAt,
  facts,
  lin,
  at as moment,
  opened,
  over,
  prepared,
  ready,
  rule,
  type StoryEntry,
  shift,
  signed,
  toldAs,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { HandoverHead } from "./handover/HandoverHead.tsx";
import { HindrancesPanel } from "./handover/HindrancesPanel.tsx";
import { HandoverContext, handoverDesk } from "./handover/handover-desk.ts";
import { KitPanel } from "./handover/KitPanel.tsx";
import { OutgoingPanel } from "./handover/OutgoingPanel.tsx";
import { ProblemsPanel } from "./handover/ProblemsPanel.tsx";
import { RecordsPanel } from "./handover/RecordsPanel.tsx";
import { SignaturesPanel } from "./handover/SignaturesPanel.tsx";
import { button, buttons, field, openedAgain, openedPart, read, said } from "./opened-part.tsx";

setUpDesks();

/* A hand-over in the hands of those who go through it: what they press, type and read, and what goes out. */

interface Around {
  readonly rule?: object;
  readonly facts?: Partial<typeof facts>;
  readonly time?: string;
}
const address = { at: `/handover/lobby/${shift.date}/day` };

/** A part of the screen at the desk of whoever looks. */
function partFor(Part: FunctionComponent, acting: string, story: readonly StoryEntry[], around: Around = {}) {
  vi.setSystemTime(moment(around.time ?? "15:58"));
  const told = toldAs(around, [...story]);
  const view = { ...told, texts: {}, matters: [], faultsToAnswer: [], head: { version: 3, hash: "h" } };
  const value = handoverDesk(view as never, shift, acting as never);
  const edge = deskHere([personHere(acting)], { now: Date.now() });
  const part = (
    <HandoverContext.Provider value={value}>
      <Part />
    </HandoverContext.Provider>
  );
  return { edge, part };
}

async function seen(...asked: Parameters<typeof partFor>) {
  const { edge, part } = partFor(...asked);
  return { edge, part, ...(await openedPart(part, address)) };
}

const closedAlone = (takeUpBy: string): StoryEntry[] => [
  ...[opened, prepared(), signed("outgoing")],
  [
    {
      type: "handover.completed",
      body: { outgoing: lin, matters: [], lateMinutes: 0, takeUpBy: moment(takeUpBy) },
    },
    { at: moment("15:59"), actor: { person: lin } },
  ],
];
const notAsked = { recordsRead: undefined, books: undefined, count: undefined };

test("whether the relief has come is told until the post has passed, and not of a hand-over that is over", async () => {
  const parties = async (...asked: [string, readonly StoryEntry[], Around?]) => {
    await seen(HandoverHead, ...asked);
    const words = document.querySelector(".parties")?.textContent ?? "";
    return [said("handover:party.here"), said("handover:party.notYet")].map((each) => words.includes(each));
  };
  const away = { facts: { successors: [{ person: wu, page: "p", onDuty: false }] } };
  expect(await parties(lin, ready)).toEqual([true, false]);
  expect(await parties(lin, ready, away)).toEqual([false, true]);
  expect(await parties(lin, over)).toEqual([false, false]);
  expect(await parties(lin, over, away)).toEqual([false, false]);
});

test("the property is told as counted once every item of it is", async () => {
  const radio = { item: "radio", expected: 2 };
  const counts = async (kit: (typeof radio)[]) => {
    await seen(KitPanel, lin, [opened, prepared({ kit }), counted]);
    return document.querySelector("#kit header")?.textContent?.includes(said("handover:kit.counted"));
  };
  expect(await counts([radio])).toBe(true);
  expect(await counts([radio, { item: "torch", expected: 1 }])).toBe(false);
});

test("the count is what comes next only while something hinders the signature", async () => {
  const solid = async (around: Around) => {
    await seen(KitPanel, wu, [opened, prepared()], around);
    return button("handover:kit.go").classList.contains("ant-btn-primary");
  };
  expect(await solid({})).toBe(true);
  expect(await solid({ rule: notAsked })).toBe(false);
});

test("of an item of which nothing was found nothing can be damaged", async () => {
  const { user } = await seen(KitPanel, wu, [opened, prepared()]);
  const none = () => button(`对讲机 ${said("handover:kit.noneDamaged")}`) as HTMLButtonElement;
  expect(none().disabled).toBe(false);
  const less = () => button("ui:stepper.less", { label: `对讲机 ${said("handover:kit.found")}` });
  await user.click(less());
  expect(none().disabled).toBe(false);
  await user.click(less());
  expect(none().disabled).toBe(true);
});

test("one press says that one is missing of those that should be there, or that all are", async () => {
  const found = () => (field(`对讲机 ${said("handover:kit.found")}`) as HTMLInputElement).value;
  for (const [step, count] of [
    ["less", "1"],
    ["more", "2"],
  ]) {
    sessionStorage.clear();
    const { user } = await seen(KitPanel, wu, [opened, prepared()]);
    expect(found()).toBe("");
    await user.click(button(`ui:stepper.${step}`, { label: `对讲机 ${said("handover:kit.found")}` }));
    expect(found()).toBe(count);
  }
});

test("of the books only those go out as taken that were not taken yet", async () => {
  const story = [opened, prepared({ books: ["visitors", "keys"] }), booksTaken];
  const { user, edge } = await seen(RecordsPanel, wu, story);
  await user.click(button("handover:books.go", { count: 1 }));
  await waitFor(() => expect(edge.bodiesOf("handover.take-books")).toEqual([{ ...shift, books: ["keys"] }]));
});

test("each side reads what hinders its own signature: a relief that came late has to say why, and nobody else", async () => {
  const late = { time: "16:30", facts: { reliefSince: moment("16:25"), reliefDueAt: endsAt } };
  const why = said("handover:refusal.late-reason-missing.what");
  const hinders = async (acting: string) => {
    await seen(HindrancesPanel, acting, ready, late);
    return read().includes(why);
  };
  expect([await hinders(lin), await hinders(wu)]).toEqual([false, true]);
});

test("only the outgoing side brings the form up to date; the relief may have it opened again", async () => {
  const outdated = { facts: { corrected: { version: 9, hash: "p9" } } };
  const offered = async (acting: string) => {
    await seen(OutgoingPanel, acting, ready, outdated);
    return [buttons("handover:amend.open").length, buttons("handover:reopen.open").length];
  };
  expect([await offered(lin), await offered(wu)]).toEqual([
    [1, 1],
    [0, 1],
  ]);
});

test("whoever stands there for the next shift and is not the relief is told so; who has nothing to do with it is not", async () => {
  const told = async (acting: string, around: Around = {}) => {
    await seen(SignaturesPanel, acting, ready, around);
    return document.querySelectorAll(".refusal").length;
  };
  const both = { facts: { successors: [...facts.successors, { person: zhao, page: "p", onDuty: true }] } };
  expect([await told(zhao, both), await told(zhao), await told(wu)]).toEqual([1, 0, 0]);
});

test("whoever takes up in time what was closed before a rest is asked for no reason why it is late", async () => {
  const rested = { time: "16:30", facts: { following: undefined, outgoing: undefined } };
  const asks = async (story: readonly StoryEntry[], around: Around) => {
    await seen(SignaturesPanel, wu, story, around);
    return document.querySelectorAll("#late").length;
  };
  expect(await asks(closedAlone("23:00"), rested)).toBe(0);
  expect(await asks(ready, { time: "16:30" })).toBe(1);
});

test("whoever was there when it was due and takes it up late is asked why", async () => {
  const asksOf = async (since: string) => {
    const successors = [{ person: wu, page: "p", onDuty: true, since: moment(since) }];
    await seen(SignaturesPanel, wu, closedAlone("16:00"), {
      time: "16:30",
      facts: { outgoing: undefined, successors },
    });
    return document.querySelectorAll("#late").length;
  };
  expect(await asksOf("15:50")).toBe(1);
  expect(await asksOf("16:20")).toBe(0);
});

test("what was written of a late relief is no part of what whoever takes up signs", async () => {
  const late = partFor(SignaturesPanel, wu, ready, { time: "16:30" }).part;
  const rested = { time: "16:30", rule: notAsked, facts: { following: undefined, outgoing: undefined } };
  const { part, edge } = partFor(SignaturesPanel, wu, closedAlone("23:00"), rested);
  const before = await openedPart(late, address);
  await before.user.type(field("handover:late.label"), "堵车");
  const { user } = await openedAgain(part, address);
  await user.click(button("handover:sign.go", { name: "吴敏" }));
  await user.type(field("account:pin.of", { name: "吴敏" }), "314159");
  await waitFor(() => expect(edge.bodiesOf("handover.sign")).toEqual([{ ...shift, forms: ["work", "property"] }]));
});

test("a problem that was begun stands open again after a reload, and is gone once it was sent", async () => {
  const { user, part, edge } = await seen(ProblemsPanel, wu, ready);
  await user.click(button("handover:problems.text"));
  await user.type(field("handover:problems.text"), "门禁卡少一张");
  await openedAgain(part, address);
  expect((field("handover:problems.text") as HTMLTextAreaElement).value).toBe("门禁卡少一张");
  await user.click(button("handover:problems.raise"));
  await waitFor(() => expect(buttons("handover:problems.text")).toHaveLength(1));
  expect(edge.bodiesOf("handover.raise-problem")).toEqual([{ ...shift, text: "门禁卡少一张" }]);
});

test("the only one who can take over is chosen already; of several nobody is, and whoever is tapped is named", async () => {
  const here = { person: wu, page: "evening", onDuty: true };
  const other = { person: zhao, page: "evening", onDuty: false };
  const reliefOf = async (successors: readonly object[], more: { rule?: object; tapped?: number } = {}) => {
    sessionStorage.clear();
    const around = { facts: { successors: successors as never }, ...(more.rule ? { rule: more.rule } : {}) };
    const { user, edge } = await seen(OutgoingPanel, lin, [opened], around);
    const choices = () => [...document.querySelectorAll<HTMLElement>("#prepare .choice")];
    if (more.tapped !== undefined) await user.click(choices()[more.tapped] as HTMLElement);
    const pressed = choices().map((each) => each.getAttribute("aria-pressed"));
    await user.click(button("handover:prepare.go"));
    await waitFor(() => expect(edge.bodiesOf("handover.prepare")).toHaveLength(1));
    return [pressed, (edge.bodiesOf("handover.prepare")[0] as { relief?: string }).relief];
  };
  expect(await reliefOf([here])).toEqual([["true"], wu]);
  expect(await reliefOf([here, other])).toEqual([["false", "false"], undefined]);
  expect(await reliefOf([here, other], { tapped: 1 })).toEqual([["false", "true"], zhao]);
  // Whoever follows themselves, and a post whose texts ask for no name, decide it by a tap.
  expect(await reliefOf([{ ...here, person: lin }])).toEqual([["false"], undefined]);
  expect(await reliefOf([here], { rule: { ...rule, relief: undefined } })).toEqual([["false"], undefined]);
});

test("a refusal speaks of what was sent: it goes as soon as something else is written", async () => {
  const { user, edge } = await seen(OutgoingPanel, lin, [opened], { rule: { ...rule, sections: undefined } });
  edge.refuses("handover.prepare", "handover.summary-missing", { field: "summary" });
  await user.click(button("handover:prepare.go"));
  await waitFor(() => expect(document.querySelectorAll(".refusal")).toHaveLength(1));
  expect(field("handover:prepare.summary").getAttribute("aria-invalid")).toBe("true");
  await user.type(field("handover:prepare.summary"), "正");
  expect(document.querySelectorAll(".refusal")).toHaveLength(0);
  expect(field("handover:prepare.summary").getAttribute("aria-invalid")).toBeNull();
});
