import { afterAll, beforeAll, expect, test } from "vitest";
import { instant, minute } from "#duty/grammar/time.ts";
import type { AnswerInBatch } from "#server/http/commands-answer.ts";
import type { PageAnswer } from "#server/log/log-answer.ts";
import type { MattersAnswer, ShownMatter } from "#server/matter/matter-answer.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, ordered, tellDeskStory } from "#test/desk-story.ts";

/* However fast one person sends, no page and no matter grows beyond what the others can open, and their colleague writes on (ZB-07, ZB-08). */

const evening = { ...morningShift, shift: "evening" };
let database: FreshDatabase;
let story: DeskStory;
let lin: Browser;
let wang: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, { regulations: ["zhiban-house"] });
  await does(await story.deskOf("lin"), "attendance.sign-on", morningShift);
  story.pass(8 * 60);
  lin = await story.deskOf("lin");
  wang = await story.deskOf("wang");
  await does(wang, "attendance.sign-on", evening);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function does(desk: Browser, act: string, body: object): Promise<string> {
  const { statusCode, body: said } = await desk.post(`/api/commands/${act}`, ordered(body));
  expect(statusCode, said).toBe(200);
  return (JSON.parse(said) as { receipt: { stream: { id: string } } }).receipt.stream.id;
}

/** Sends so many of one act, in as large batches as are taken, and counts what was answered: `done`, or the code of the refusal. */
async function pours(desk: Browser, act: string, body: object, times: number): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (let sent = 0; sent < times; sent += 100) {
    const commands = Array.from({ length: Math.min(100, times - sent) }, () => ordered(body, { act }));
    const { answers } = (await desk.post("/api/commands", { commands })).json() as { answers: AnswerInBatch[] };
    for (const each of answers) {
      const answer = "problem" in each ? each.problem.code : "done";
      counted[answer] = (counted[answer] ?? 0) + 1;
    }
  }
  return counted;
}

const longest = "字".repeat(2000);

async function lines() {
  const { post, date, shift } = evening;
  const { state } = (await lin.get(`/api/log?post=${post}&date=${date}&shift=${shift}`)).json() as PageAnswer;
  return state.phase === "unknown" ? [] : state.lines;
}

// The page of the evening is open to both: the day has not handed over yet.
test("one person's batches fill three hundred lines of a page and no more, and a colleague writes on below them", async () => {
  const line = { ...evening, text: longest, category: "routine" };
  expect(await pours(lin, "log.write-line", line, 310)).toEqual({ done: 300, "log.too-many-lines": 10 });
  expect(await pours(wang, "log.write-line", line, 2)).toEqual({ done: 2 });
  expect((await lines()).map(({ by }) => by)).toEqual([...Array(300).fill(cast.lin), cast.wang, cast.wang]);
});

test("corrections are counted with the lines: a page does not grow by them either", async () => {
  const [first] = await lines();
  const correction = { ...evening, line: first?.id, text: longest };
  expect(await pours(lin, "log.correct-line", correction, 3)).toEqual({ "log.too-many-lines": 3 });
});

test("who has told of a matter twenty times in a day waits; a colleague tells, and settling waits for nothing", async () => {
  const dueAt = instant(story.now() + 60 * minute);
  const opened = await does(lin, "matter.open", { post: "lobby", class: "important", text: "渗水", dueAt });
  const named = { post: "lobby", matter: opened.split("/")[1] };
  const note = { ...named, note: longest };
  expect(await pours(lin, "matter.progress", note, 30)).toEqual({ done: 20, "matter.too-many-notes": 10 });
  expect(await pours(wang, "matter.progress", note, 1)).toEqual({ done: 1 });
  await does(lin, "matter.settle", { ...named, outcome: "修好了" });
});

test("of a matter that was told of for days the latest fifty notes are shown, and how many came before", async () => {
  const dueAt = instant(story.now() + 90 * 24 * 60 * minute);
  const opened = await does(lin, "matter.open", { post: "lobby", class: "continuing", text: "施工", dueAt });
  const named = { post: "lobby", matter: opened.split("/")[1] };
  const shown = async (): Promise<ShownMatter | undefined> => {
    const answer = (await (await story.deskOf("chief")).get("/api/matter?post=lobby")).json() as MattersAnswer;
    return answer.matters.find(({ id }) => id === opened);
  };
  for (const day of [1, 2, 3]) {
    lin = await story.deskOf("lin");
    expect(await pours(lin, "matter.progress", { ...named, note: `第${day}天` }, 21)).toEqual({
      done: 20,
      "matter.too-many-notes": 1,
    });
    const { notes = [], earlier } = (await shown()) ?? {};
    expect([notes.length, earlier]).toEqual([Math.min(50, 20 * day), Math.max(0, 20 * day - 50)]);
    story.pass(24 * 60);
  }
  expect((await shown())?.notes.map(({ text }) => text)).toEqual([
    ...Array(10).fill("第1天"),
    ...Array(20).fill("第2天"),
    ...Array(20).fill("第3天"),
  ]);
});

test("an answer holds five hundred notes and says that there is more; the next goes on, with no matter left out and none twice", async () => {
  lin = await story.deskOf("lin");
  const about = { post: "lobby", class: "continuing", text: "施工" };
  const dueAt = (days: number) => instant(story.now() + days * 24 * 60 * minute);
  const opened: string[] = [];
  for (let days = 10; days <= 20; days += 1)
    opened.push(await does(lin, "matter.open", { ...about, dueAt: dueAt(days) }));
  for (const day of [1, 2, 3]) {
    lin = await story.deskOf("lin");
    for (const id of opened)
      await pours(lin, "matter.progress", { post: "lobby", matter: id.split("/")[1], note: `第${day}天` }, 17);
    story.pass(24 * 60);
  }
  lin = await story.deskOf("lin");
  const answers: MattersAnswer[] = [];
  for (let after = ""; answers.at(-1)?.more !== false; after = `&after=${answers.at(-1)?.matters.at(-1)?.id}`)
    answers.push((await lin.get(`/api/matter?post=lobby${after}`)).json() as MattersAnswer);
  const told = answers.map(({ matters, more }) => [matters.flatMap(({ notes }) => notes).length, more]);
  expect(told).toEqual([
    [500, true],
    [100, false],
  ]);
  expect(answers.flatMap(({ matters }) => matters.map(({ id }) => id)).filter((id) => opened.includes(id))).toEqual(
    opened,
  );
});
