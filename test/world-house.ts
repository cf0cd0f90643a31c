import { attendanceNoun } from "#duty/attendance/attendance.ts";
import { acts } from "#duty/commands.ts";
import type { ActInTable, AnyNoun, Table } from "#duty/door/table.ts";
import type { Entry, Recorded, StreamKey } from "#duty/grammar/entry.ts";
import type { StreamView } from "#duty/grammar/question.ts";
import { businessDateAt, type Instant } from "#duty/grammar/time.ts";
import { personNoun } from "#duty/person/person.ts";
import { rosterNoun } from "#duty/roster/roster.ts";
import { type Site, siteNoun } from "#duty/site/site.ts";
import { World } from "#duty/world.ts";
import type { House } from "#server/http/house.ts";

/* The house without its journal: commands walk the same road in memory, so that what HTTP does can be told without a database of duty. */

const rule = { rostered: { required: true, cites: ["ZB-05"] }, opens: { minutes: 60, cites: ["GPH-01"] } };

/** Writes entries that a story begins with. */
function given(noun: AnyNoun): ActInTable {
  return {
    noun,
    mode: "exclusive",
    stream: ({ body, site }) => ({ site, noun: noun.noun, id: (body as { id: string }).id }),
    facts: () => ({}),
    decide: ({ body }) => ({ entries: (body as { entries: Entry[] }).entries }),
  };
}

const nouns: Record<string, AnyNoun> = {
  attendance: attendanceNoun,
  person: personNoun,
  roster: rosterNoun,
  site: siteNoun,
};

const table: Table = {
  nouns,
  acts: { ...acts, ...Object.fromEntries(Object.values(nouns).map((noun) => [`given.${noun.noun}`, given(noun)])) },
  reactions: {},
  setupOf: (site) => ({ site, noun: "site", id: "setup" }),
  ruleFor: (noun) => (noun === "attendance" ? rule : undefined),
  expectations: () => [],
};

export interface WorldHouse extends Pick<House, "execute" | "streams" | "outstanding" | "reading" | "names"> {
  readonly world: World;
  /** Puts entries into a stream, as if they had been there before. */
  given(stream: StreamKey, ...entries: Entry[]): void;
}

export function worldHouse(now: () => Instant, names: ReadonlyMap<string, string>): WorldHouse {
  const world = new World(
    {
      table,
      record: (_key, after, entry, { actor, device, deviceTime }) =>
        ({
          ...entry,
          version: after.version + 1,
          hash: `hash-${after.version + 1}`,
          at: now(),
          actor,
          device,
          deviceTime,
        }) as Recorded,
      calendar: (setup, at) => {
        const { zone, dayStartsAt } = setup as Site;
        return { zone, today: businessDateAt(at, zone, dayStartsAt) };
      },
    },
    now(),
  );
  const answered = new Set<string>();
  const state = (key: StreamKey) =>
    world.streams.get(`${key.site}:${key.noun}/${key.id}`) ?? {
      state: nouns[key.noun]?.begin(key.id),
      version: 0,
      standings: {},
    };
  return {
    world,
    given: (stream, ...entries) => {
      const body = { id: stream.id, entries };
      const id = `given ${stream.noun}/${stream.id}`;
      world.execute({ id, site: stream.site, act: `given.${stream.noun}`, body, actor: "setup", proof: "none" });
    },
    execute: async (scope, command) => {
      if (!scope.sites.includes(command.site)) throw new Error("the door was asked for a site outside of its scope");
      world.moveTo(now());
      const replayed = answered.has(command.id);
      answered.add(command.id);
      const { refusal, stream, head } = world.execute(command);
      return { refusal, stream, head, replayed };
    },
    streams: async (_scope, keys) => keys.map(state),
    outstanding: async (_scope, site, post) =>
      world.outstanding({ site, post: post ?? "" }).map((line) => {
        const { standings }: StreamView = state(line.stream);
        return { ...line, standing: standings[line.obligation.key] };
      }),
    reading: () => Promise.reject(new Error("this house has no views")),
    names: async (_scope, people) =>
      new Map(people.flatMap((each) => (names.has(each) ? [[each, names.get(each) as string] as const] : []))),
  };
}
