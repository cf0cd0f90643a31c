import { describe, expect, test } from "vitest";
import { plant, repository } from "./tree.ts";
import { answersOf, unread } from "./unread-answers.ts";

const here = repository();

test("of every field that is answered, some test reads the value", async () => {
  const answers = await answersOf(here);
  expect(answers.flatMap(({ fields }) => fields).length).toBeGreaterThan(250);
  expect(unread(here, answers)).toEqual([]);
});

test("fields are found in the shapes, however deep and wherever they may be missing", async () => {
  const fields = (await answersOf(here)).find(({ id }) => id === "ledger.list")?.fields;
  expect(fields).toEqual(expect.arrayContaining(["now", "lines", "lines.nextCallAt", "lines.ladder.at"]));
  const batch = (await answersOf(here)).find(({ id }) => id === "commands.send-batch")?.fields;
  expect(batch).toEqual(expect.arrayContaining(["answers.receipt.stream.noun", "answers.problem.issues.code"]));
});

describe("a field that no test reads is caught", () => {
  const ledger = [{ id: "ledger.list", addresses: ["/api/ledger"], fields: ["lines.dueAt", "lines.nextCallAt"] }];
  const asks = 'const { lines } = (await desk.get("/api/ledger?post=lobby")).json();\nexpect(lines[0].dueAt).toBe(1);';
  const missing = ["ledger.list lines.nextCallAt"];
  const found = (files: Readonly<Record<string, string>>) => unread(plant(files), ledger);

  test("where nobody names it", () => expect(found({ "test/stories/a.story.test.ts": asks })).toEqual(missing));
  test.each([
    ["behind a point", "expect(lines[0].nextCallAt).toBe(2);"],
    ["in a pattern", "const [{ nextCallAt: next }] = lines;"],
    ["in what is expected", "expect(lines).toMatchObject([{ nextCallAt: null }]);"],
    ["in what is expected under a name", "const all = { nextCallAt: null };\nexpect(lines[0]).toEqual({ ...all });"],
  ])("and not where it is read %s", (_, reads) =>
    expect(found({ "test/stories/a.story.test.ts": `${asks}\n${reads}` })).toEqual([]),
  );
  test.each([
    ["it is only sent", "await desk.post('/api/ledger', { nextCallAt: 5 });"],
    ["it is only spelled", "const names = ['nextCallAt'];\nexpect(Object.keys(lines[0])).toEqual(names);"],
    ["a shape is only parsed", "z.object({ nextCallAt: z.int() }).parse(lines[0]);"],
  ])("where %s", (_, names) => expect(found({ "test/stories/a.story.test.ts": `${asks}\n${names}` })).toEqual(missing));

  const reads = "expect(line.nextCallAt).toBe(2);";
  test("where only those read it who ask something else", () =>
    expect(found({ "test/stories/a.story.test.ts": asks, "web/ledger.test.ts": reads })).toEqual(missing));
  test("and not where it is asked with the help of another file", () =>
    expect(
      found({
        "test/ask-ledger.ts": `export ${asks}`,
        "test/stories/b.story.test.ts": `import { lines } from "#test/ask-ledger.ts";\n${reads}`,
      }),
    ).toEqual([]));
});
