import { expect, test } from "vitest";
import { shortClause } from "./short-clause.ts";

test.each([
  ["接班人提前十五分钟到岗，列队讲评。", "接班人提前十五分钟到岗"],
  ["重要事项未了结的，须有权人书面放行。", "重要事项未了结的"],
  ["值班的事由当班人在本班本岗位内亲自办理完毕", "值班的事由当班人在本班本岗…"],
  ["Whoever relieves a post comes in time, and briefs.", "Whoever relieves a post com…"],
  ["Pages are countersigned.", "Pages are countersigned"],
])("%s", (text, short) => expect(shortClause(text)).toBe(short));
