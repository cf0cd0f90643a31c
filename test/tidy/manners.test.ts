import { expect, test } from "vitest";
import { needlessAlternatives } from "./alternatives.ts";
import { MANNERS, slips, unseenRefusals } from "./manners.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("every line keeps its manners", () => expect(slips(here)).toEqual([]));
test("every act that can refuse is seen refusing", () => expect(unseenRefusals(here)).toEqual([]));

const MARK = ["TO", "DO"].join("");
/** Put together here, so that no file holds what none may hold. */
const PLACE = ["", "work", "main"].join("/");
const HOST = ["https://registry", "npmjs", "org"].join(".");

const UNDONE = ["FIX", "ME"].join("");
const [ROOT, USERS] = ["root", "Users"].map((folder) => ["", folder, "main"].join("/"));
const hostOf = (name: string) => ["https:/", name, "zod"].join("/");
const SPACES = [" ", "'", "`", "(", "=", '"'];

/** Offences by the name of what forbids them: where they stand, and the lines. */
const offences: Readonly<Record<string, readonly [path: string, lines: readonly string[]]>> = {
  "test left out": [
    "duty/log/log.test.ts",
    [
      ...["test", "it", "describe"].map((name) => `${name}.skip("a", () => {});`),
      ...["only", "todo", "fails", "skipIf", "runIf"].map((how) => `test.${how}("a", () => {});`),
      ...["it", "describe", "test"].map((name) => `x${name}("a", () => {});`),
    ],
  ],
  "sleep in a test": [
    "test/stories/log.story.test.ts",
    [
      "await page.waitForTimeout(500);",
      "await sleep(500);",
      "await new Promise((resolve) => setTimeout(resolve, 500));",
    ],
  ],
  "mark of unfinished work": ["STYLE.md", [`${MARK} write this`, `${UNDONE} write this`]],
  "slip of the article": [
    "duty/log/log.ts",
    [
      ...["absence", "account", "act", "answer", "attack", "edition", "entry", "errand", "error", "hour", "instant"],
      ...["obligation", "offence", "operator"],
    ].map((word) => `/** A ${word} of meaning. */`),
  ],
  emoji: ["web/ui/Alarm.tsx", ["<b>\u{1F525}</b>", "<b>\u2713\uFE0F</b>"]],
  "shouting SQL": [
    "server/log/log-routes.ts",
    [
      ...["SELECT text FROM line", "INSERT INTO line", "UPDATE line SET text", "DELETE FROM line"],
      ...["TABLE", "INDEX", "FUNCTION"].map((what) => `CREATE ${what} line`),
    ].map((words) => `sql\`${words}\``),
  ],
  "hole in the types": [
    "server/log/log-routes.ts",
    ["const row = rows[0] as any;", ...["ignore", "nocheck", "expect-error"].map((what) => `// @ts-${what}`)],
  ],
  "path of one machine or host of a registry": [
    "docs/build.md",
    [
      `${PLACE} for it`,
      ...[PLACE, ROOT, USERS].flatMap((path) => SPACES.map((before) => `see${before}${path} for it`)),
      ...[
        HOST,
        HOST.replace("https", "http"),
        hostOf("www.npmjs.org"),
        hostOf("deb.debian.org"),
        hostOf(["registry", "example.org"].join(".")),
      ].map((each) => `see ${each}/zod`),
      `see ${hostOf("files.pypi.org")}`,
    ],
  ],
};

const everyOffence = Object.entries(offences).flatMap(([name, [path, lines]]) =>
  lines.map((line) => [path, line, name] as const),
);

test.each(everyOffence)("%s with %s is caught", (path, line, name) => {
  expect(slips(plant({ [path]: `\n${line}` }))).toEqual([expect.stringMatching(new RegExp(`^${path}:2 ${name}`))]);
});

test.each(MANNERS.map(({ name, forbids }) => [name, forbids] as const))(
  "%s: each alternative is needed",
  (name, forbids) => {
    expect(needlessAlternatives(forbids, offences[name]?.[1] ?? [])).toEqual([]);
  },
);

test("what stands here in parts is the whole of what is forbidden", () => {
  expect(Object.keys(offences)).toEqual(MANNERS.map(({ name }) => name));
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
