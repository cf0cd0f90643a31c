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

test("what comes from the language files is none of these, nor signs, names of classes and keys", () => {
  const text = `
    const it = <p className="soft" title={t("log:title")} data-state={late ? "late" : "well"}>{t("log:none")} – {count}/{most}</p>;
    const other = <Choices choices={[{ label: "log:kinds.one", key: "one" }]}>{state === "late" && <b>{count}</b>}</Choices>;
    const sign = <Input placeholder="–" aria-label={words[kind]} />;`;
  expect(screenWords(plant({ [path]: text, "web/desk/log/lines.test.tsx": "<p>Late</p>" }))).toEqual([]);
});
