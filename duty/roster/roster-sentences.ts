import type { Recorded } from "#duty/grammar/entry.ts";
import { howMany, quoted, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { Exchange } from "./roster.ts";
import type { RosterEntry } from "./roster-shapes.ts";

/** How an entry of a roster reads. */
export function rosterSentence(entry: Recorded<RosterEntry>, tell: Vocabulary): Sentence {
  const who = subject(tell, entry.actor);
  switch (entry.type) {
    case "roster.published": {
      const { length } = entry.body.assignments;
      return {
        zh: `${who.zh}发布排班表，共 ${length} 个班次`,
        en: `${who.en} published the roster, ${howMany(length, "turn", "turns")}`,
      };
    }
    case "roster.turns-changed": {
      const [added, dropped] = [entry.body.added.length, entry.body.dropped.length];
      return {
        zh: `改排：新增 ${added} 人次，取消 ${dropped} 人次`,
        en: `The plan changed: ${howMany(added, "turn", "turns")} added, ${howMany(dropped, "turn", "turns")} dropped`,
      };
    }
    case "roster.turns-vacated": {
      const { length } = entry.body.turns;
      return {
        zh: `有人离职，空出 ${length} 班`,
        en: `Somebody left the company: ${howMany(length, "turn", "turns")} vacant`,
      };
    }
    case "roster.cover-undone": {
      const { absent, cover } = personsOf(entry.body, tell);
      const turn = turnOf(entry.body, tell);
      return {
        zh: `新排班不再由${cover.zh}顶替${absent.zh}（${turn.zh}）`,
        en: `The new plan no longer puts ${cover.en} in for ${absent.en} (${turn.en})`,
      };
    }
    case "roster.cover-taken-back": {
      const { absent, cover } = personsOf(entry.body, tell);
      const [turn, why] = [turnOf(entry.body, tell), quoted(tell, entry.body.reason)];
      return {
        zh: `${who.zh}撤回顶班：${cover.zh}不再顶替${absent.zh}（${turn.zh}）${why.zh}`,
        en: `${who.en} took a cover back: ${cover.en} no longer stands in for ${absent.en} (${turn.en})${why.en}`,
      };
    }
    case "roster.cover-arranged": {
      const { absent, cover } = personsOf(entry.body, tell);
      const [turn, why] = [turnOf(entry.body, tell), quoted(tell, entry.body.reason)];
      return {
        zh: `${who.zh}安排${cover.zh}顶替${absent.zh}（${turn.zh}）${why.zh}`,
        en: `${who.en} put ${cover.en} in for ${absent.en} (${turn.en})${why.en}`,
      };
    }
  }
}

function personsOf({ absent, cover }: Pick<Exchange, "absent" | "cover">, tell: Vocabulary) {
  return { absent: tell.person(absent), cover: tell.person(cover) };
}

function turnOf({ date, shift }: Pick<Exchange, "date" | "shift">, tell: Vocabulary): Sentence {
  const called = tell.called("shift", shift);
  return { zh: `${date} ${called.zh}`, en: `${date} ${called.en}` };
}
