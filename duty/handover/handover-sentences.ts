import type { Recorded } from "#duty/grammar/entry.ts";
import { howMany, listed, quoted, type Sentence, subject, type Vocabulary } from "#duty/grammar/sentence.ts";
import type { Count, Form, Side } from "./handover.ts";
import type { HandoverEntry } from "./handover-shapes.ts";

type Of<T extends HandoverEntry["type"]> = Extract<HandoverEntry, { type: T }>["body"];

const sides: Readonly<Record<Side, Sentence>> = {
  outgoing: { zh: "交班人", en: "the outgoing side" },
  incoming: { zh: "接班人", en: "the incoming side" },
};
const forms: Readonly<Record<Form, Sentence>> = {
  work: { zh: "工作交接表", en: "the work form" },
  property: { zh: "公物交接表", en: "the property form" },
};

/** How an entry of a hand-over reads. */
export function handoverSentence(entry: Recorded<HandoverEntry>, tell: Vocabulary): Sentence {
  const who = subject(tell, entry.actor);
  const said = predicate(entry, tell);
  return { zh: `${who.zh}${said.zh}`, en: `${who.en} ${said.en}` };
}

/** What is noted in the same words each time. */
const noted = {
  "handover.take-up-ended": {
    zh: "注明本班不用再接收：办结的人连上下一班，已经交出岗位",
    en: "notes that nobody has to take the shift up any more: whoever closed it came again and has handed the post over",
  },
  "handover.take-up-put-off": {
    zh: "注明到时没有能接收本班的人在岗，由下一班接收",
    en: "notes that nobody was there in time who could have taken the shift up: it is for the next shift",
  },
  "handover.relief-waited": {
    zh: "注明到时没有能接班的人在岗，等人到岗再交班",
    en: "notes that nobody was there in time who could take the post over: the hand-over waits for them",
  },
  "handover.never-begun": { zh: "报告本班无人到岗", en: "tells that nobody came in this shift" },
  "handover.can-pass": {
    zh: "注明可以交班了，从此时起算",
    en: "notes that the post can be handed over now: the time for it runs from here",
  },
} as const satisfies Readonly<Record<string, Sentence>>;

function predicate(entry: HandoverEntry, tell: Vocabulary): Sentence {
  switch (entry.type) {
    case "handover.opened":
      return { zh: "启用本班交接", en: "opened the hand-over of the shift" };
    case "handover.prepared":
      return prepared(entry.body, tell);
    case "handover.amended":
      return amended(entry.body, tell);
    case "handover.lists-amended": {
      const { kit, books } = entry.body;
      return {
        zh: `把交接单改列为岗位现在的配备：公物${kit.length}种，记录簿${books.length}本`,
        en: `put on the form what the post has now (kinds of kit: ${kit.length}, books: ${books.length})`,
      };
    }
    case "handover.matters-listed": {
      const { matters } = entry.body;
      return {
        zh: `列出岗位现在未办结的事项：${matters.length}项`,
        en: `lists what is open at the post now (open matters: ${matters.length})`,
      };
    }
    case "handover.counted":
      return counted(entry.body.counts, tell);
    case "handover.books-taken": {
      const books = listed(entry.body.books.map((each) => tell.called("book", each)));
      return { zh: `接收记录簿：${books.zh || "无"}`, en: `took the books: ${books.en || "none"}` };
    }
    case "handover.records-read":
      return { zh: "已阅读本班记录并询问情况", en: "has read the records and asked about them" };
    case "handover.matter-taken":
      return { zh: "接收一项跟进事项", en: "took a matter" };
    case "handover.stood-in":
      return withText("代为交班", "stands in for the outgoing side", entry.body.reason, tell);
    case "handover.reopened":
      return withText(
        "重新打开交接，原签名作废",
        "reopened the hand-over; signatures are void",
        entry.body.reason,
        tell,
      );
    case "handover.problem-raised":
      return raised(entry.body, tell);
    case "handover.problem-confirmed": {
      const side = sides[entry.body.side];
      return {
        zh: `作为${side.zh}确认问题已当面说清`,
        en: `confirmed for ${side.en} that the problem was talked over`,
      };
    }
    case "handover.signed":
      return signed(entry.body, tell);
    case "handover.completed":
      return completed(entry.body, tell);
    case "handover.taken-up":
      return takenUp(entry.body);
    case "handover.take-up-ended":
    case "handover.take-up-put-off":
    case "handover.relief-waited":
    case "handover.can-pass":
    case "handover.never-begun":
      return noted[entry.type];
    case "handover.fault-found":
      return withText("发现上一班遗留问题", "found something wrong with the shift before", entry.body.text, tell);
    case "handover.kit-fault-found":
      return kitFault(entry.body, tell);
    case "handover.fault-acknowledged":
      return withText("受理交班后发现的问题", "answers for what was found", entry.body.note, tell);
  }
}

function withText(zh: string, en: string, sealed: Parameters<typeof quoted>[1], tell: Vocabulary): Sentence {
  const text = quoted(tell, sealed);
  return { zh: `${zh}${text.zh}`, en: `${en}${text.en}` };
}

function prepared({ summary, done, relief, matters }: Of<"handover.prepared">, tell: Vocabulary): Sentence {
  const spoken = quoted(tell, summary ?? done);
  const to = relief === undefined ? undefined : tell.person(relief);
  return {
    zh: `写好交班${spoken.zh}（接班人：${to?.zh ?? "无"}；未办结事项${matters.length}项）`,
    en: `wrote up the shift${spoken.en} (relief: ${to?.en ?? "nobody"}; open matters: ${matters.length})`,
  };
}

function amended({ relief, matters }: Of<"handover.amended">, tell: Vocabulary): Sentence {
  const to = relief === undefined ? undefined : tell.person(relief);
  return {
    zh: `补齐交接单，原签名作废（接班人：${to?.zh ?? "无"}；未办结事项${matters.length}项）`,
    en: `brought the hand-over up to date; signatures are void (relief: ${to?.en ?? "nobody"}; open matters: ${matters.length})`,
  };
}

function counted(counts: readonly Count[], tell: Vocabulary): Sentence {
  const wanting = counts.filter(({ damaged, missing }) => damaged > 0 || missing > 0);
  if (wanting.length === 0)
    return {
      zh: `清点公物${counts.length}种，齐全完好`,
      en: `counted the kit (kinds: ${counts.length}), all there and sound`,
    };
  const spoken = listed(wanting.map((each) => wantingCount(each, tell)));
  return { zh: `清点公物：${spoken.zh}`, en: `counted the kit: ${spoken.en}` };
}

function kitFault(body: Of<"handover.kit-fault-found">, tell: Vocabulary): Sentence {
  const spoken = wantingCount(body, tell);
  return {
    zh: `在上一班离开后清点发现公物问题：${spoken.zh}`,
    en: `found kit wanting after the shift had left: ${spoken.en}`,
  };
}

function wantingCount({ item, damaged, missing, explanation }: Omit<Count, "found">, tell: Vocabulary): Sentence {
  const name = tell.called("item", item);
  const why = quoted(tell, explanation);
  const zh = [missing > 0 ? `缺${missing}` : "", damaged > 0 ? `损坏${damaged}` : ""].filter(Boolean).join("、");
  const en = [missing > 0 ? `${missing} missing` : "", damaged > 0 ? `${damaged} damaged` : ""]
    .filter(Boolean)
    .join(", ");
  return { zh: `${name.zh}${zh}${why.zh}`, en: `${name.en} ${en}${why.en}` };
}

function raised({ text, item }: Of<"handover.problem-raised">, tell: Vocabulary): Sentence {
  if (item === undefined) return withText("提出问题", "raised a problem", text, tell);
  const name = tell.called("item", item);
  return { zh: `提出问题：${name.zh}与应有数不符或有损坏`, en: `raised a problem: ${name.en} is missing or damaged` };
}

function signed({ side, forms: on, lateReason }: Of<"handover.signed">, tell: Vocabulary): Sentence {
  const as = sides[side];
  const papers = listed(on.map((each) => forms[each]));
  const late = quoted(tell, lateReason);
  return {
    zh: `以${as.zh}身份签名${papers.zh ? `（${papers.zh}）` : ""}${late.zh ? `，延迟原因${late.zh}` : ""}`,
    en: `signed for ${as.en}${papers.en ? ` (${papers.en})` : ""}${late.en ? `, late because${late.en}` : ""}`,
  };
}

function takenUp({ matters }: Of<"handover.taken-up">): Sentence {
  return {
    zh: `接收单独办结的本班，转来事项${matters.length}项`,
    en: `took up the shift that was closed alone (open matters: ${matters.length})`,
  };
}

function completed({ incoming, lateMinutes, matters }: Of<"handover.completed">, tell: Vocabulary): Sentence {
  const late = {
    zh: lateMinutes > 0 ? `，延迟${lateMinutes}分钟` : "",
    en: lateMinutes > 0 ? `, ${howMany(lateMinutes, "minute", "minutes")} late` : "",
  };
  if (incoming === undefined)
    return { zh: `办结本班，无人接班${late.zh}`, en: `closed the shift; nobody takes over${late.en}` };
  const to = tell.person(incoming);
  return {
    zh: `完成交接，岗位由${to.zh}接手，移交事项${matters.length}项${late.zh}`,
    en: `completed the hand-over; ${to.en} has the post (open matters: ${matters.length})${late.en}`,
  };
}
