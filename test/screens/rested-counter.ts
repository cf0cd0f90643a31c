import { datePlus, minute } from "#duty/grammar/time.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { towerOpeningDay } from "#test/tower-product.ts";
import type { BuildingStage } from "./screen-stage.ts";

const first = datePlus(towerOpeningDay, 1);
const second = datePlus(towerOpeningDay, 2);

/** A counter that rests at night, on two days, after everything else has been seen. */
export const counter = { post: "counter", first, second, shift: "day" } as const;

const [closer, comer] = ["马超", "孙涛"] as const;

/** Somebody has closed their day there alone, and whoever has the next one is there in the morning. */
export async function rested(stage: BuildingStage): Promise<void> {
  const { does } = stage;
  await does("何雅静", "site.establish-post", {
    ...{
      key: counter.post,
      name: "服务台",
      department: "客服部",
      shifts: [dayShift],
      books: [{ key: "lost", name: "失物登记簿" }],
    },
    kit: [
      { key: "radio", name: "对讲机", expected: 2 },
      { key: "keys", name: "柜台钥匙", expected: 3 },
    ],
    binds: [leaders],
  });
  const assignments = [
    { date: first, shift: counter.shift, person: personNamed(closer), leading: true },
    { date: second, shift: counter.shift, person: personNamed(comer), leading: true },
  ];
  await does("何雅静", "roster.publish", { post: counter.post, month: first.slice(0, 7), assignments });
  until(stage, first, "07:40");
  for (const who of [closer, comer]) await confirms(stage, who);
  const own = { post: counter.post, date: first, shift: counter.shift };
  await does(closer, "attendance.sign-on", own);
  until(stage, first, "15:45");
  await does(closer, "handover.prepare", {
    ...{ ...own, summary: "上午接待访客二十余人，无异常。", done: "柜台巡视两次。", nothingPending: true, reasons: [] },
  });
  until(stage, first, "16:00");
  const { head } = (await stage.look(closer, `/api/handover?${new URLSearchParams(own)}`)) as { head: object };
  await does(closer, "handover.sign", { ...own, forms: ["work", "property"] }, { seen: head });
  await does(closer, "attendance.sign-off", own);
  until(stage, second, "07:40");
  await does(comer, "attendance.sign-on", { ...own, date: second });
}

const dayShift = { key: counter.shift, name: "早班", starts: "08:00", minutes: 480 };
const leaders = {
  ...{ regulation: "squad-leader-handover", as: "squad-leader", parameters: {} },
  functions: { "department-supervisor": "department-supervisor" },
};

function until({ story }: BuildingStage, date: string, time: string): void {
  story.pass((Date.parse(`${date}T${time}:00+08:00`) - story.now()) / minute);
}

async function confirms(stage: BuildingStage, who: string): Promise<void> {
  for (const regulation of ["zhiban-house", "squad-leader-handover"]) {
    const { hash } = (await stage.look(who, `/api/regulations/${regulation}/rules`)) as { hash: string };
    await stage.does(who, "notice.confirm", { regulation, hash });
  }
}
