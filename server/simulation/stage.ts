import type { Command, Message, Outcome } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { type Hearers, hearMessage } from "#duty/wiring/hear-message.ts";
import type { World, WorldStream } from "#duty/world.ts";
import { towerSite } from "./tower.ts";
import { teams } from "./tower-people.ts";

/** What became of a command, as far as those who live here can know. */
export type StageAnswer = Pick<Outcome, "refusal" | "touched">;

/** A stream as it stands when somebody looks: what it says, and what it owes. */
export type SeenStream = Omit<WorldStream, "entries" | "wakeAt">;

/** Where a simulated life takes place: in memory, or in a database with a clock of its own. */
export interface Stage {
  now(): Instant;
  /** Moves the virtual clock, and does on the way whatever falls due. */
  moveTo(then: Instant): Promise<void>;
  /** The same, but stays at the first moment at which a call has left. */
  moveToCall(then: Instant): Promise<void>;
  execute(command: Command): Promise<StageAnswer>;
  /** Calls that have left and were not taken yet, in the order of their keys; whoever asks takes them. */
  takeCalls(): Promise<readonly Message[]>;
  /** A call that was taken is given names and heard, or not, as a dispatcher would enter it. */
  hear(message: Message, hearers: Hearers): Promise<StageAnswer>;
  /** Streams that owe something now, and besides them those of which somebody believes it. */
  owing(believed: readonly StreamKey[]): Promise<readonly SeenStream[]>;
  /** Whether a human has signed this person on, for the shift at that moment; then nobody else acts for them. */
  isHuman?(person: PersonId, at: Instant): boolean | Promise<boolean>;
}

/** A life in memory. */
export function worldStage(world: World): Stage {
  let taken = world.outbox.size;
  return {
    now: () => world.now,
    moveTo: async (then) => world.moveTo(then),
    moveToCall: async (then) => world.moveTo(then, () => world.outbox.size > taken),
    execute: async (command) => world.execute(command),
    takeCalls: async () => {
      const left = [...world.outbox.values()].slice(taken);
      taken = world.outbox.size;
      return left.toSorted(byKey);
    },
    owing: async (believed) => {
      const lines = Object.keys(teams).flatMap((post) => world.outstanding({ site: towerSite, post }));
      const names = new Set([...believed, ...lines.map(({ stream }) => stream)].map(keyName));
      return [...names].flatMap((name) => world.streams.get(name) ?? []);
    },
    hear: async (message, hearers) => world.execute(hearMessage(message, hearers, 1)),
  };
}

/** The order in which calls of one moment are taken must not depend on where they were kept. */
export function byKey(one: Message, other: Message): number {
  return one.key < other.key ? -1 : 1;
}

/** Who had a screen open for a call; nobody where it went unheard. */
export function whoHeard({ touched }: StageAnswer): readonly PersonId[] {
  const heard = touched.flatMap(({ entries }) => entries).find(({ type }) => type === "obligation.heard");
  return (heard?.body as { people: readonly PersonId[] } | undefined)?.people ?? [];
}
