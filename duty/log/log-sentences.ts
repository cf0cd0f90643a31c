import { personOf, type Recorded } from "#duty/grammar/entry.ts";
import { quoted, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { LogEntry } from "./log-shapes.ts";

/** How an entry of a page reads. */
export function logSentence(entry: Recorded<LogEntry>, tell: Vocabulary): Sentence {
  const who = subject(tell, entry.actor);
  switch (entry.type) {
    case "log.page-opened": {
      const shift = tell.called("shift", entry.body.occurrence.shift);
      return { zh: `${shift.zh}日志页启用`, en: `The page of the ${shift.en} was opened` };
    }
    case "log.line-written":
      return line(entry, tell);
    case "log.line-corrected": {
      const text = quoted(tell, entry.body.text);
      return { zh: `${who.zh}更正${text.zh}`, en: `${who.en} corrected${text.en}` };
    }
    case "log.page-cut":
      return {
        zh: "交班截止，以后的记录写在下一页",
        en: "Cut off for the hand-over; what comes later stands on the next page",
      };
    case "log.page-reopened":
      return { zh: "交接重开，本页接着记", en: "The hand-over was reopened; the page goes on" };
    case "log.page-closed":
      return { zh: "交接完成，本页封存", en: "Handed over; the page is closed" };
    case "log.countersigned": {
      const note = quoted(tell, entry.body.note);
      return { zh: `${who.zh}签阅${note.zh}`, en: `${who.en} countersigned${note.en}` };
    }
  }
}

function line(entry: Extract<Recorded<LogEntry>, { type: "log.line-written" }>, tell: Vocabulary): Sentence {
  const { text, category, duringHandover, by = personOf(entry.actor) } = entry.body;
  const who = tell.person(by);
  const kind = category === undefined ? undefined : tell.called("category", category);
  const said = tell.text(text);
  const zh = `${duringHandover ? "（交接中）" : ""}${kind ? `【${kind.zh}】` : ""}${said}（${who.zh}）`;
  const en = `${duringHandover ? "(during hand-over) " : ""}${kind ? `[${kind.en}] ` : ""}${said} (${who.en})`;
  return { zh, en };
}
