import type { Recorded } from "#duty/grammar/entry.ts";
import { listed, quoted, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { MatterClass } from "./matter.ts";
import type { MatterEntry } from "./matter-shapes.ts";

const classes: Readonly<Record<MatterClass, Sentence>> = {
  ordinary: { zh: "普通事项", en: "an ordinary matter" },
  important: { zh: "重要事项", en: "an important matter" },
  continuing: { zh: "持续事项", en: "a continuing matter" },
};

/** How an entry of a matter reads. */
export function matterSentence(entry: Recorded<MatterEntry>, tell: Vocabulary): Sentence {
  const who = subject(tell, entry.actor);
  switch (entry.type) {
    case "matter.opened": {
      const its = classes[entry.body.class];
      const text = tell.text(entry.body.text);
      const due = tell.time(entry.body.dueAt);
      return {
        zh: `${who.zh}登记${its.zh}：${text}（${due}前办结）`,
        en: `${who.en} opened ${its.en}: ${text} (due ${due})`,
      };
    }
    case "matter.kit-wanting":
      return kitWanting(entry.body, tell);
    case "matter.kit-recounted": {
      const numbers = wantingKit(entry.body);
      return { zh: `交接重新清点：${numbers.zh}`, en: `Counted again at the hand-over: ${numbers.en}` };
    }
    case "matter.kit-found":
      return {
        zh: "交接清点，已齐全完好，自动办结",
        en: "Counted at the hand-over: all there and sound, which settles it",
      };
    case "matter.progressed": {
      const note = quoted(tell, entry.body.note);
      return { zh: `${who.zh}记录进展${note.zh}`, en: `${who.en} told how it stands${note.en}` };
    }
    case "matter.released": {
      const reason = quoted(tell, entry.body.reason);
      return { zh: `${who.zh}书面放行${reason.zh}`, en: `${who.en} released it in writing${reason.en}` };
    }
    case "matter.taken": {
      // Who took it by hand stands in the hand-over; a continuing one passes by itself.
      const person = tell.person(entry.body.by);
      return { zh: `随岗位交接转给${person.zh}`, en: `It passed to ${person.en} with the post` };
    }
    case "matter.settled": {
      const outcome = quoted(tell, entry.body.outcome);
      return { zh: `${who.zh}办结${outcome.zh}`, en: `${who.en} settled it${outcome.en}` };
    }
  }
}

function kitWanting(body: Extract<MatterEntry, { type: "matter.kit-wanting" }>["body"], tell: Vocabulary): Sentence {
  const item = tell.called("item", body.item);
  const numbers = wantingKit(body);
  return {
    zh: `交接清点，${item.zh}${numbers.zh}，列为跟进事项`,
    en: `Counted at the hand-over: ${item.en} ${numbers.en}, to be followed up`,
  };
}

function wantingKit({ missing, damaged }: { missing: number; damaged: number }): Sentence {
  const told = [
    ...(missing > 0 ? [{ zh: `缺${missing}`, en: `${missing} missing` }] : []),
    ...(damaged > 0 ? [{ zh: `损坏${damaged}`, en: `${damaged} damaged` }] : []),
  ];
  return listed(told);
}
