import type { PersonId, Recorded } from "#duty/grammar/entry.ts";
import { howMany, listed, quoted, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { Said } from "./absence.ts";
import type { AbsenceEntry } from "./absence-shapes.ts";

const reasons: Readonly<Record<NonNullable<Said["why"]>, Sentence>> = {
  meal: { zh: "用餐", en: "a meal" },
  work: { zh: "外出作业", en: "work elsewhere" },
  other: { zh: "其他事由", en: "another reason" },
};

/** Entries that name nobody and say one thing. */
const plain = {
  "absence.lapsed": {
    zh: "到了回岗时间仍无人答应顶岗，申请作废",
    en: "Nobody accepted by the time of return; the request is void",
  },
  "absence.ended": { zh: "本人下岗，暂离或顶岗随之结束", en: "Off duty; leave and cover end with it" },
  "absence.post-passed": {
    zh: "一直无人顶上，岗位由后面的班次接着安排",
    en: "Nobody ever stood in; later shifts see to the post",
  },
  "absence.came-again": { zh: "又到岗上，离岗到此为止", en: "Back at the post, away from it no longer" },
  "absence.found-gone": {
    zh: "已离开本岗，回岗前在各班次都不算在岗",
    en: "Gone from the post, and until back counts as there in no shift",
  },
  "absence.shift-begun": { zh: "本班已开始，仍未回岗", en: "The shift has begun, and they are not back" },
  "absence.still-away": { zh: "班次已结束，仍未回岗", en: "The shift is over, and they are not back" },
  "absence.left-bare": { zh: "仍未回岗，岗上无人", en: "They are not back, and nobody stands at the post" },
  "absence.gone-for-good": {
    zh: "在本岗已无班次，离岗到此为止",
    en: "No turn at the post is left, and so nobody is away from it",
  },
  "absence.gone-unheard": {
    zh: "离开时还没有应答别人离岗的呼叫",
    en: "Gone before having heard that somebody left the post",
  },
  "absence.stood-down": { zh: "顶岗结束，回到本岗", en: "Back from covering" },
} as const;

/** How an entry of an absence reads. */
export function absenceSentence(entry: Recorded<AbsenceEntry>, tell: Vocabulary): Sentence {
  const who = subject(tell, entry.actor);
  switch (entry.type) {
    case "absence.asked": {
      const cover = tell.person(entry.body.cover.person);
      const said = words(entry.body, tell);
      return {
        zh: `${who.zh}申请暂离（${said.zh}），请${cover.zh}顶岗`,
        en: `${who.en} asks to leave for a while (${said.en}), ${cover.en} to cover`,
      };
    }
    case "absence.left": {
      const said = words(entry.body, tell);
      const told = hearers(entry.body.told, tell);
      return {
        zh: `${who.zh}暂离岗位（${said.zh}）${told.zh}`,
        en: `${who.en} left for a while (${said.en})${told.en}`,
      };
    }
    case "absence.left-at-once":
      return hurried(who, hearers(entry.body.told, tell));
    case "absence.colleagues-called": {
      const people = listed(entry.body.people.map(({ person }) => tell.person(person)));
      return { zh: `同时呼叫同岗的${people.zh}`, en: `${people.en}, at the same post, called at the same time` };
    }
    case "absence.accepted": {
      const told = hearers(entry.body.told, tell);
      return { zh: `${who.zh}答应顶岗，开始守岗${told.zh}`, en: `${who.en} accepted and covers the post${told.en}` };
    }
    case "absence.accepted-unread":
      return unread(entry.body, tell);
    case "absence.withdrawn":
      return { zh: `${who.zh}取消了暂离申请`, en: `${who.en} called the leave off` };
    case "absence.heard":
      return { zh: `${who.zh}已知悉去向`, en: `${who.en} heard where to` };
    case "absence.heard-at-post":
      return { zh: `${who.zh}在岗，由其守岗`, en: `${who.en} is there and keeps the post` };
    case "absence.hearing-ended": {
      const whom = tell.person(entry.body.person);
      return { zh: `${whom.zh}已不在岗，不必再知悉去向`, en: `${whom.en} is off duty, and need not hear where to` };
    }
    case "absence.told": {
      const said = words(entry.body, tell);
      return {
        zh: `${who.zh}补说紧急离岗的原因（${said.zh}）`,
        en: `${who.en} told why they left at once (${said.en})`,
      };
    }
    case "absence.returned":
      return returned(who, entry.body.lateMinutes);
    case "absence.cover-ended": {
      const cover = tell.person(entry.body.cover.person);
      return entry.body.bare
        ? { zh: `${cover.zh}不再顶岗，岗位无人`, en: `${cover.en} no longer covers, nobody is at the post` }
        : { zh: `${cover.zh}结束顶岗`, en: `${cover.en} stopped covering` };
    }
    case "absence.post-manned": {
      const by = tell.person(entry.body.by);
      return { zh: `${by.zh}在岗，岗位有人了`, en: `${by.en} is there, somebody is at the post` };
    }
    case "absence.came-instead": {
      const others = listed(entry.body.of.map(({ person }) => tell.person(person)));
      return { zh: `${others.zh}紧急离岗，到岗顶上`, en: `Stands in, since ${others.en} left at once` };
    }
    case "absence.stood": {
      const { person, post } = entry.body.standsFor;
      const place = tell.called("post", post);
      const other = tell.person(person);
      return { zh: `去${place.zh}替${other.zh}顶岗`, en: `Covers at ${place.en} for ${other.en}` };
    }
    default:
      return plain[entry.type];
  }
}

function hurried(who: Sentence, told: Sentence): Sentence {
  return { zh: `${who.zh}紧急离岗${told.zh}`, en: `${who.en} left at once${told.en}` };
}

function unread(
  { by, regulation, dueAt }: Extract<AbsenceEntry, { type: "absence.accepted-unread" }>["body"],
  tell: Vocabulary,
): Sentence {
  const [reader, time] = [tell.person(by), tell.time(dueAt)];
  return {
    zh: `${reader.zh}还没确认已读制度 ${regulation}，${time} 前补确认`,
    en: `${reader.en} has not confirmed ${regulation} yet, and is to by ${time}`,
  };
}

function returned(who: Sentence, late: number): Sentence {
  if (late === 0) return { zh: `${who.zh}回岗`, en: `${who.en} came back` };
  return {
    zh: `${who.zh}回岗，晚了${late}分钟`,
    en: `${who.en} came back, ${howMany(late, "minute", "minutes")} late`,
  };
}

function words({ why, reason, to, device, returnBy }: Said, tell: Vocabulary): Sentence {
  const place = quoted(tell, to);
  const carried = quoted(tell, device);
  const by = returnBy === undefined ? undefined : tell.time(returnBy);
  const parts: Sentence[] = [
    ...(why ? [reasons[why]] : []),
    ...(reason ? [{ zh: tell.text(reason), en: tell.text(reason) }] : []),
    ...(to ? [{ zh: `去向${place.zh}`, en: `to${place.en}` }] : []),
    ...(device ? [{ zh: `携带${carried.zh}`, en: `carries${carried.en}` }] : []),
    ...(by === undefined ? [] : [{ zh: `${by}前回岗`, en: `back by ${by}` }]),
  ];
  return { zh: parts.map(({ zh }) => zh).join("，"), en: parts.map(({ en }) => en).join(", ") };
}

function hearers(told: readonly PersonId[], tell: Vocabulary): Sentence {
  if (told.length === 0) return { zh: "", en: "" };
  const people = listed(told.map((each) => tell.person(each)));
  return { zh: `，已告知${people.zh}`, en: `, ${people.en} told` };
}
