import { expect, test } from "vitest";
import { screenWords } from "./screen-words.ts";
import { plant, repository } from "./tree.ts";

test("a screen says nothing that stands in no language file", () => {
  expect(screenWords(repository())).toEqual([]);
});

const path = "web/desk/log/LogLines.tsx";

test.each([
  ["<p>Nobody is here.</p>", "Nobody is here."],
  ["<p>{name}, off duty</p>", ", off duty"],
  ['<p>{"Nobody"}</p>', "Nobody"],
  ['<p>{late ? t("log:late") : "On time"}</p>', "On time"],
  ['<p>{late && "Late"}</p>', "Late"],
  ['<p>{name ?? "Nobody"}</p>', "Nobody"],
  [`<p>{\`\${count} lines\`}</p>`, "lines"],
  ['<p>{count + " lines"}</p>', "lines"],
  ['<button aria-label="Close" />', "Close"],
  ['<Panel title={late ? "Late" : undefined} />', "Late"],
  ['<img alt="Photo" src={source} />', "Photo"],
  ['<Input placeholder={"Reason"} />', "Reason"],
  [`<Field label={\`\${name} found\`} />`, "found"],
  ['<Table columns={[{ title: "Post", key: "post" }]} />', "Post"],
  ["<p>值班</p>", "值班"],
])("%s is caught", (element, words) => {
  expect(screenWords(plant({ [path]: `const it = ${element};` }))).toEqual([`${path}:1 says ${words}`]);
});

test.each([
  ['(person) => (person ? (people.get(person) ?? person.slice(0, 8)) : "nobody")', "nobody"],
  ['(key) => posts.get(key)?.name ?? "unknown"', "unknown"],
  ['(key) => nameOf(key) || "none"', "none"],
  ['() => "on time"', "on time"],
  ['() => "Late"', "Late"],
  ['() => "迟到"', "迟到"],
  [`(name) => \`\${name}, off duty\``, ", off duty"],
  ['{ title: "post" }', "post"],
])("%s is caught beside a screen", (value, words) => {
  const tree = plant({ "web/desk/site/names.ts": `export const it = ${value};`, "web/vite.config.ts": '"Late"' });
  expect(screenWords(tree)).toEqual([`web/desk/site/names.ts:1 says ${words}`]);
});

test("keys beside a screen, and what is thrown, are none of these", () => {
  const text = `
    import { words } from "./on time.ts";
    export type Side = "On time" | "late";
    const side = late ? "late" : "punctual";
    const kind = late ? kindOf(entry) : "log:none";
    const name = names.get(key) ?? "—";
    const type = answer.headers.get("content-type") ?? "application/json";
    const screen = { name: "HandoverScreen", keys: "g h", method: "POST", title: "log:title" };
    if (!name) throw new Error(\`a screen was drawn outside \${side}\`);
    const isDark = matchMedia("(prefers-colour: dark sides)").matches || it.closest("input, textarea");
    console.error("no text for it");`;
  expect(screenWords(plant({ "web/desk/log/lines.ts": text }))).toEqual([]);
});

test("what comes from the language files is none of these, nor signs, names of classes and keys", () => {
  const text = `
    const it = <p className="soft" title={t("log:title")} data-state={late ? "late" : "well"}>{t("log:none")} – {count}/{most}</p>;
    const other = <Choices choices={[{ label: "log:kinds.one", key: "one" }]}>{state === "late" && <b>{count}</b>}</Choices>;
    const sign = <Input placeholder="–" aria-label={words[kind]} />;`;
  expect(screenWords(plant({ [path]: text, "web/desk/log/lines.test.tsx": "<p>Late</p>" }))).toEqual([]);
});
