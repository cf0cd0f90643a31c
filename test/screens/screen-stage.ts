import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { Command } from "#duty/door/table.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { makeAccount } from "#server/account/account.ts";
import { execute } from "#server/execute.ts";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate } from "#server/postgres/migrate.ts";
import { headOffice, shifts, tower } from "#server/simulation/tower.ts";
import { everybody } from "#server/simulation/tower-people.ts";
import type { Browser } from "#test/browser.ts";
import type { FreshDatabase } from "#test/database.ts";
import { type DeskStory, ordered, password, pin, tellDeskStory } from "#test/desk-story.ts";
import { openingDay } from "#test/tower-house.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** People, a post and things with the longest names that the product allows, as they occur. */
export const long = {
  post: "rear-loading-dock",
  postName: "地下二层东侧卸货平台及后勤通道联合值守岗（夜间兼巡电梯机房）",
  people: [
    { person: "7a61b001-0000-4000-8000-000000000091", name: "阿卜杜热依木·麦麦提图尔荪江·买买提艾力" },
    { person: "7a61b001-0000-4000-8000-000000000092", name: "欧阳司徒慕容·亚历山大罗维奇" },
  ],
} as const;

/** The real server on a data folder that is thrown away, with the demonstration's tower and a clock that only moves when told. */
export interface ScreenStage {
  readonly story: DeskStory;
  readonly address: string;
  /** Sends a command as somebody; throws where it is refused, as a scene that does not come about proves nothing. */
  does(
    who: string,
    act: string,
    body: object,
    more?: Record<string, unknown>,
  ): Promise<{ id: string; version: number; hash: string }>;
  look(who: string, url: string): Promise<unknown>;
  signInName(name: string): string;
  close(): Promise<void>;
}

export { password, pin };

export async function openStage(): Promise<ScreenStage> {
  const dataDir = mkdtempSync(join(tmpdir(), "zhiban-screens-"));
  const cluster = await startPostgres({ dataDir, log: console.error });
  const database = await ownDatabase(cluster);
  const story = await tellDeskStory(database, {
    regulations: ["zhiban-house", "guard-post-handover", "squad-leader-handover"],
    screens: join(ROOT, "web", "dist"),
  });
  const signInName = (name: string) => `${name}@${story.org.slice(0, 4)}`;
  await addLongNames(story);
  for (const { person, name } of [...everybody, ...long.people]) await account(story, person, signInName(name));
  const address = await story.app.listen({ port: 0, host: "127.0.0.1" });
  const does: ScreenStage["does"] = async (who, act, body, more = {}) => {
    const browser = await signedIn(story, signInName(who));
    const order = ordered(body, { pin, ...more });
    const answer = await browser.post(`/api/commands/${act}`, order);
    if (answer.statusCode !== 200) throw new Error(`${who} could not ${act}: ${answer.body}`);
    return { id: order.id, ...answer.json().receipt };
  };
  return {
    story,
    address,
    does,
    signInName,
    look: async (who, url) => (await (await signedIn(story, signInName(who))).get(url)).json(),
    close: async () => {
      await story.close();
      await cluster.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function signedIn(story: DeskStory, name: string): Promise<Browser> {
  const browser = story.browser();
  const answer = await browser.signIn(name, password);
  if (answer.statusCode !== 200) throw new Error(`${name} could not sign in: ${answer.body}`);
  return browser;
}

async function ownDatabase(cluster: Awaited<ReturnType<typeof startPostgres>>): Promise<FreshDatabase> {
  const admin = postgres({ ...cluster.connectionOptions(), max: 1 });
  await admin.unsafe("create database screens");
  await admin.end();
  const owner = postgres({ ...cluster.connectionOptions("postgres", "screens"), max: 1, onnotice: () => undefined });
  await migrate(owner, join(ROOT, "server", "migrations"));
  await owner.end();
  return {
    name: "screens",
    connect: (username, options = {}) => postgres({ ...cluster.connectionOptions(username, "screens"), ...options }),
    connectionOptions: (username = "postgres") => {
      const { host, port } = cluster.connectionOptions(username, "screens") as { host: string; port: number };
      return { host, port, database: "screens", username };
    },
    drop: async () => undefined,
  };
}

async function account(story: DeskStory, person: PersonId, signInName: string): Promise<void> {
  const made = { org: story.org, person, signInName, sites: [tower], password, pin, mustChangePassword: false };
  // Those of the story have their account already, under the name that the story gave them.
  if (!(await makeAccount(story.house.accounts, story.now(), made)))
    await story.house
      .accounts`update account set sign_in_name = ${signInName} where org = ${story.org} and person = ${person}`;
}

async function addLongNames(story: DeskStory): Promise<void> {
  const [first, second] = long.people;
  const assignments = [
    { date: openingDay, shift: "day", person: first.person, leading: true },
    { date: openingDay, shift: "evening", person: second.person, leading: true },
  ];
  const commands: Command[] = [
    ...long.people.map(({ person, name }, index) =>
      setUp(`join-${index}`, headOffice, "person.join", { person, name, staffNumber: `ZB90${index}` }),
    ),
    setUp("post", tower, "site.establish-post", longPost()),
    setUp("roster", tower, "roster.publish", { post: long.post, month: openingDay.slice(0, 7), assignments }),
  ];
  for (const command of commands) {
    const { answer } = await execute(story.door, { org: story.org, sites: [headOffice, tower] }, command);
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
