import { expect, test } from "vitest";
import { slips, unseenRefusals } from "./manners.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("every line keeps its manners", () => expect(slips(here)).toEqual([]));
test("every act that can refuse is seen refusing", () => expect(unseenRefusals(here)).toEqual([]));

const MARK = ["TO", "DO"].join("");
/** Put together here, so that no file holds what none may hold. */
const PLACE = ["", "work", "main"].join("/");
const HOST = ["https://registry", "npmjs", "org"].join(".");

test.each([
  ["duty/log/log.test.ts", 'test.skip("a", () => {});', "test left out"],
  ["test/stories/log.story.test.ts", 'describe.only("a", () => {});', "test left out"],
  ["test/stories/log.story.test.ts", "await page.waitForTimeout(500);", "sleep in a test"],
  ["test/stories/log.story.test.ts", "await new Promise((resolve) => setTimeout(resolve, 500));", "sleep in a test"],
  ["STYLE.md", `${MARK} write this`, "unfinished"],
  ["duty/log/log.ts", "/** A error of meaning. */", "slip of the article"],
  ["web/ui/Alarm.tsx", "<b>\u{1F525}</b>", "emoji"],
  ["server/log/log-routes.ts", "sql`SELECT text FROM line`", "shouting SQL"],
  ["server/log/log-routes.ts", "const row = rows[0] as any;", "hole in the types"],
  ["docs/build.md", `see ${PLACE} for it`, "path of one machine"],
  ["package.json", `"${HOST}/zod"`, "host of a registry"],
])("%s with %s is caught", (path, line, name) => {
  expect(slips(plant({ [path]: `\n${line}` }))).toEqual([expect.stringMatching(new RegExp(`^${path}:2 .*${name}`))]);
});

test("an act that is not seen refusing is caught", () => {
  const act = { "duty/log/sign-page.ts": 'return refuse("log.closed", ["ZB-01"]);' };
  expect(unseenRefusals(plant(act))).toEqual([expect.stringContaining("duty/log/sign-page.ts")]);
  expect(
    unseenRefusals(plant({ ...act, "duty/log/log.test.ts": 'import { signPage } from "./sign-page.ts";' })),
  ).toEqual([]);
  expect(unseenRefusals(plant({ ...act, "duty/log/log.test.ts": 'thenRefused("log.closed")' }))).toEqual([]);
  expect(unseenRefusals(plant({ ...act, "duty/round/round.test.ts": 'thenRefused("log.closed")' }))).toHaveLength(1);
});
