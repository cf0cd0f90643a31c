import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { instant, minute } from "#duty/grammar/time.ts";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { acceptedOf, DeliveryTally } from "./delivery-tally.ts";
import { type DrillBuilding, drillOrg, drillSite, prepareBuilding } from "./drill-building.ts";
import { atOnce, type DrillNode, openNode } from "./drill-node.ts";
import type { DrillOptions, DrillResult } from "./drill-result.ts";

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
    const nodes: DrillNode[] = [];
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

interface Round {
  readonly nodes: readonly DrillNode[];
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
    (nodes[number % nodes.length] as DrillNode).send(act, { id, site: drillSite, body });
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
