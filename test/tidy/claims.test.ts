import { describe, expect, test } from "vitest";
import config, { pollPatience } from "../../vitest.config.ts";
import { emptyClaims, silentTests, swallowedClaims } from "./claims.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

// Every test of the house is read, and whatever it calls: on a busy machine that takes more than a minute.
test("every test claims something", { timeout: 300_000 }, () => expect(silentTests(here)).toEqual([]));
test("every claim could be broken", () => expect(emptyClaims(here)).toEqual([]));
test("no claim that fails is caught and forgotten", () => expect(swallowedClaims(here)).toEqual([]));

test("in every project a test that has claimed nothing when it ends fails, and a claim that is asked again is asked patiently", () => {
  const text = here.get("vitest.config.ts") ?? "";
  const projects = text.split(/(?=\bextends: )/).slice(1);
  expect(projects.map((each) => /^extends: true,[\s\S]*?\bname: "(\w+)"/.exec(each)?.[1])).toEqual([
    "long",
    "pure",
    "apart",
    "alone",
    "screens",
    "tidy",
    "stories",
    "journeys",
    "last",
  ]);
  // Said once, for all of them: what a project said of its own could take it back.
  expect(text.match(/\bexpect: /g)).toHaveLength(1);
  expect(config.test?.expect).toEqual({ requireAssertions: true, poll: { timeout: pollPatience } });
  expect(pollPatience).toBeGreaterThanOrEqual(20_000);
  expect(
    text.match(/\b(?:test|hook)Timeout: [\d_]+/g)?.filter((each) => Number(each.replace(/\D/g, "")) <= pollPatience),
  ).toEqual([]);
});

/* Written in parts where they would be offences of this very file. */
const path = "duty/log/log.test.ts";
const claims = (text: string) => silentTests(plant({ [path]: text }));

describe("a test that claims nothing is caught", () => {
  test.each([
    ["where it only runs", 'test("it runs", () => { run(); });'],
    [
      "though another in its file claims",
      'test("a", () => { expect(1).toBe(x); });\ntest("it runs", async () => { await run(); });',
    ],
    ["in rows", 'test.each([1, 2])("row %i", (row) => { run(row); });'],
    ["with options", 'test("it runs", { timeout: 5 }, () => { run(); });'],
    ["in a group", 'describe("runs", () => { it("it runs", () => { run(); }); });'],
    [
      "where the function that it calls claims nothing",
      'const runs = () => { run(); };\ntest("it runs", () => { runs(); });',
    ],
    ["where it is a name", 'const runs = () => { run(); };\ntest("it runs", runs);'],
    [
      "where it fetches from a map",
      'const seen = { get() { expect(1).toBe(x); } };\ntest("it runs", () => { new Map().get(1); });',
    ],
  ])("%s", (_, text) => expect(claims(text)).toHaveLength(1));

  test.each([
    ["by a matcher", 'test("it holds", () => { expect(run()).toBe(1); });'],
    [
      "by a matcher turned round, later",
      'test("it holds", async () => { await expect(run()).rejects.toThrow("no"); });',
    ],
    ["by a property", 'test("it holds", () => { fc.assert(fc.property(fc.nat(), (n) => n >= least)); });'],
    [
      "by a function of its file",
      'function holds() { if (x) expect(run()).toBe(1); }\ntest("it holds", () => holds());',
    ],
    ["by its name", 'const holds = () => expect(run()).toBe(1);\ntest("it holds", holds);'],
  ])("and none that claims %s", (_, text) => expect(claims(text)).toEqual([]));

  test("nor one that calls what another file of the tests claims", () => {
    const tree = plant({
      "test/stories/log.story.test.ts":
        'import { tellsStory as tells } from "../log-story.ts";\ntest("a", () => { tells(); });\ntest("b", () => { desk.signsOn(); });\ntest("c", () => { desk.waits(); });',
      "test/log-story.ts": "export function tellsStory() { deeper(); }\nfunction deeper() { expect(1).toBe(x); }",
      "test/log-desk.ts": "export class Desk { signsOn() { expect(this.on).toBe(true); }\n waits() {} }",
    });
    expect(silentTests(tree)).toEqual(["test/stories/log.story.test.ts:4 a test claims nothing"]);
  });
});

test.each([
  ["expect(run());", "does not say what"],
  ["expect(run()).toBe;", "does not say what"],
  ["expect(run()).not;", "does not say what"],
  ["await expect(run()).resolves;", "does not say what"],
  ['expect(run()).rejects.toThrow("no");', "does not wait"],
  ["expect(run()).toMatchObject({ });", "holds of everything"],
  ["expect(run()).toEqual(expect.objectContaining({}));", "holds of everything"],
  ["expect(run()).toEqual(expect.arrayContaining([]));", "holds of everything"],
  ["expect(run()).toMatch('');", "holds of everything"],
  ["expect(true).toBe(told);", "of itself"],
  ["expect(told).toEqual(told);", "of itself"],
  ["expect(owes(page)).toEqual(owes(page));", "of itself"],
  ["expect(told.length).toBeGreaterThanOrEqual(0);", "never less than nothing"],
  ['test.each([])("row", () => {});', "asked of nothing"],
  ["fc.assert(fc.property(fc.nat(), (n) => { const m = n; }));", "cannot be broken"],
  ["expect(run()).toBeDefined();", "hardly says"],
  ["expect(run()).toBeTruthy();", "hardly says"],
  ["expect(run()).not.toBeFalsy();", "hardly says"],
  ["expect(run()).not.toBeUndefined();", "hardly says"],
  ["expect(run()).not.toBe(null);", "hardly says"],
  ["expect(run()).toBeInstanceOf(Object);", "hardly says"],
  ["expect(run).toThrow();", "hardly says"],
  ["await expect(run()).rejects.toThrow(Error);", "hardly says"],
  ["expect(run()).toEqual({ at: expect.anything() });", "hardly says"],
])("%s is caught", (text, why) => {
  expect(emptyClaims(plant({ [path]: text }))).toEqual([expect.stringContaining(why)]);
});

test("a claim that can be broken is none of these", () => {
  const text = `
    expect(draw(7)).toEqual(drawn);
    expect(names).not.toContain("");
    await expect(run()).rejects.toThrow("no");
    expect(run).not.toThrow();
    expect(run()).toBeUndefined();
    expect(run()).toBeInstanceOf(Refusal);
    expect(told.length).toBeGreaterThanOrEqual(1);
    expect(told).toMatchObject({ rows: [] });
    fc.assert(fc.property(fc.nat(), (n) => n >= least));
    fc.assert(fc.property(fc.nat(), (n) => { holds(n); }));`;
  expect(emptyClaims(plant({ [path]: text }))).toEqual([]);
});

describe("a claim that is caught and forgotten", () => {
  const swallowed = (text: string) =>
    swallowedClaims(plant({ [path]: `const holds = () => expect(run()).toBe(1);\n${text}` }));

  test.each([
    "try { expect(run()).toBe(1); } catch { /* nothing */ }",
    "try { expect(run()).toBe(1); } catch (error) { console.error(error); }",
    "try { expect(run()).toBe(1); } catch (error) { later(() => { throw error; }); }",
    "try { if (x) holds(); } catch {} finally { close(); }",
    "try { fc.assert(fc.property(fc.nat(), (n) => n >= least)); } catch {}",
    'await expect(run()).rejects.toThrow("no").catch(() => {});',
    "await expect(run()).resolves.toBe(1).catch(ignore);",
    "await holds().catch(() => undefined);",
    "await holds().then(() => undefined, () => undefined);",
    "await until(() => { expect(run()).toBe(1); }).catch((error) => { seen.push(error); });",
    "await Promise.all([holds(), run()]).catch(() => {});",
    "await Promise.allSettled([holds(), run()]);",
  ])("%s is caught", (text) => {
    expect(swallowed(text)).toEqual([`${path}:2 a claim that fails is caught and forgotten`]);
  });

  test.each([
    "try { run(); } catch { /* it may be gone */ }",
    "try { expect(run()).toBe(1); } finally { close(); }",
    "try { expect(run()).toBe(1); } catch (error) { picture(); throw error; }",
    "try { expect(run()).toBe(1); } catch (error) { if (!(error instanceof Undo)) throw error; }",
    'try { holds(); } catch (error) { expect(error.message).toBe("no"); }',
    "await run().catch(() => undefined);",
    "await holds().catch((error) => { throw new Error(row, { cause: error }); });",
    "await holds().catch(holds);",
    "const ends = await Promise.allSettled([holds(), run()]);",
  ])("%s is none", (text) => expect(swallowed(text)).toEqual([]));
});
