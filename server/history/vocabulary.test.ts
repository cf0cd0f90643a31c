import { describe, expect, test } from "vitest";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { type Post, siteKind, withPost } from "#duty/site/site.ts";
import { isTest, plant, repository, type Tree } from "#test/tidy/tree.ts";
import { tellingOf } from "./vocabulary.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const gate: Post = {
  ...{ key: "gate", name: "东门", department: "security", binds: [] },
  shifts: [{ key: "day", name: "白班", starts: "08:00" as never, minutes: 480 }],
  kit: [{ key: "radio", name: "对讲机", expected: 2 }],
  books: [{ key: "visitors", name: "来访簿" }],
};
const site = withPost(siteKind.begin("setup"), gate);

function telling(more: Partial<Parameters<typeof tellingOf>[0]> = {}) {
  const names = new Map([[lin, "李伟"]]);
  return tellingOf({ site, post: "gate", names, texts: { s1: "门锁" }, rule: undefined, obligations: [], ...more });
}

/** Everything that any noun says is owed. */
function owedIn(tree: Tree): string[] {
  const words = [...tree]
    .filter(([path]) => path.startsWith("duty/") && !isTest(path))
    .flatMap(([, text]) => [...text.matchAll(/\bwhat: "([a-z-]+\.[a-z-]+)"/g)].map(([, what = ""]) => what));
  return [...new Set(words)].toSorted();
}

function unnamed(whats: readonly string[]): string[] {
  return whats.filter((what) => {
    const { called } = telling({ obligations: [{ key: "its-key", what } as Obligation] });
    return called("obligation", "its-key").zh === "its-key";
  });
}

describe("the history", () => {
  test("has a name for everything that can be owed", () => {
    const whats = owedIn(repository());
    expect(whats).toContain("matter.settle");
    expect(unnamed(whats)).toEqual([]);
  });

  test("calls by its key what nobody has named, which is caught", () => {
    const tree = plant({
      "duty/bell/bell.ts": 'return { what: "bell.ring" };',
      "duty/bell/bell.test.ts": 'what: "bell.no"',
    });
    expect(unnamed(owedIn(tree))).toEqual(["bell.ring"]);
  });

  test("calls things as the site does, people by name, and shows where something was erased", () => {
    const tell = telling();
    expect(tell.called("shift", "day").zh).toBe("白班");
    expect(tell.called("item", "radio").zh).toBe("对讲机");
    expect(tell.called("book", "visitors").zh).toBe("来访簿");
    expect(tell.called("shift", "dawn").zh).toBe("dawn");
    expect([tell.person(lin).zh, tell.person(undefined).zh, tell.person("stranger").zh]).toEqual([
      "李伟",
      "＊＊＊",
      "＊＊＊",
    ]);
    expect(tell.text({ sealed: "s1", kind: "free-text" })).toBe("门锁");
    expect(tell.text({ sealed: "s2", kind: "free-text" })).toBe("＊＊＊");
  });
});
