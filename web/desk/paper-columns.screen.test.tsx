import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { Instant } from "#duty/grammar/time.ts";
import { dayAtGate, hours, lin, noon, someHash, sun, wu, zhao } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { closedPage, logLine } from "#test/desk-page.ts";
import { at, opened as begun, once, prepared, text } from "#test/handover-story.ts";
import { openedPart, read, said } from "./opened-part.tsx";
import { HandoverPaper } from "./paper/HandoverPaper.tsx";
import { LogPaper } from "./paper/LogPaper.tsx";
import { PropertyPaper } from "./paper/PropertyPaper.tsx";
import type { HandoverDocument } from "./paper/shown-documents.ts";

/*
 * Each paper, cell by cell, under the head of its column: no two numbers, people, times or words of the sample are alike, so that none can
 * stand in the place of another.
 */

setUpDesks();

const texts = (parts: ParentNode, selector: string) =>
  [...parts.querySelectorAll(selector)].map((each) => each.textContent ?? "");

/** The rows of the ruled table, each cell by what stands above it. */
function byColumn(): readonly Record<string, string>[] {
  const heads = texts(document, "thead th");
  return [...document.querySelectorAll("tbody tr")].map((row) =>
    Object.fromEntries(texts(row, "td").map((cell, index) => [heads[index] ?? `column ${index}`, cell])),
  );
}

/** What stands in the head of a sheet, by its label. */
function headOf(): Record<string, string> {
  const values = texts(document, "dd");
  return Object.fromEntries(texts(document, "dt").map((label, index) => [label, values[index] ?? ""]));
}

/** Who signed, and when, by what stands over it. */
function signedBy(): Record<string, readonly string[]> {
  return Object.fromEntries(
    [...document.querySelectorAll(".signature")].map((each) => {
      const [label = "", ...told] = texts(each, "span");
      return [label, told];
    }),
  );
}

const place = { at: dayAtGate, sheet: 2, sheets: 7, leading: sun };
const head = (starts: string, ends: string) => ({
  [said("log:page.post")]: "大门岗",
  [said("log:page.shift")]: "2026-11-21 早班",
  [said("log:page.hours")]: `${starts}–${ends}`,
  [said("log:page.leading")]: "孙梅",
});

/** What stands above and below every sheet. */
function expectEdges(title: string, starts: string, ends: string): void {
  expect(headOf()).toEqual(head(starts, ends));
  expect(texts(document, "h1, .project")).toEqual(["示范大厦", title]);
  expect(texts(document, ".paper-number")).toEqual([`${said("log:page.number")} gate-2026-11-21-day`]);
  expect(texts(document, "footer span").slice(0, 3)).toEqual([
    `${said("log:page.checkCode")} 0F0F-0F0F-0F0F-0F0F`,
    expect.stringMatching(new RegExp(`^${said("log:page.printedAt")} 2026-11-21 12:0\\d$`)),
    said("log:page.sheet", { page: 2, pages: 7 }),
  ]);
}

const sealed = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, `〈${id}〉`]));

/** A hand-over of three things and two books, with something different wrong with each of them. */
function handedOver(): HandoverDocument {
  const kit = [
    { item: "radio", expected: 12 },
    { item: "torch", expected: 34 },
    { item: "cones", expected: 56 },
  ];
  const matters = [
    { id: "gate/m1", class: "ordinary", reason: text("why-m1") },
    { id: "gate/m2", class: "important" },
  ] as never;
  const state = once(
    begun,
    prepared({ kit, books: ["visitors", "vehicles"], summary: text("summary"), done: text("done"), matters }),
  );
  const counts = [
    { item: "torch", found: 21, damaged: 9, missing: 4, explanation: text("why-torch"), by: wu },
    { item: "radio", found: 8, damaged: 3, missing: 1, explanation: text("why-radio"), by: wu },
  ];
  const problems = [
    { key: "a", text: text("problem-a") },
    { key: "kit-radio", item: "radio" },
    { key: "kit-torch", item: "torch" },
  ];
  const signatures = [
    { side: "incoming", person: wu, at: at("15:57"), forms: ["work"], lateReason: text("late-in") },
    { side: "outgoing", person: lin, at: at("15:51"), forms: ["work"], lateReason: text("late-out") },
    { side: "outgoing", person: zhao, at: at("15:52"), forms: ["property"] },
    { side: "incoming", person: sun, at: at("15:58"), forms: ["property"] },
  ];
  const faults = [{ text: text("fault-one") }, { text: text("fault-two") }];
  const booksTaken = [{ book: "vehicles", by: wu }];
  return {
    state: { ...state, counts, problems, signatures, faults, booksTaken } as never,
    facts: {} as never,
    head: { version: 1, hash: someHash },
    texts: sealed(
      ...["summary", "done", "why-m1", "why-torch", "why-radio", "problem-a", "late-in", "late-out"],
      ...["fault-one", "fault-two"],
    ),
    matters: [
      {
        id: "gate/m2",
        class: "important",
        text: "电梯",
        kit: null,
        dueAt: noon,
        holder: null,
        released: false,
        mayRelease: false,
      },
      {
        id: "gate/m1",
        class: "ordinary",
        text: "门锁",
        kit: null,
        dueAt: noon,
        holder: null,
        released: false,
        mayRelease: false,
      },
    ],
  };
}

const column = (name: "expected" | "found" | "damaged" | "missing" | "explanation" | "item") =>
  said(`handover:kit.${name}`);
const item = (index: string, name: string, ...numbers: readonly string[]) => ({
  [said("handover:paper.index")]: index,
  [column("item")]: name,
  ...Object.fromEntries(
    (["expected", "found", "damaged", "missing"] as const).map((each, at) => [column(each), numbers[at] ?? ""]),
  ),
  [column("explanation")]: numbers[4] ?? "",
});

/** Every paper, and what must stand where. */
const papers: Readonly<Record<string, () => Promise<void>>> = {
  PropertyPaper: async () => {
    await openedPart(<PropertyPaper view={handedOver()} place={place} />);
    expectEdges(said("handover:paper.property"), "08:00", "16:00");
    expect(byColumn()).toEqual([
      item("1", "对讲机", "12", "8", "3", "1", "〈why-radio〉"),
      item("2", "torch", "34", "21", "9", "4", "〈why-torch〉"),
      item("3", "cones", "56"),
      item("4", "来访登记", "1"),
      item("5", "vehicles", "1", "1", "", "", said("handover:books.taken")),
    ]);
    expect(signedBy()).toEqual({
      [said("handover:side.outgoing")]: ["赵强", "2026-11-21 15:52"],
      [said("handover:side.incoming")]: ["孙梅", "2026-11-21 15:58"],
    });
  },
  HandoverPaper: async () => {
    await openedPart(<HandoverPaper view={handedOver()} place={place} />);
    expectEdges(said("handover:paper.work"), "08:00", "16:00");
    const rows = [...document.querySelectorAll("tbody tr")].map((row) => [
      texts(row, "th").join(),
      texts(row, "li").length > 0 ? texts(row, "li") : texts(row, "td"),
    ]);
    const wrong = (name: string, missing: number, damaged: number) =>
      said("handover:problems.item", { item: name, missing, damaged });
    expect(rows).toEqual([
      [said("handover:prepare.summary"), ["〈summary〉"]],
      [said("handover:prepare.done"), ["〈done〉"]],
      [
        said("handover:prepare.pending"),
        [
          `1. ${said("handover:paper.matterWhy", { class: said("handover:class.ordinary"), matter: "门锁", reason: "〈why-m1〉" })}`,
          `2. ${said("handover:paper.matter", { class: said("handover:class.important"), matter: "电梯", reason: "" })}`,
        ],
      ],
      [
        said("handover:problems.title"),
        [
          "1. 〈problem-a〉",
          `2. ${said("handover:paper.problem", { told: wrong("对讲机", 1, 3), explanation: "〈why-radio〉" })}`,
          `3. ${said("handover:paper.problem", { told: wrong("torch", 4, 9), explanation: "〈why-torch〉" })}`,
        ],
      ],
    ]);
    expect(signedBy()).toEqual({
      [said("handover:side.outgoing")]: ["林涛", "2026-11-21 15:51"],
      [said("handover:side.incoming")]: ["吴敏", "2026-11-21 15:57"],
    });
    const late = (side: "incoming" | "outgoing", reason: string) =>
      said("handover:paper.late", { side: said(`handover:side.${side}`), reason });
    expect(texts(document, ".paper-note")).toEqual([
      late("incoming", "〈late-in〉"),
      late("outgoing", "〈late-out〉"),
      said("handover:paper.afterwards", { faults: `〈fault-one〉${said("ui:list.apart")}〈fault-two〉` }),
    ]);
  },
  LogPaper: async () => {
    const corrections = [
      { text: { sealed: "corrected-one" }, by: zhao, at: (noon - hours / 2) as Instant },
      { text: { sealed: "corrected-two" }, by: sun, at: (noon - hours / 3) as Instant },
    ] as never;
    const lines = [
      logLine(4, { corrections, by: lin }),
      logLine(9, { category: "visit", by: wu }),
      logLine(15, { duringHandover: true, category: undefined, by: zhao }),
    ];
    const page = closedPage(lines);
    const countersigned = { by: lin, at: (noon + hours) as Instant };
    const state = { ...page.state, countersigned, next: "lobby/2026-11-22/night" } as typeof page.state;
    const told = { ...page, state, texts: sealed("sealed4", "sealed9", "sealed15", "corrected-one", "corrected-two") };
    await openedPart(<LogPaper page={told} place={place} />);
    expectEdges(said("log:page.document"), "08:00", "16:00");
    const line = (time: string, kind: string, what: string, by: string) => ({
      [said("log:page.time")]: time,
      [said("log:page.kind")]: kind,
      [said("log:page.what")]: what,
      [said("log:page.by")]: by,
    });
    const correction = (name: string, time: string, words: string) =>
      said("log:page.correction", { name, time, text: words });
    const corrected =
      correction("赵强", "11:30", "〈corrected-one〉") + correction("孙梅", "11:40", "〈corrected-two〉");
    expect(byColumn()).toEqual([
      line("11:04", "日常", `〈sealed4〉${corrected}`, "林涛"),
      line("11:09", "来访", "〈sealed9〉", "吴敏"),
      line("11:15", "", `[${said("log:duringHandover")}] 〈sealed15〉`, "赵强"),
    ]);
    expect(signedBy()).toEqual({
      [said("log:page.leading")]: ["孙梅", ""],
      [said("log:countersign.done")]: ["林涛", "2026-11-21 13:00"],
    });
    expect(read()).toContain(`${said("log:page.nextPage")} 大堂岗 2026-11-22 晚班`);
  },
};

test("every paper is read here", () => {
  const drawn = readdirSync("web/desk/paper").flatMap((file) => /^(\w+Paper)\.tsx$/.exec(file)?.[1] ?? []);
  expect(Object.keys(papers).toSorted()).toEqual(drawn.toSorted());
});

test.each(Object.keys(papers))("on %s each cell says what stands over its column, and nothing else", async (name) => {
  deskHere();
  await papers[name]?.();
  expect(document.querySelectorAll("article.paper")).toHaveLength(1);
});
