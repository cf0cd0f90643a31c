import { createElement } from "react";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Head } from "#duty/grammar/entry.ts";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import { facts, at as moment, once, ready, rule, shift, wu } from "#test/handover-story.ts";
import type { LookedAt } from "./drawn-part.ts";
import { HandoverContext, handoverDesk } from "./handover/handover-desk.ts";
import { handedTo, redrawnPart } from "./redrawn-part.ts";

/* What somebody signs or publishes is what stood before them when they began; what came in meanwhile is for the server to refuse. */

const opened: Head = { version: 3, hash: "h3" };
const moved: Head = { version: 4, hash: "h4" };
const people = [{ person: wu, name: "Wu", locked: false }];
const looked = {
  acting: { person: wu },
  plan: { people, posts: [] } as unknown as NonNullable<LookedAt["plan"]>,
  answers: [[["session"], { people, sites: [] }]] as const,
};
let sent: { act: string; seen?: Head; body: unknown }[];

const load = async () => ({
  ...(await import("./told-nouns.ts")),
  ...(await import("./act/SignatureDialog.tsx")),
  ...(await import("./handover/SignDialog.tsx")),
  ...(await import("./roster/PublishPanel.tsx")),
  ...(await import("./log/CountersignDialog.tsx")),
});
let parts: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  vi.useFakeTimers({ now: moment("15:58"), toFake: ["Date"] });
  vi.stubGlobal("window", Object.assign(new EventTarget(), { matchMedia: () => ({ matches: false }) }));
  // The window over the screen has its place in the page; nothing is drawn into it here.
  vi.stubGlobal("document", { body: { nodeType: 1 } });
  const kept = new Map<string, string>();
  const store = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
    removeItem: (name: string) => kept.delete(name),
  };
  vi.stubGlobal("sessionStorage", store);
  vi.stubGlobal("localStorage", store);
  vi.stubGlobal("fetch", async (url: string, asked: { body: string }) => {
    const { id, ...told } = JSON.parse(asked.body);
    sent.push({ act: url.split("/").at(-1) ?? "", ...told });
    return Response.json({ id, receipt: { stream: {}, ...moved } });
  });
  parts = await load();
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

beforeEach(() => {
  sent = [];
});

/** Signs in a dialog that stands while the hand-over moves on. */
async function signWhile(comesIn: Head): Promise<void> {
  const view = { state: once(...ready), facts, rule, texts: {}, matters: [], head: opened };
  const desk = handoverDesk(view as unknown as HandoverAnswer, shift, wu as never);
  await new Promise<void>((onClose) => {
    const dialog = redrawnPart(
      parts.SignDialog,
      { side: "incoming", person: wu, onClose },
      {
        ...looked,
        through: [parts.SignatureDialog as never],
        around: (inside) => createElement(HandoverContext.Provider, { value: desk }, inside),
        comesIn: () => Object.assign(view, { head: comesIn }),
      },
    );
    handedTo(dialog, "onWhole")("123456");
  });
}

test("a signature is for the hand-over that stood there when its dialog opened, though it moves while the PIN is typed", async () => {
  await signWhile(moved);
  await signWhile(opened);
  expect(sent.map(({ act, seen }) => ({ act, seen }))).toEqual([
    { act: "handover.sign", seen: opened },
    { act: "handover.sign", seen: opened },
  ]);
});

test("whoever countersigns signs the page that stood there when they began, though a line is corrected meanwhile", async () => {
  let stands = opened;
  await new Promise<void>((onClose) => {
    const dialog = redrawnPart(
      parts.CountersignDialog,
      {
        at: shift,
        onClose,
        get seen() {
          return stands;
        },
      },
      {
        ...looked,
        through: [parts.SignatureDialog as never],
        comesIn: () => {
          stands = moved;
        },
      },
    );
    handedTo(
      dialog.filter(({ props }) => "onWhole" in props),
      "onWhole",
    )("123456");
  });
  expect(sent).toMatchObject([{ act: "log.countersign", seen: opened, body: shift }]);
});

const cover = { date: "2026-11-22", shift: "day", cover: "wu", insteadOf: ["lin"] };
const held = (person: string) => ({ date: "2026-11-22" as never, shift: "day", person, leading: true });
const month = (phase: string) =>
  ({
    now: moment("15:58"),
    facts: {},
    shifts: [],
    head: moved,
    state: { phase, assignments: [held("lin")], covers: [cover] },
  }) as never;

async function publish(phase: string): Promise<void> {
  const draft = { seen: opened, assignments: [held("sun")], agreed: [] };
  await new Promise<void>((onDone) => {
    const panel = redrawnPart(
      parts.PublishPanel,
      { at: { post: "lobby", month: "2026-11" }, month: month(phase), draft, onChange: vi.fn(), onDone },
      looked,
    );
    handedTo(panel, "onAct")();
  });
}

test("a plan is published over the month that its author saw, not over one that came in meanwhile; a first plan over none", async () => {
  await publish("published");
  await publish("unknown");
  expect(sent.map(({ act, seen }) => ({ act, seen }))).toEqual([
    { act: "roster.publish", seen: opened },
    { act: "roster.publish", seen: undefined },
  ]);
  const undoes = [{ date: cover.date, shift: cover.shift, cover: cover.cover }];
  expect(sent[0]?.body).toEqual({ post: "lobby", month: "2026-11", assignments: [held("sun")], undoes });
});
