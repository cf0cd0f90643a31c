import { expect, test } from "vitest";
import { drawnLine, drawnText, missingFrom, watchDrawn } from "#test/drawn/drawn-lines.ts";

/* What tests of screens remember of what was drawn. */

function drawnOf(html: string): string[] {
  const box = document.createElement("div");
  box.innerHTML = html;
  return [...box.querySelectorAll("*")].flatMap((each) => drawnLine(each) ?? []);
}

test("an element is told by its place, its own classes, what it is called and the words in it", () => {
  expect(drawnOf('<p class="soft small">已读 <b aria-label="九人">9 人</b></p>')).toEqual([
    "div>p.small.soft 已读",
    "p>b [aria-label=九人] # 人",
  ]);
});

test("what a library names by chance, and what passes, is not told; nor is what stands in a picture", () => {
  const html = '<i class="css-17x ant-fade-enter kit" aria-labelledby="r7" id="r8" style="top:1px"><svg><g/></svg></i>';
  expect(drawnOf(html)).toEqual(["div>i.kit [aria-labelledby]"]);
});

test.each([
  ["a word", "<em>交班</em>", "<em>接班</em>", "div>em 交班"],
  ["a class", '<em class="late">迟</em>', "<em>迟</em>", "div>em.late 迟"],
  ["a name", '<em aria-label="关闭"></em>', "<em></em>", "div>em [aria-label=关闭]"],
  ["a bound", '<input maxlength="40" name="why">', '<input name="why">', "div>input [maxlength=#] [name=why]"],
  ["an element", "<em>一</em><b>二</b>", "<b>二</b>", "div>em 一"],
])("%s that is lost is missed", (_, before, after, told) => {
  expect(missingFrom(new Set(drawnOf(after)), drawnText(drawnOf(before)))).toEqual([told]);
});

test("what was drawn and is gone again was drawn", async () => {
  const heard = watchDrawn();
  const passing = document.createElement("mark");
  document.body.append(passing);
  passing.textContent = "正在保存";
  await Promise.resolve();
  passing.textContent = "已存";
  await Promise.resolve();
  passing.remove();
  await expect.poll(() => [...heard.seen]).toEqual(expect.arrayContaining(["body>mark 正在保存", "body>mark 已存"]));
});
