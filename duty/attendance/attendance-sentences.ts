import type { Recorded } from "#duty/grammar/entry.ts";
import { howMany, listed, quoted, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";

/** How an entry of an attendance reads. */
export function attendanceSentence(entry: Recorded<AttendanceEntry>, tell: Vocabulary): Sentence {
  const who = subject(tell, entry.actor);
  switch (entry.type) {
    case "attendance.expected": {
      const person = tell.person(entry.body.person);
      return { zh: `${person.zh}当班，尚未上岗`, en: `${person.en} is due and has not signed on` };
    }
    case "attendance.signed-on":
      return signedOn(entry.body, tell);
    case "attendance.briefed": {
      const { keyPoints, attendees } = entry.body;
      const said = quoted(tell, keyPoints);
      const heard = listed(attendees.map((each) => tell.person(each)));
      return {
        zh: `${who.zh}班前讲评${said.zh}（到场：${heard.zh || "无"}）`,
        en: `${who.en} held the line-up${said.en} (present: ${heard.en || "nobody"})`,
      };
    }
    case "attendance.moved":
      return moved(entry.body, who, tell);
    case "attendance.exchange-offered":
      return exchangeOffered(entry.body, who, tell);
    case "attendance.exchange-withdrawn":
      return { zh: `${who.zh}收回换岗的提议`, en: `${who.en} took the offer to exchange posts back` };
    case "attendance.signed-off": {
      const { overtimeMinutes: over } = entry.body;
      return {
        zh: `${who.zh}下岗${over > 0 ? `，延时${over}分钟` : ""}`,
        en: `${who.en} signed off${over > 0 ? `, ${howMany(over, "minute", "minutes")} over` : ""}`,
      };
    }
    case "attendance.lined-up": {
      const by = tell.person(entry.body.by);
      return { zh: `本班班前讲评已由${by.zh}做过`, en: `${by.en} has held the line-up of the shift` };
    }
    case "attendance.briefed-others": {
      const people = listed(entry.body.people.map((each) => tell.person(each)));
      return { zh: `讲评一并算同班的${people.zh}听过`, en: `The line-up counts for ${people.en} of the same shift` };
    }
    case "attendance.goes-at-end":
      return { zh: "到点可下岗", en: "Goes when the shift ends" };
    case "attendance.freed":
      return { zh: "岗位有人接，可下岗", en: "Somebody has the post: may go" };
    case "attendance.shift-manned":
      return {
        zh: "未到岗，同班已有人在岗，不再重新呼叫",
        en: "Has not come; somebody else of the shift is there: not called anew",
      };
    case "attendance.held":
      return { zh: "到点没有人接岗，留岗等候", en: "Nobody has come for the post: stays on" };
    case "attendance.put-in":
    case "attendance.excused":
    case "attendance.unscheduled":
    case "attendance.bound":
    case "attendance.missed-before":
    case "attendance.line-up-lacking":
    case "attendance.unbound":
    case "attendance.could-not-come":
    case "attendance.absent":
    case "attendance.not-again":
      return waitedFor(entry, tell);
    case "attendance.sign-off-recorded":
      return signedOffAfterwards(entry.body, who, tell);
    case "attendance.departed":
      return { zh: "已离职，不再在岗", en: "Has left the company, no longer on duty" };
    case "attendance.abandoned":
      return abandoned(entry.body, who, tell);
  }
}

type OfWaiting = Extract<
  AttendanceEntry,
  {
    type: `attendance.${"put-in" | "excused" | "unscheduled" | "bound" | "missed-before" | "line-up-lacking" | "unbound" | "could-not-come" | "absent" | "not-again"}`;
  }
>;

/** That somebody is waited for, from when on or not any more, and what came of it where they never came. */
function waitedFor(entry: OfWaiting, tell: Vocabulary): Sentence {
  switch (entry.type) {
    case "attendance.put-in": {
      const person = tell.person(entry.body.person);
      return { zh: `${person.zh}临时顶班，等其到岗`, en: `${person.en} was put in and is waited for` };
    }
    case "attendance.excused": {
      const cover = tell.person(entry.body.cover);
      return { zh: `由${cover.zh}顶班`, en: `${cover.en} stands in` };
    }
    case "attendance.unscheduled":
      return { zh: "改排，不再等其到岗", en: "The plan changed: no longer waited for" };
    case "attendance.bound": {
      const post = tell.called("post", entry.body.by.post);
      return { zh: `还在${post.zh}当班，走不开，不算迟到`, en: `Still kept on duty at ${post.en}: not late` };
    }
    case "attendance.missed-before":
      return {
        zh: "走不开以前已错过签到时间，仍算迟到",
        en: "Had missed the time to sign on before that: late all the same",
      };
    case "attendance.line-up-lacking":
      return {
        zh: "开班时没有人在岗，班前列队没有举行",
        en: "Nobody was there when the shift began: no line-up was held",
      };
    case "attendance.unbound": {
      const since = tell.time(entry.body.since);
      return { zh: `${since}起走得开，等其到岗`, en: `Free since ${since}: waited for from then on` };
    }
    case "attendance.could-not-come":
      return { zh: "本班结束前来不了，不算缺勤", en: "Could not come before the shift ended: not absent" };
    case "attendance.absent":
      return { zh: "整班未到岗", en: "Never came in the whole shift" };
    case "attendance.not-again":
      return { zh: "重新排上后未再到岗", en: "Was put in again and did not come again" };
  }
}

function moved(
  { to, record, exchanged }: Extract<AttendanceEntry, { type: "attendance.moved" }>["body"],
  who: Sentence,
  tell: Vocabulary,
): Sentence {
  const [post, said] = [tell.called("post", to), quoted(tell, record)];
  if (!exchanged) return { zh: `${who.zh}换岗到${post.zh}${said.zh}`, en: `${who.en} moved to ${post.en}${said.en}` };
  // Both go by what one of them did last.
  const [person, other] = [tell.person(exchanged.person), tell.person(exchanged.exchangeWith)];
  return {
    zh: `${person.zh}与${other.zh}换岗，到${post.zh}${said.zh}`,
    en: `${person.en} exchanged posts with ${other.en} and went to ${post.en}${said.en}`,
  };
}

function exchangeOffered(
  { to, exchangeWith, record }: Extract<AttendanceEntry, { type: "attendance.exchange-offered" }>["body"],
  who: Sentence,
  tell: Vocabulary,
): Sentence {
  const [post, other, said] = [tell.called("post", to), tell.person(exchangeWith), quoted(tell, record)];
  return {
    zh: `${who.zh}提出与${post.zh}的${other.zh}换岗${said.zh}`,
    en: `${who.en} offered to exchange posts with ${other.en} at ${post.en}${said.en}`,
  };
}

function abandoned(
  { leftAt, account, wasOff }: Extract<AttendanceEntry, { type: "attendance.abandoned" }>["body"],
  who: Sentence,
  tell: Vocabulary,
): Sentence {
  const [at, why] = [tell.time(leftAt), quoted(tell, account)];
  if (wasOff)
    return {
      zh: `${who.zh}补记：${at}已擅自离岗，不是下岗${why.zh}`,
      en: `${who.en} recorded that the post had been left at ${at}, which was no sign-off${why.en}`,
    };
  return {
    zh: `${who.zh}记录：${at}擅自离岗${why.zh}`,
    en: `${who.en} recorded that the post was left at ${at}${why.en}`,
  };
}

function signedOffAfterwards(
  { at, overtimeMinutes: over, reason }: Extract<AttendanceEntry, { type: "attendance.sign-off-recorded" }>["body"],
  who: Sentence,
  tell: Vocabulary,
): Sentence {
  const [time, why] = [tell.time(at), quoted(tell, reason)];
  return {
    zh: `${who.zh}补记：${time}下岗${over > 0 ? `，延时${over}分钟` : ""}${why.zh}`,
    en: `${who.en} recorded the sign-off for ${time}${over > 0 ? `, ${howMany(over, "minute", "minutes")} over` : ""}${why.en}`,
  };
}

function signedOn(
  {
    person,
    lateMinutes,
    again,
    from,
    changedFrom,
    record,
  }: Extract<AttendanceEntry, { type: "attendance.signed-on" }>["body"],
  tell: Vocabulary,
): Sentence {
  const who = tell.person(person);
  if (again) return { zh: `${who.zh}再次上岗`, en: `${who.en} signed on again` };
  if (from !== undefined) {
    const post = tell.called("post", from);
    return { zh: `${who.zh}从${post.zh}换岗到此`, en: `${who.en} moved here from ${post.en}` };
  }
  const before = changedFrom === undefined ? undefined : tell.called("post", changedFrom);
  const said = quoted(tell, record);
  const late = lateMinutes > 0;
  const zh = [`${who.zh}上岗`, late ? `，迟到${lateMinutes}分钟` : "", before ? `，本班先在${before.zh}` : "", said.zh];
  const en = [
    `${who.en} signed on`,
    late ? `, ${howMany(lateMinutes, "minute", "minutes")} late` : "",
    before ? `, from ${before.en} in the same shift` : "",
    said.en,
  ];
  return { zh: zh.join(""), en: en.join("") };
}
