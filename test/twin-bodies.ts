import { type Absence, coverNow, takenLeave } from "#duty/absence/absence.ts";
import type { ActId } from "#duty/acts.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { type Turn, turnNamed } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { minute, plusMinutes } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { acts } from "#duty/nouns.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import type { World } from "#duty/world.ts";
import { shifts, towerOffice, towerSite } from "#server/simulation/tower.ts";
import { everybody, teams } from "#server/simulation/tower-people.ts";
import { hasLeft } from "./leavers.ts";
import { spoilt } from "./spoilt-body.ts";
import { namedShift, planOf } from "./twin-plans.ts";

/** One thing that happens: numbers, each chosen without the others, so that chance can choose them and shrink them. */
export interface TwinStep {
  /**
   * `rare`: what was done least, where it can be done; `beside`: what will be refused, one step beside the road. The last four are of scenes at a
   * change of shifts: time until shortly before it, an act, time to a moment at which something is due or about, and time after it.
   */
  readonly what: "wait" | "next" | "any" | "rare" | "beside" | "approach" | "turning" | "edge" | "aftermath";
  /** Where anything may happen: which of all acts. */
  readonly act: number;
  readonly who: number;
  readonly post: number;
  readonly variant: number;
  /** In a scene: which few things people do in it, so that these come together more often than all things would. */
  readonly theme?: number;
  /** How often whoever acts thinks again before doing what would be refused. */
  readonly thoughts: number;
}

const posts = Object.keys(teams);

/**
 * What is sent with an act in a world as it stands: what its shape asks for, of all that there is, and `fields` before all else; without a
 * thought it is often wrong.
 */
export function bodyOf(world: World, step: TwinStep, act: ActId, { fields, ...place }: Place): object {
  const { shape } = acts[act];
  const more = {
    ...(act === "person.leave" || act === "person.join" ? comingOrGoing(world, step, act) : {}),
    ...(act.startsWith("absence.") ? absenceOf(world, step, place, shape) : {}),
    ...(act === "roster.publish" || act === "roster.take-back-cover" ? planOf(world, step, act, place.leaving) : {}),
  };
  const body = pick(shape, { ...everything(world, step, place), ...more, ...fields });
  const isInError = step.thoughts === 0 && step.who % 3 === 0;
  return isInError ? spoilt(body, step.who >> 2, step.variant >> 1, world.now) : body;
}

/** Who leaves the company: mostly somebody on duty, never one who leads, for without them the rest is refused; and who comes back to it. */
function comingOrGoing(world: World, { variant, who }: TwinStep, act: ActId): object {
  const guards = everybody.filter(({ functions }) => functions.length === 0);
  const on = new Set(turnsToldOf(world, "attendance", "on").map(({ person }) => person));
  // They go in one hour of six: lives in which everybody leaves come to little.
  const goes = Math.floor(world.now / (60 * minute)) % 6 === 0;
  if (act === "person.leave" && !goes)
    return { person: everybody.find(({ person }) => hasLeft(world, person))?.person };
  const those =
    act === "person.join"
      ? guards.filter(({ person }) => hasLeft(world, person))
      : guards.filter(({ person }) => variant % 4 === 0 || on.has(person));
  const one = those[who % Math.max(1, those.length)] ?? guards[who % guards.length];
  return { person: one?.person, name: one?.name, staffNumber: one?.staffNumber };
}

/** Whom an act about somebody's leave means: whoever has one; and who should cover, from any post. */
function absenceOf(world: World, { variant, who }: TwinStep, place: Place, shape: LivedShape): object {
  const covered = coveredLeaves(world).filter(({ person }) => person === place.person);
  const gone = covered.length > 0 ? covered : owingLeaves(world);
  const on = turnsToldOf(world, "attendance", "on");
  const beside = on.filter(({ post }) => post === place.post);
  const near = who % 2 === 0 && beside.length > 1 ? beside : on;
  const { person: _, ...own } = on.find((each) => each.person === place.person) ?? { person: "" };
  return {
    ...(fieldsOf(shape).includes("person") ? gone[variant % Math.max(1, gone.length)]?.leave : {}),
    ...{ why: (["meal", "work", "other"] as const)[variant % 3], own, device: "对讲机" },
    returnBy: plusMinutes(world.now, 5 + (variant % 4) * 20),
    cover: variant % 4 === 0 ? undefined : near[(variant >> 2) % Math.max(1, near.length)],
  };
}

/** Who owes something about whose leave. */
export function owingLeaves(world: World): readonly { person: string; leave: Turn }[] {
  const owed = posts.flatMap((post) => world.outstanding({ site: towerSite, post }));
  return owed.flatMap(({ stream: { noun, id }, obligation: { person } }) =>
    noun === "absence" && person !== undefined ? [{ person, leave: turnNamed(id) }] : [],
  );
}

/** Who stands at a post for whom who is away. */
export function coveredLeaves(world: World): readonly { person: string; leave: Turn }[] {
  return [...world.streams.values()].flatMap(({ key, state }) => {
    const leave = key.noun === "absence" ? takenLeave(state as Absence) : undefined;
    const cover = leave && coverNow(leave);
    return cover ? [{ person: cover.person, leave: turnNamed(key.id) }] : [];
  });
}

/** Turns of which a noun tells, in one phase or in any. */
export function turnsToldOf(world: World, noun: string, phase?: string): Turn[] {
  const told = [...world.streams.values()].filter(({ key }) => key.noun === noun);
  const those = told.filter(({ state }) => phase === undefined || (state as { phase: string }).phase === phase);
  return those.map(({ key }) => turnNamed(key.id));
}

/** Whoever has offered to exchange posts, and with whom. */
export function turnsOffering(world: World): readonly { turn: Turn; to: string; exchangeWith: string }[] {
  return [...world.streams.values()].flatMap(({ key, state }) => {
    const { phase, offer } = state as { phase?: string; offer?: { to: string; exchangeWith: string } };
    return key.noun === "attendance" && phase === "on" && offer ? [{ ...offer, turn: turnNamed(key.id) }] : [];
  });
}

/** Who could exchange posts with whom in a shift: those first to whom it was offered. */
export function exchanging(world: World): readonly { turn: Turn; fields: { to: string; exchangeWith: string } }[] {
  const accepting = turnsOffering(world).map(({ turn, to, exchangeWith }) => ({
    turn: { ...turn, post: to, person: exchangeWith },
    fields: { to: turn.post, exchangeWith: turn.person },
  }));
  const on = turnsToldOf(world, "attendance", "on");
  const beside = (turn: Turn) =>
    on.filter(({ post, date, shift }) => post !== turn.post && date === turn.date && shift === turn.shift);
  const offering = on.flatMap((turn) =>
    beside(turn).map(({ post: to, person: exchangeWith }) => ({ turn, fields: { to, exchangeWith } })),
  );
  return [...accepting, ...offering];
}

type LivedShape = (typeof acts)[ActId]["shape"];

function fieldsOf(shape: LivedShape): readonly string[] {
  return Object.keys((shape as unknown as { shape?: object }).shape ?? {});
}

interface Place {
  readonly post: string;
  readonly leaving: ShiftName;
  readonly stream: StreamKey;
  readonly person: string;
  readonly fields?: object | undefined;
}

const unknown = "00000000-0000-4000-8000-000000000000";

/** Everything that any act could ask for; each takes what it knows. */
function everything(world: World, { variant, who }: TwinStep, { post, leaving, stream, person }: Place): object {
  const handover = world.state<Handover>(stream) as unknown as Partial<Extract<Handover, { phase: "prepared" }>>;
  const { faults } = handover as { faults?: readonly { key: string }[] };
  const kit = handover.preparation?.kit ?? [];
  const all = [...world.streams.values()].filter(({ key }) => key.noun === "matter" && key.id.startsWith(`${post}/`));
  const open = all.filter(({ state }) => (state as { phase: string }).phase === "open");
  const matters = variant % 4 > 0 && open.length > 0 ? open : all;
  const matter = matters[variant % Math.max(1, matters.length)]?.key.id;
  const regulations = world.state<{ adoptions: { regulation: string; hash: string }[] }>({
    site: towerSite,
    noun: "site",
    id: "setup",
  });
  const adoption = regulations.adoptions[variant % regulations.adoptions.length];
  const next = namedShift(post, leaving.date, shifts.findIndex(({ key }) => key === leaving.shift) + 1);
  const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(post, next.date) });
  const here = turnsToldOf(world, "attendance").filter((each) => each.post === post);
  // Whom a superior writes of: somebody of this post, and now and then themselves.
  const whom = here[variant % Math.max(1, here.length)]?.person ?? person;
  const missing = variant % 7 === 0 ? 1 : 0;
  const owed = world.outstanding({ site: towerSite, post })[variant % 5];
  const page = world.state<{ lines?: readonly { id: string }[] }>({ site: towerSite, noun: "log", id: stream.id });
  return {
    ...leaving,
    ...{
      text: `第${variant}条 巡查正常`,
      reason: "按规定",
      note: "已处理",
      outcome: "已办结",
      account: "离岗",
      record: "记录",
    },
    ...{
      summary: "一切正常",
      done: "已完成巡查",
      nothingPending: open.length === 0 || variant % 8 === 0,
      keyPoints: "注意防火",
      attendees: [person],
    },
    relief: variant % 9 === 0 ? person : dueFor(roster, next)[0]?.person,
    reasons: matters.map(({ key }) => ({ matter: key.id, reason: "待配件" })),
    counts: kit.map(({ item, expected }, index) => {
      const lacks = index === 0 ? Math.min(missing, expected) : 0;
      return { item, found: expected - lacks, damaged: 0, missing: lacks, ...(lacks ? { explanation: "借出" } : {}) };
    }),
    books: handover.preparation?.books ?? ["visitors"],
    problem: handover.problems?.[variant % 2]?.key ?? "none",
    matter: matter ?? "none",
    forms: variant % 3 === 0 ? ["work"] : ["work", "property"],
    lateReason: "交接繁忙",
    category: "routine",
    class: ["ordinary", "important", "continuing"][variant % 3],
    dueAt: plusMinutes(world.now, 30 + (variant % 5) * 60),
    line: page.lines?.[0]?.id ?? unknown,
    fault: faults?.[0]?.key ?? unknown,
    ...{ regulation: adoption?.regulation, hash: adoption?.hash },
    ...(owed ? { stream: { noun: owed.stream.noun, id: owed.stream.id }, key: owed.obligation.key } : {}),
    ...{ to: posts[who % posts.length], person: whom, leftAt: world.now },
    ...{ at: plusMinutes(world.now, -(variant % 3) * 20), absent: person, cover: everybody[who % 5]?.person },
    rules: [["GPH-01", "GPH-10", "ZB-01"][variant % 3]],
    month: leaving.date.slice(0, 7),
    site: towerOffice,
  };
}

/** What a shape asks for, of all that there is; a strict shape refuses the rest. */
function pick(shape: LivedShape, all: object): object {
  const fields = fieldsOf(shape);
  const chosen = Object.entries(all).filter(([name, value]) => fields.includes(name) && value !== undefined);
  const values: { matter?: unknown } = Object.fromEntries(chosen);
  // Hand-overs name a matter whole, with its post; elsewhere the post stands beside it.
  if (typeof values.matter === "string" && !fields.includes("shift")) values.matter = values.matter.split("/")[1];
  return values;
}
