import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/*
 * A draft is found again by what it is about. Where that is too little, the words of one shift, matter or person stand in the form of
 * another, and are signed for there.
 */

/** What each kind of draft is about, as the screens write it. A new kind is written down here, with all that tells one form from another. */
const abouts: Readonly<Record<string, string>> = {
  "`absence-${what}`": "shiftId(shift)",
  "`matter-${act}`": "id",
  amend: "shiftId(at)",
  abandonment: "turnId({ post, date, shift, person })",
  brief: "shiftId(at)",
  correct: "line",
  "correct-sign-off": "turnId({ post, date, shift, person })",
  count: "shiftId(at)",
  countersign: "shiftId(at)",
  exchange: "shiftId(at)",
  fault: "shiftId(at)",
  late: "shiftId(at)",
  "leave-early": "shiftId(at)",
  // A page may be cut while one writes; the post goes on.
  line: "at.post",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: read in the source, not filled.
  matter: '`${post}/${from?.line ?? "new"}`',
  // What is looked for is about nothing but who looks.
  "log-search": '""',
  move: "shiftId(at)",
  prepare: "shiftId(at)",
  problem: "shiftId(at)",
  reopen: "shiftId(at)",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: read in the source, not filled.
  "roster-plan": "`${post}/${month}`",
  "roster-turn": "shiftId({ post, date, shift })",
  "sign-off": "turnId({ post, date, shift, person })",
  "sign-on": "shiftId(at)",
  "stand-in": "shiftId(at)",
};

const desk = join(import.meta.dirname, "..");

function draftsOfScreens(): Record<string, string> {
  const files = readdirSync(desk, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\./.test(file) && !file.endsWith("own-draft.ts"),
  );
  const found: Record<string, string> = {};
  for (const file of files) {
    const text = readFileSync(join(desk, file), "utf8").replace(/\s+/g, " ");
    const uses = [
      ...text.matchAll(/\buseOwn(?:Draft|Text)(?:<[^(]*>)?\( ?("[a-z-]+"), (.+?)(?:, [\w."]+)?,? ?\);/g),
      ...text.matchAll(/\bdraft=\{\[("[a-z-]+"|`[^`]+`), (.+?)\]\}/g),
    ];
    for (const [, kind = "", about = ""] of uses) found[kind.replaceAll('"', "")] = about;
  }
  return found;
}

test("every draft is about as much as tells it from every other of its kind", () => {
  const found = draftsOfScreens();
  for (const [kind, about] of Object.entries(abouts)) expect([kind, found[kind]]).toEqual([kind, about]);
});

test("no kind of draft is left out", () => {
  const found = Object.keys(draftsOfScreens()).toSorted();
  expect(found.filter((kind) => !(kind in abouts))).toEqual([]);
  expect(found.length).toBeGreaterThanOrEqual(Object.keys(abouts).length);
});
