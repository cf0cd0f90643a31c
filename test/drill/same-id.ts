import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { Pool } from "undici";
import { instant, minute } from "#duty/grammar/time.ts";
import { buildApp } from "#server/http/app.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { findMasterKey } from "#server/keys/master-key.ts";
import { type SocketConnection, startPostgres } from "#server/postgres/embedded-postgres.ts";
import { openPool } from "#server/postgres/pool.ts";
import { assemble } from "#server/start/assemble.ts";
import { type Answer, acceptedOf, DeliveryTally } from "./delivery-tally.ts";
import { type DrillBuilding, drillOrg, drillPassword, drillSite, prepareBuilding } from "./drill-building.ts";
import type { DrillOptions, DrillResult } from "./drill-result.ts";

const atOnce = 50;

/**
 * One command is delivered fifty times at once, to two nodes on one database, again and again: it is done once and everybody gets the same
 * receipt. The same id with another body is refused, afterwards and in the middle of the race, where either may come first.
 */
export async function sameIdDrill({ short }: DrillOptions): Promise<DrillResult> {
  const rounds = short ? 10 : 200;
  const dataDir = mkdtempSync(join(tmpdir(), "zhiban-drill-same-"));
  try {
    const building = await prepareBuilding(dataDir, {
      guards: 1,
      more: async (does, { guards: [guard], startsAt, turn }) => {
        const body = { post: guard?.post, ...turn };
        await does(instant(startsAt - 5 * minute), "attendance.sign-on", body, { person: guard?.person ?? "" });
      },
    });
    const embedded = await startPostgres({ dataDir, log: console.error });
    const owner = postgres({ ...embedded.connectionOptions(), max: 1, onnotice: () => {} });
    const nodes: Node[] = [];
    try {
      for (let number = 0; number < 2; number += 1)
        nodes.push(await openNode(embedded.connectionOptions(), { dataDir, building }));
      const tally = new DeliveryTally();
      for (let round = 0; round < rounds; round += 1) await deliver({ nodes, building, owner, round, tally });
      return tally.result();
    } finally {
      await Promise.all(nodes.map((node) => node.close()));
      await owner.end({ timeout: 5 });
      await embedded.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Node {
  send(act: string, order: object): Promise<Answer>;
  close(): Promise<void>;
}

/** A node of its own, with its own remembered reads and connections, at which the guard has a desk. */
async function openNode(
  place: SocketConnection,
  { dataDir, building }: { dataDir: string; building: DrillBuilding },
): Promise<Node> {
  const app = openPool(place, "zb_app", { max: 12 });
  const accounts = openPool(place, "zb_signin", { max: 8 });
  const keyring = new Keyring(app, findMasterKey({ dataDir, mayCreate: false }));
  const { services } = assemble({ app, accounts, keyring, now: () => instant(Date.now()) });
  const http = await buildApp({ services, readiness: { missing: async () => [] }, routes: [], perMinute: false });
  const url = await http.listen({ port: 0, host: "127.0.0.1" });
  const pool = new Pool(url, { connections: atOnce });
  const post = async (path: string, payload: object, cookie = "") => {
    const headers = { "content-type": "application/json", origin: url, cookie };
    return await pool.request({ method: "POST", path, headers, body: JSON.stringify(payload) });
  };
  const signedIn = await post("/api/session/sign-in", {
    name: building.guards[0]?.signInName,
    password: drillPassword,
  });
  if (signedIn.statusCode !== 200) throw new Error(`the guard cannot sign in: ${await signedIn.body.text()}`);
  await signedIn.body.dump();
  const cookie = String(signedIn.headers["set-cookie"]).split(";", 1)[0] ?? "";
  return {
    send: async (act, order) => {
      const { statusCode, body } = await post(`/api/commands/${act}`, order, cookie);
      return { status: statusCode, text: await body.text() };
    },
    close: async () => {
      await pool.close();
      await http.close();
      await Promise.all([app, accounts].map((each) => each.end({ timeout: 5 })));
    },
  };
}

interface Round {
  readonly nodes: readonly Node[];
  readonly building: DrillBuilding;
  readonly owner: Sql;
  readonly round: number;
  readonly tally: DeliveryTally;
}

async function deliver({ nodes, building, owner, round, tally }: Round): Promise<void> {
  const { act, one, other } = wordings(building, round);
  const isRace = round % 4 === 3;
  const id = randomUUID();
  const send = (body: object, number: number) =>
    (nodes[number % nodes.length] as Node).send(act, { id, site: drillSite, body });
  const sent = Array.from({ length: atOnce }, (_, number) => (isRace && number % 3 === 0 ? other : one));
  const answers = await Promise.all(sent.map(send));
  const after = await send(acceptedOf({ sent, answers }).has(one) ? other : one, round);
  const [kept] = await owner<{ entries: number; commands: number }[]>`
    select (select count(*)::int from entry where org = ${drillOrg} and command = ${id}) as entries,
      (select count(*)::int from command where org = ${drillOrg} and id = ${id}) as commands`;
  tally.judge({ name: `round ${round}, ${act} ${id}`, isRace, sent, answers, after, kept });
}

/** Lines, which are added to a page, and matters, each of which is a stream of its own. */
function wordings({ guards, turn }: DrillBuilding, round: number) {
  const post = guards[0]?.post;
  const [text, others] = [`第${round}次：门禁读卡异常。`, `第${round}次：照明故障。`];
  if (round % 2 === 0) {
    const line = { post, ...turn, category: "equipment" };
    return { act: "log.write-line", one: { ...line, text }, other: { ...line, text: others } };
  }
  const matter = { post, class: "ordinary", dueAt: Date.now() + 600 * minute };
  return { act: "matter.open", one: { ...matter, text }, other: { ...matter, text: others } };
}
