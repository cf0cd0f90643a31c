import type { Recorded } from "#duty/grammar/entry.ts";
import { listed, type Sentence, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { ManningEntry } from "./manning-shapes.ts";

/** How an entry of manning reads. */
export function manningSentence(entry: Recorded<ManningEntry>, tell: Vocabulary): Sentence {
  switch (entry.type) {
    case "manning.reckoned": {
      const { shifts } = entry.body;
      const [empty, filled] = [false, true].map((manned) => shiftsTold(tell, keysOf(shifts, manned)));
      if (!empty) return { zh: `${filled?.zh}有人值守了`, en: `Somebody is there for ${filled?.en}` };
      const told = { zh: `${empty.zh}无人排班`, en: `Nobody is rostered for ${empty.en}` };
      if (!filled) return told;
      return { zh: `${told.zh}；${filled.zh}有人值守了`, en: `${told.en}; somebody is there for ${filled.en}` };
    }
    case "manning.left": {
      const [who, from] = [tell.person(entry.body.person), tell.called("shift", entry.body.shift)];
      return { zh: `${who.zh}已离开${from.zh}`, en: `${who.en} is gone from ${from.en}` };
    }
    case "manning.ended": {
      const over = shiftsTold(tell, entry.body.shifts);
      return { zh: `${over?.zh}已过或已取消，不再待排`, en: `No longer to be filled: ${over?.en}` };
    }
  }
}

function keysOf(shifts: readonly { readonly shift: string; readonly manned: boolean }[], manned: boolean) {
  return shifts.filter((each) => each.manned === manned).map(({ shift }) => shift);
}

function shiftsTold(tell: Vocabulary, keys: readonly string[]): Sentence | undefined {
  if (keys.length === 0) return undefined;
  return listed(keys.map((key) => tell.called("shift", key)));
}
