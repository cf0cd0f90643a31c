import { type Call, type Channel, NobodyListens, type RingsOn } from "#connect/channel.ts";
import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import { calledColleague, isUnheard, type RungCall } from "#duty/grammar/rung-call.ts";
import type { Site } from "#duty/site/site.ts";
import { hearMessage } from "#duty/wiring/hear-message.ts";
import { execute } from "#server/door/execute.ts";
import { readStreams } from "#server/door/read-streams.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { answeredIn } from "#server/ledger/owed-columns.ts";
import { type HolderOfFunction, holdersOf } from "#server/person/holders-of-functions.ts";
import { withinContext } from "#server/start/within-context.ts";
import { listeningAmong } from "./listening-desks.ts";

/** What is kept of a call that somebody heard. */
export const heardCall: RingsOn = { ringsOn: "heard" };

/** What is known of a call before it is tried. */
interface Known {
  readonly isOver: boolean;
  readonly call: RungCall | undefined;
}

/**
 * The screens of the house. A call is taken as soon as somebody whom it calls has one open, and what came of it is entered: whom it called, who
 * heard it, that nobody did. It rings on as long as nobody answers, and is looked at again: where all who heard it are gone, nobody has. Calls that
 * are over are taken too, so that nobody is called about them again.
 */
export function screenChannel(runtime: Runtime): Channel {
  return {
    name: "screens",
    deliver: async (call) => {
      const { org, site, rung } = call;
      const setup = runtime.table.setupOf(site);
      const [read] = await readStreams(runtime, { org, sites: [site] }, [setup]);
      if (!read) throw new Error(`the set-up of ${site} was asked for and not read`);
      const { headOffice } = read.state as Site;
      const { known, holders } = await looking(runtime, call, headOffice);
      if (known.isOver) return "over";
      const owing = call.call === calledColleague ? call.obligation.person : undefined;
      const people = [...new Set([...holders.map(({ person }) => person), ...(owing === undefined ? [] : [owing])])];
      const listening = await withinContext(runtime.pool, { org, sites: [site] }, "one-snapshot", (sql) =>
        listeningAmong(sql, runtime.now(), { org, people }),
      );
      const isCalled = (each: PersonId) =>
        each === owing || holders.some(({ person, functions }) => person === each && functions.includes(call.call));
      // Nothing new could be entered: what is not answered is looked at each minute, and a night is long.
      if (isUnheard(known.call) && !listening.some(isCalled)) throw new NobodyListens(rung);
      if (!isUnheard(known.call) && known.call?.heardBy?.some(isCalled)) return heardCall;
      const message = { ...call, stream: { site, ...call.stream } };
      const command = hearMessage(message, { candidates: people, listening }, call.attempt);
      const { touched } = await execute(runtime, { org, sites: [site] }, command);
      const entered = touched.flatMap(({ entries }) => entries).map(({ type }) => type);
      if (!entered.includes("obligation.heard")) throw new NobodyListens(rung);
      return heardCall;
    },
  };
}

/** How far the call has come, and who holds a function of its ladder: the rule asks of each whether they do. */
async function looking(
  runtime: Runtime,
  { org, site, stream: { noun, id }, obligation, rung }: Call,
  headOffice: SiteId,
): Promise<{ known: Known; holders: readonly HolderOfFunction[] }> {
  return await withinContext(runtime.pool, { org, sites: [site, headOffice] }, "one-snapshot", async (sql) => {
    const [row] = await sql<{ isOver: boolean; calls: readonly RungCall[] }[]>`
      select (met_at is not null or ended_at is not null or ${answeredIn(sql)}) as "isOver", calls
      from obligation where org = ${org} and site = ${site} and noun = ${noun} and id = ${id} and key = ${obligation.key}`;
    const functions = obligation.ladder.map((each) => each.call);
    const holders = await holdersOf(sql, { org, headOffice, site, functions });
    // What is not on the ledger any more is owed no longer.
    return { known: { isOver: row?.isOver ?? true, call: row?.calls[rung - 1] }, holders };
  });
}
