import { minute } from "#duty/grammar/time.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { towerOpeningDay } from "#test/tower-product.ts";
import { adoptableWith } from "#test/tower-world.ts";
import { long } from "./long-names.ts";
import { rested } from "./rested-counter.ts";
import type { BuildingStage } from "./screen-stage.ts";

const hour = 60 * minute;
const [longFirst, longSecond] = long.people;
const lobby = { post: "lobby", date: towerOpeningDay, shift: "day" };
const dock = { ...lobby, post: long.post };

interface Regulation {
  readonly regulation: string;
  readonly hash: string;
}

/** The acts of one day, in order: each leaves the building in a state worth a picture. */
export const day: readonly ((stage: BuildingStage) => Promise<void>)[] = [
  ...[morning, afternoon, evening, ready, over, poorer, called],
  ...[unsaid, offered, rested],
];

async function confirmAll(stage: BuildingStage, who: string): Promise<void> {
  for (const regulation of ["zhiban-house", "guard-post-handover"]) {
    const { hash } = (await stage.look(who, `/api/regulations/${regulation}/rules`)) as Regulation;
    await stage.does(who, "notice.confirm", { regulation, hash });
  }
}

/** Whoever has taken the post over records when the one before went without signing off; the squad leader knows better. */
async function unsaid(stage: BuildingStage): Promise<void> {
  const record = (who: string, minutesAgo: number, reason: string) => {
    const at = stage.story.now() - minutesAgo * minute;
    return stage.does(who, "attendance.record-sign-off", { ...lobby, person: personNamed("李伟"), at, reason });
  };
  stage.story.pass(31);
  await record("张磊", 12, "走时忘了按下岗。");
  stage.story.pass(25);
  await record("孙涛", 55, "门禁记录。");
}

/** In the evening somebody asks to exchange posts; at the dock, what was prepared and never signed has gone stale. */
async function offered(stage: BuildingStage): Promise<void> {
  const { does, story } = stage;
  const text = "卷帘门维保单位来电：减速箱明早八点到场。";
  await does(longFirst.name, "matter.open", { post: dock.post, class: "ordinary", text, dueAt: story.now() + hour });
  for (const who of [longSecond.name, "张磊"]) await confirmAll(stage, who);
  await does(longSecond.name, "attendance.move", {
    ...{ ...dock, shift: "evening" },
    ...{ to: "lobby", exchangeWith: personNamed("张磊"), record: "卸货平台巡视一次，卷帘门仍断电挂牌。" },
  });
}

/** An edition is adopted of which the product carries out only one rule. */
async function poorer({ does }: BuildingStage): Promise<void> {
  const handover = [{ key: "change", post: "any", summary: { required: true, cites: ["GPH-03"] } }];
  const next = adoptableWith("guard-post-handover", towerOpeningDay, { handover, attendance: undefined });
  await does("何雅静", "site.adopt-edition", { ...next, from: towerOpeningDay });
}

/** Nobody stands at the east gate, the clock has looked, and those who are to be told of it were called. */
async function called(stage: BuildingStage): Promise<void> {
  await stage.clockTurns();
}

/** Somebody comes late, writes, finds something that stays open. */
async function morning(stage: BuildingStage): Promise<void> {
  stage.story.pass(36);
  for (const [who, at] of [
    ["李伟", lobby],
    [longFirst.name, dock],
  ] as const) {
    await confirmAll(stage, who);
    await stage.does(who, "attendance.sign-on", at);
  }
  const lines = [
    ["routine", "接班后巡视大堂一圈，门、灯、消防通道正常。"],
    ["visitor", "1702 访客两人，已登记并联系被访人，09:40 离开。"],
    ["equipment", "3 号电梯厅照明闪烁，已报工程部，维修单 WX-1121-03。"],
    ["vehicle", "顺丰送货车一辆，登记放行。"],
  ] as const;
  let last = "";
  for (const [category, text] of lines) {
    stage.story.pass(47);
    last = (await stage.does("李伟", "log.write-line", { ...lobby, category, text, photos: [] })).id;
  }
  await stage.does("李伟", "log.correct-line", { ...lobby, line: last, text: "应为京东送货车，其余不变。" });
  const longText = "卸货平台卷帘门第三次卡滞：".concat(
    "电机过热保护动作，已断电挂牌并通知驻场维保单位，等待更换减速箱；",
    "ReplacementOfTheGearboxIsExpected".repeat(3),
  );
  await stage.does(longFirst.name, "log.write-line", { ...dock, category: "incident", text: longText, photos: [] });
  await stage.does(longFirst.name, "matter.open", {
    post: dock.post,
    class: "important",
    text: longText,
    dueAt: stage.story.now() + 80 * hour,
  });
  await matters(stage);
  await stage.does(longFirst.name, "absence.leave-at-once", dock);
  const words = { why: "other", reason: longText.slice(0, 120), to: "卸货平台配电间", device: "对讲机三频道" };
  await stage.does(longFirst.name, "absence.tell", { ...dock, ...words, returnBy: stage.story.now() + hour / 2 });
}

async function matters(stage: BuildingStage): Promise<void> {
  const now = stage.story.now();
  const open = (of: string, text: string, hours: number) =>
    stage.does("李伟", "matter.open", { post: "lobby", class: of, text, dueAt: now + hours * hour });
  await open("important", "B1 消防泵房门禁失灵，门暂用锁链，须工程部当面交接钥匙。", 9);
  await open("ordinary", "3 号电梯厅照明更换。", 2);
  await open("continuing", "西侧外墙清洗施工，每日 09:00–17:00 占用人行道。", 60);
}

interface Prepared {
  readonly state: { readonly preparation: { readonly matters: readonly { id: string; class: string }[] } };
  readonly facts: { readonly matters: readonly { id: string; class: string }[] };
  readonly head: { version: number; hash: string };
}

/** It is late enough for a hand-over to be prepared. */
async function afternoon(stage: BuildingStage): Promise<void> {
  stage.story.pass(230);
}

/** The relief is here, the shift is written up, a radio is missing. */
async function evening(stage: BuildingStage): Promise<void> {
  stage.story.pass(10);
  await stage.does(longFirst.name, "absence.come-back", dock);
  await confirmAll(stage, "张磊");
  await confirmAll(stage, longSecond.name);
  await stage.does("张磊", "attendance.sign-on", { ...lobby, shift: "evening" });
  await stage.does(longSecond.name, "attendance.sign-on", { ...dock, shift: "evening" });
  await prepare(stage, "李伟", lobby, personNamed("张磊"));
  await prepare(stage, longFirst.name, dock, longSecond.person);
  await stage.does("张磊", "handover.read-records", lobby);
  const counts = [{ item: "radio", found: 1, damaged: 0, missing: 1, explanation: "一部昨晚送修，收据在抽屉。" }];
  await stage.does("张磊", "handover.count", { ...lobby, counts });
}

async function prepare(stage: BuildingStage, who: string, at: typeof lobby, relief: string): Promise<void> {
  const view = (await stage.look(who, `/api/handover?${new URLSearchParams(at)}`)) as Prepared;
  const reasons = view.facts.matters
    .filter((each) => each.class === "ordinary")
    .map(({ id }) => ({ matter: id, reason: "配件明早九点才到。" }));
  await stage.does(who, "handover.prepare", {
    ...at,
    summary: "早班平稳。3 号电梯厅照明闪烁已报修，留意工程部来人；门禁失灵处锁链钥匙在抽屉。",
    done: "大堂巡视四次，访客登记两起，消防通道每两小时查看一次。",
    relief,
    reasons,
  });
}

/** Everything is said, counted and taken: what is left is to sign. */
async function ready(stage: BuildingStage): Promise<void> {
  const view = (await stage.look("李伟", `/api/handover?${new URLSearchParams(lobby)}`)) as Prepared;
  for (const { id, class: its } of view.state.preparation.matters) {
    if (its === "important")
      await stage.does("孙涛", "matter.release", {
        post: "lobby",
        matter: id.split("/")[1],
        reason: "工程部明早到场，锁链钥匙双人保管。",
      });
    if (its !== "continuing") await stage.does("张磊", "handover.take-matter", { ...lobby, matter: id });
  }
  const counts = ["torch", "keys"].map((item) => ({ item, found: 1, damaged: 0, missing: 0 }));
  await stage.does("张磊", "handover.count", { ...lobby, counts });
  await stage.does("张磊", "handover.take-books", { ...lobby, books: ["visitors"] });
  for (const who of ["李伟", "张磊"])
    await stage.does(who, "handover.confirm-problem", { ...lobby, problem: "kit-radio" });
}

/** Both have signed; later something turns up. */
async function over(stage: BuildingStage): Promise<void> {
  await stage.unlock("孙涛", personNamed("李伟"));
  for (const who of ["李伟", "张磊"]) {
    const { head } = (await stage.look(who, `/api/handover?${new URLSearchParams(lobby)}`)) as Prepared;
    await stage.does(who, "handover.sign", { ...lobby, forms: ["work", "property"] }, { seen: head });
  }
  stage.story.pass(9);
  await stage.does("张磊", "handover.report-fault", {
    ...lobby,
    text: "东侧玻璃门地弹簧漏油，交班时没有说。",
    photos: [],
  });
}
