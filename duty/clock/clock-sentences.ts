import type { Recorded } from "#duty/grammar/entry.ts";
import { type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { ClockEntry } from "./clock-shapes.ts";

const witnessed = {
  none: { zh: "", en: "" },
  for: { zh: "；数据库的时钟与现在的时间一致", en: "; the database's clock agrees with the new time" },
  against: { zh: "；数据库的时钟与现在的时间不符", en: "; the database's clock does not agree with the new time" },
} as const;

/** How an entry of a site's clock reads. */
export function clockSentence(entry: Recorded<ClockEntry>, tell: Vocabulary): Sentence {
  switch (entry.type) {
    case "clock.jumped": {
      const { from, to, witness, server } = entry.body;
      const seen = witnessed[witness];
      return {
        zh: `服务器 ${server} 的时钟从 ${tell.time(from)} 跳到 ${tell.time(to)}${seen.zh}`,
        en: `The clock of the server ${server} jumped from ${tell.time(from)} to ${tell.time(to)}${seen.en}`,
      };
    }
    case "clock.resumed":
      return entry.body.by === "database"
        ? {
            zh: "数据库的时钟证实现在的时间，逾期和呼叫继续",
            en: "The database's clock confirms the time: misses and calls go on",
          }
        : {
            zh: "时钟跳变后等候已满，逾期和呼叫继续",
            en: "The wait after the jump of the clock is over: misses and calls go on",
          };
    case "clock.confirmed": {
      const who = subject(tell, entry.actor);
      return { zh: `${who.zh}确认现在的时间正确`, en: `${who.en} confirms that the time is right now` };
    }
    case "clock.gap": {
      const { from, to } = entry.body;
      return {
        zh: `程序从 ${tell.time(from)} 到 ${tell.time(to)} 没有运行`,
        en: `The program did not run from ${tell.time(from)} to ${tell.time(to)}`,
      };
    }
  }
}
