import type { Recorded } from "#duty/grammar/entry.ts";
import { howMany, quoted, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { PersonEntry } from "./person-shapes.ts";

/** How an entry about a person reads; whom it is about stands above it. */
export function personSentence(entry: Recorded<PersonEntry>, tell: Vocabulary): Sentence {
  const who = subject(tell, entry.actor);
  switch (entry.type) {
    case "person.joined": {
      const name = tell.text(entry.body.name);
      return { zh: `${who.zh}登记${name}入职`, en: `${who.en} took ${name} in` };
    }
    case "person.function-granted": {
      const held = tell.called("function", entry.body.function);
      return { zh: `${who.zh}授予职能：${held.zh}`, en: `${who.en} granted the function of ${held.en}` };
    }
    case "person.function-ended": {
      const held = tell.called("function", entry.body.function);
      const why = quoted(tell, entry.body.reason);
      return { zh: `${who.zh}终止职能${held.zh}${why.zh}`, en: `${who.en} ended the function of ${held.en}${why.en}` };
    }
    case "person.pin-reset": {
      const why = quoted(tell, entry.body.reason);
      return { zh: `${who.zh}重置签字码${why.zh}`, en: `${who.en} reset the PIN${why.en}` };
    }
    case "person.password-reset": {
      const why = quoted(tell, entry.body.reason);
      return {
        zh: `${who.zh}重置密码，旧密码和签字码作废${why.zh}`,
        en: `${who.en} reset the password; it and the PIN are void${why.en}`,
      };
    }
    case "person.left": {
      const why = quoted(tell, entry.body.reason);
      return { zh: `${who.zh}登记离职${why.zh}`, en: `${who.en} recorded that they left${why.en}` };
    }
    case "person.duty-ended": {
      const [on, turns, owed] = [entry.body.on.length, entry.body.turns.length, entry.body.owed.length];
      return {
        zh: `已离职：当班 ${on} 处，空出 ${turns} 班，名下未办 ${owed} 件`,
        en: `Has left: on duty in ${howMany(on, "shift", "shifts")}, ${howMany(turns, "turn", "turns")} vacant, ${howMany(owed, "thing", "things")} owed by name`,
      };
    }
  }
}
