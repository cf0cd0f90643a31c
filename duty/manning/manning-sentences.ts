import type { Recorded } from "#duty/grammar/entry.ts";
import { listed, type Sentence, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { FoundShift, ManningEntry } from "./manning-shapes.ts";

/** How an entry of manning reads. */
export function manningSentence(entry: Recorded<ManningEntry>, tell: Vocabulary): Sentence {
  switch (entry.type) {
    case "manning.reckoned": {
      const told = foundTold(entry.body.shifts, tell);
      const [first = "", ...rest] = told.map(({ en }) => en);
      const en = [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest].join("; ");
      return { zh: told.map(({ zh }) => zh).join("；"), en };
    }
    case "manning.left": {
      const [who, from] = [tell.person(entry.body.person), tell.called("shift", entry.body.shift)];
      return { zh: `${who.zh}已离开${from.zh}`, en: `${who.en} is gone from ${from.en}` };
    }
    case "manning.came-back": {
      const [who, to] = [tell.person(entry.body.person), tell.called("shift", entry.body.shift)];
      return { zh: `${who.zh}又回到${to.zh}`, en: `${who.en} is back in ${to.en}` };
    }
    case "manning.ended": {
      const over = shiftsTold(tell, entry.body.shifts);
      return { zh: `${over?.zh}已过或已取消，不再待排`, en: `No longer to be filled: ${over?.en}` };
    }
  }
}

/** What the plan lacks, where nobody stands, and what has somebody: each in one sentence. */
function foundTold(shifts: readonly FoundShift[], tell: Vocabulary): Sentence[] {
  const of = (isOf: (each: FoundShift) => boolean | undefined) =>
    shiftsTold(tell, [...new Set(shifts.filter(isOf).map(({ shift }) => shift))]);
  const lacking = of(({ manned, emptied }) => !manned && !emptied);
  const empty = of(({ manned, emptied }) => !manned && emptied);
  const filled = of(({ manned }) => manned);
  return [
    ...(lacking ? [{ zh: `${lacking.zh}无人排班`, en: `nobody is rostered for ${lacking.en}` }] : []),
    ...(empty ? [{ zh: `${empty.zh}岗上无人`, en: `nobody is at the post in ${empty.en}` }] : []),
    ...(filled ? [{ zh: `${filled.zh}有人值守了`, en: `somebody is there for ${filled.en}` }] : []),
  ];
}

function shiftsTold(tell: Vocabulary, keys: readonly string[]): Sentence | undefined {
  if (keys.length === 0) return undefined;
  return listed(keys.map((key) => tell.called("shift", key)));
}
