import { type Actor, type PersonId, personOf, type Recorded, type Sealed } from "./entry.ts";
import { isOverdue, type ObligationEntry } from "./obligation.ts";
import type { Instant } from "./time.ts";

/** One sentence in both of the languages in which the product speaks by itself. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** What a sentence needs to know and an entry does not hold: what things are called, and what stands behind commitments. */
export interface Vocabulary {
  person(id: PersonId | undefined): Sentence;
  /** `post`, `shift`, `item`, `book`, `category`, `function` or `obligation` by its key. */
  called(kind: "post" | "shift" | "item" | "book" | "category" | "function" | "obligation", key: string): Sentence;
  /** What people wrote, as they wrote it. */
  text(sealed: Sealed): string;
  time(at: Instant): string;
}

/** Who did it, as the subject of a sentence. */
export function subject(tell: Vocabulary, actor: Actor): Sentence {
  if (typeof actor === "object") return tell.person(personOf(actor));
  return actor === "clock" ? { zh: "时钟", en: "The clock" } : { zh: "系统", en: "The system" };
}

/** A number with what it counts, in English: `1 minute`, `0 minutes`. Chinese has one form. */
export function howMany(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Text that may be missing, after a colon. */
export function quoted(tell: Vocabulary, sealed: Sealed | undefined): Sentence {
  if (sealed === undefined) return { zh: "", en: "" };
  const text = tell.text(sealed);
  return { zh: `：${text}`, en: `: ${text}` };
}

export function listed(sentences: readonly Sentence[]): Sentence {
  return { zh: sentences.map((each) => each.zh).join("、"), en: sentences.map((each) => each.en).join(", ") };
}

/** What the ledger says in any stream. */
export function obligationSentence(entry: Recorded<ObligationEntry>, tell: Vocabulary): Sentence {
  const what = tell.called("obligation", entry.body.key);
  switch (entry.type) {
    case "obligation.missed":
      return { zh: `${what.zh}逾期未办`, en: `${what.en} was not done in time` };
    case "obligation.escalated": {
      const call = tell.called("function", entry.body.call);
      if (!isOverdue(entry.body.dueAt, entry.at))
        return { zh: `${what.zh}：即时呼叫${call.zh}`, en: `${what.en}: ${call.en} called at once` };
      return { zh: `${what.zh}仍未办，已呼叫${call.zh}`, en: `${what.en} still not done, ${call.en} called` };
    }
    case "obligation.called": {
      if (entry.body.people.length === 0)
        return { zh: `${what.zh}：没有可叫的人`, en: `${what.en}: there is nobody to call` };
      const people = listed(entry.body.people.map((each) => tell.person(each)));
      return { zh: `${what.zh}：已呼叫${people.zh}`, en: `${what.en}: ${people.en} called` };
    }
    case "obligation.heard": {
      const people = listed(entry.body.people.map((each) => tell.person(each)));
      return { zh: `${people.zh}已收到呼叫：${what.zh}`, en: `The call about ${what.en} reached ${people.en}` };
    }
    case "obligation.unheard":
      return { zh: `呼叫无人收到：${what.zh}`, en: `The call about ${what.en} reached nobody` };
    case "obligation.called-anew":
      return {
        zh: `${what.zh}：有人应答后仍未办，重新呼叫`,
        en: `${what.en} was answered and is still not done: called anew`,
      };
    case "obligation.acknowledged": {
      const who = subject(tell, entry.actor);
      return { zh: `${who.zh}已应答：${what.zh}`, en: `${who.en} answers for ${what.en}` };
    }
    case "obligation.self-answered": {
      const who = subject(tell, entry.actor);
      const reason = quoted(tell, entry.body.reason);
      return {
        zh: `${who.zh}自答本人的事（${what.zh}）${reason.zh}`,
        en: `${who.en} answers for ${what.en}, which is about themselves${reason.en}`,
      };
    }
  }
}
