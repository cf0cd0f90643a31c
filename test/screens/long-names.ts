import type { Command } from "#duty/door/table.ts";
import { execute } from "#server/door/execute.ts";
import { shifts, towerOffice, towerSite } from "#server/simulation/tower.ts";
import type { DeskStory } from "#test/desk-story.ts";
import { towerOpeningDay } from "#test/tower-product.ts";

/** People, a post and things with the longest names that the product allows, as they occur. */
export const long = {
  post: "rear-loading-dock",
  postName: "地下二层东侧卸货平台及后勤通道联合值守岗（夜间兼巡电梯机房）",
  people: [
    { person: "7a61b001-0000-4000-8000-000000000091", name: "阿卜杜热依木·麦麦提图尔荪江·买买提艾力" },
    { person: "7a61b001-0000-4000-8000-000000000092", name: "欧阳司徒慕容·亚历山大罗维奇" },
  ],
} as const;

export async function addLongNames(story: DeskStory): Promise<void> {
  const [first, second] = long.people;
  const assignments = [
    { date: towerOpeningDay, shift: "day", person: first.person, leading: true },
    { date: towerOpeningDay, shift: "evening", person: second.person, leading: true },
  ];
  const commands: Command[] = [
    ...long.people.map(({ person, name }, index) =>
      setUp(`join-${index}`, towerOffice, "person.join", { person, name, staffNumber: `ZB90${index}` }),
    ),
    setUp("post", towerSite, "site.establish-post", longPost()),
    setUp("roster", towerSite, "roster.publish", { post: long.post, month: towerOpeningDay.slice(0, 7), assignments }),
  ];
  for (const command of commands) {
    const { answer } = await execute(story.runtime, { org: story.org, sites: [towerOffice, towerSite] }, command);
    if (answer.refusal) throw new Error(`${command.id} was refused: ${JSON.stringify(answer.refusal)}`);
  }
}

function longPost() {
  return {
    key: long.post,
    name: long.postName,
    department: "安全保卫与后勤综合管理部（含外包驻场服务）",
    shifts,
    kit: [
      { key: "radio", name: "防爆型数字集群对讲机（含备用电池、肩咪与充电座）", expected: 12 },
      { key: "keys", name: "卸货平台卷帘门、后勤通道、电梯机房联用钥匙（串）", expected: 9999 },
    ],
    books: [{ key: "goods", name: "大宗物品与危险化学品进出放行及交接双人核对登记簿" }],
    binds: [
      {
        regulation: "guard-post-handover",
        as: "guard",
        functions: { "squad-leader": "squad-leader", "department-manager": "department-manager" },
        parameters: {},
      },
    ],
  };
}

function setUp(id: string, site: string, act: string, body: unknown): Command {
  return { id: `screens/${id}`, site, act, body, actor: "setup", proof: "none" };
}
