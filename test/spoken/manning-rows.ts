import { wu } from "../handover-story.ts";
import { fivePast } from "./told-things.ts";
import type { SpokenRow } from "./unspelled-variants.ts";

const found = (shift: string, manned: boolean) => ({ shift, startsAt: fivePast, endsAt: fivePast, manned });

/** How it reads that shifts have nobody. */
export const manningRows: readonly SpokenRow[] = [
  [
    "manning.reckoned",
    { shifts: [found("day", false), found("night", false)] },
    "〈day〉、〈night〉无人排班",
    "Nobody is rostered for <day>, <night>",
  ],
  ["manning.reckoned", { shifts: [found("day", true)] }, "〈day〉有人值守了", "Somebody is there for <day>"],
  [
    "manning.reckoned",
    { shifts: [found("day", true), found("night", false)] },
    "〈night〉无人排班；〈day〉有人值守了",
    "Nobody is rostered for <night>; somebody is there for <day>",
  ],
  [
    "manning.reckoned",
    { shifts: [{ ...found("day", false), emptied: true }, found("night", false)] },
    "〈night〉无人排班；〈day〉岗上无人",
    "Nobody is rostered for <night>; nobody is at the post in <day>",
  ],
  [
    "manning.reckoned",
    { shifts: [{ ...found("day", true), emptied: true }] },
    "〈day〉有人值守了",
    "Somebody is there for <day>",
  ],
  [
    "manning.reckoned",
    { shifts: [{ ...found("day", false), emptied: false }] },
    "〈day〉无人排班",
    "Nobody is rostered for <day>",
  ],
  ["manning.left", { under: 1, shift: "day", person: wu }, "吴军已离开〈day〉", "Wu Jun is gone from <day>"],
  ["manning.came-back", { under: 1, shift: "day", person: wu }, "吴军又回到〈day〉", "Wu Jun is back in <day>"],
  ["manning.ended", { shifts: ["day"] }, "〈day〉已过或已取消，不再待排", "No longer to be filled: <day>"],
];
