import fc from "fast-check";
import type { Command } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { turnId, turnNamed } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, datePlus, type Instant, plusMinutes, wallClock } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { acts } from "#duty/nouns.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import type { World } from "#duty/world.ts";
import { shifts, towerOffice, towerSite } from "#server/simulation/tower.ts";
import { everybody, teams } from "#server/simulation/tower-people.ts";

/** One thing that happens: numbers, so that chance can choose them and shrink them. */
export interface TwinStep {
  readonly what: number;
  readonly who: number;
  readonly post: number;
  readonly variant: number;
}

/** Any step at all. */
export const step = fc.record({
  what: fc.nat({ max: 999 }),
  who: fc.nat({ max: 99 }),
  post: fc.nat({ max: 2 }),
  variant: fc.nat({ max: 99 }),
});

/** The length of time that a step lets pass, where it is one of waiting. */
export function waitOf({ what, variant }: TwinStep): number | undefined {
  return what % 6 === 0 ? [1, 2, 5, 10, 15, 30, 90][variant % 7] : undefined;
}

const posts = Object.keys(teams);

/** Weighted towards what a shift is made of, in the order in which it usually comes. */
const usual = [
  ..."attendance.sign-on attendance.sign-on attendance.sign-on attendance.brief log.write-line log.write-line".split(
    " ",
  ),
  ..."handover.prepare handover.prepare handover.read-records handover.read-records handover.count handover.count".split(
    " ",
  ),
  ..."handover.take-books handover.take-matter handover.sign handover.sign handover.sign handover.sign".split(" "),
  ..."handover.raise-problem handover.confirm-problem handover.reopen handover.report-fault matter.open".split(" "),
  ..."matter.progress matter.release matter.settle attendance.sign-off attendance.sign-off attendance.move".split(" "),
  ..."log.correct-line log.countersign ledger.acknowledge notice.confirm notice.confirm handover.stand-in".split(" "),
  ..."attendance.record-abandonment handover.acknowledge-fault roster.arrange-cover".split(" "),
  ..."absence.ask absence.ask absence.leave-at-once absence.leave-at-once absence.tell absence.come-back".split(" "),
  ..."absence.accept absence.withdraw absence.hear absence.stand-down".split(" "),
];

/** What a step does in a world as it stands; undefined where its body could not even be written down. */
export function commandOf(world: World, step: TwinStep, id: string): Command | undefined {
  const post = posts[step.post % posts.length] as string;
  const shifts = shiftsAt(world.now, post, step.variant);
  const [leaving, coming] = shifts;
  const sensible = step.what % 3 > 0;
  const act = (sensible ? nextOf(world, step, shifts) : usual[step.what % usual.length]) as keyof typeof acts;
  const { shape } = acts[act] ?? {};
  const relieving = /read-records|count|take-|report-fault/.test(act);
  const arriving = act === "attendance.sign-on" && isOn(world, leaving);
  const signing = act === "handover.sign" && step.who % 2 === 0;
  const person = whoever(world, step, relieving || arriving || signing ? coming : leaving);
  const stream: StreamKey = { site: towerSite, noun: "handover", id: shiftId(leaving) };
  const body = shape?.safeParse(
    pick(shape, {
      ...bodyOf(world, step, { post, leaving: arriving ? coming : leaving, stream, person }),
      ...(act.startsWith("absence.") ? absenceOf(world, step, shape) : {}),
    }),
  );
  if (!body?.success) return undefined;
  const head = world.streams.get(`${towerSite}:handover/${stream.id}`)?.head;
  const seen = act === "handover.sign" && head && step.variant % 5 > 0 ? { seen: head } : {};
  const proof = step.variant % 11 === 0 ? "session" : "pin";
  return { id, site: towerSite, act, body: body.data, actor: { person }, proof, device: `d${step.post % 3}`, ...seen };
}

/** What people at the post would do next. */
function nextOf(world: World, { who, variant }: TwinStep, [leaving, coming]: [ShiftName, ShiftName]): string {
  if (!isOn(world, leaving)) return "attendance.sign-on";
  const id = shiftId(leaving);
  const handover = world.state<Handover>({ site: towerSite, noun: "handover", id });
  if (handover.phase === "completed") return variant % 2 === 0 ? "attendance.sign-off" : "handover.report-fault";
  if (handover.phase === "prepared") {
    if (!isOn(world, coming)) return "attendance.sign-on";
    const rest = ["read-records", "count", "take-books", "take-matter", "confirm-problem", "sign", "sign", "sign"];
    return `handover.${rest[(who + variant) % rest.length]}`;
  }
  return ["log.write-line", "matter.open", "handover.prepare", "attendance.brief", "log.write-line"][
    variant % 5
  ] as string;
}

/** Whether the one who is due for a shift is on duty in it. */
function isOn(world: World, shift: ShiftName): boolean {
  const { post, date } = shift;
  const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(post, date) });
  const person = dueFor(roster, shift)[0]?.person ?? "";
  const id = turnId({ ...shift, person });
  return world.state<{ phase: string }>({ site: towerSite, noun: "attendance", id }).phase === "on";
}

/** The shift that a step takes for the one that is leaving, and the one after it. */
function shiftsAt(now: Instant, post: string, variant: number): [ShiftName, ShiftName] {
  const { date, time } = wallClock(plusMinutes(now, variant % 6 === 0 ? 30 : -30), "Asia/Shanghai");
  const index = Math.floor(Number(time.slice(0, 2)) / 8);
  return [named(post, date, index), named(post, date, index + 1)];
}

function named(post: string, date: BusinessDate, index: number): ShiftName {
  return { post, date: datePlus(date, Math.floor(index / 3)), shift: shifts[index % 3]?.key ?? "" };
}

/** Mostly whoever is due, sometimes anybody. */
function whoever(world: World, { who }: TwinStep, shift: ShiftName): string {
  const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(shift.post, shift.date) });
  const due = dueFor(roster, shift)[0]?.person;
  return (who % 6 === 0 ? undefined : due) ?? (everybody[who % everybody.length]?.person as string);
}

/** Whom an act about somebody's leave means: whoever has one; and who should cover, from any post. */
function absenceOf(world: World, { variant, who }: TwinStep, shape: (typeof acts)[keyof typeof acts]["shape"]): object {
  const turnsOf = (noun: string) =>
    [...world.streams.values()].flatMap(({ key }) => (key.noun === noun ? [turnNamed(key.id)] : []));
  const gone = turnsOf("absence");
  const on = turnsOf("attendance");
  const { person: _, ...own } = on[who % Math.max(1, on.length)] ?? { person: "" };
  const told = Object.keys((shape as unknown as { shape?: object }).shape ?? {}).includes("person");
  return {
    ...(told ? gone[variant % Math.max(1, gone.length)] : {}),
    ...{ why: (["meal", "work", "other"] as const)[variant % 3], own },
    returnBy: plusMinutes(world.now, 5 + (variant % 4) * 20),
    cover: variant % 3 === 0 ? undefined : on[who % Math.max(1, on.length)],
  };
}

interface Place {
  readonly post: string;
  readonly leaving: ShiftName;
  readonly stream: StreamKey;
  readonly person: string;
}

/** Everything that any act could ask for; each takes what it knows. */
function bodyOf(world: World, { variant, who }: TwinStep, { post, leaving, stream, person }: Place): object {
  const handover = world.state<Handover>(stream) as unknown as Partial<Extract<Handover, { phase: "prepared" }>>;
  const kit = handover.preparation?.kit ?? [];
  const matters = [...world.streams.values()].filter(
    ({ key }) => key.noun === "matter" && key.id.startsWith(`${post}/`),
  );
  const matter = matters[variant % Math.max(1, matters.length)]?.key.id;
  const regulations = world.state<{ adoptions: { regulation: string; hash: string }[] }>({
    site: towerSite,
    noun: "site",
    id: "setup",
  });
  const adoption = regulations.adoptions[variant % regulations.adoptions.length];
  const next = named(post, leaving.date, shifts.findIndex(({ key }) => key === leaving.shift) + 1);
  const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(post, next.date) });
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
    ...{ summary: "一切正常", done: "已完成巡查", nothingPending: true, keyPoints: "注意防火", attendees: [person] },
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
    line: page.lines?.[0]?.id ?? "00000000-0000-4000-8000-000000000000",
    fault:
      (handover as { faults?: readonly { key: string }[] }).faults?.[0]?.key ?? "00000000-0000-4000-8000-000000000000",
    ...{ regulation: adoption?.regulation, hash: adoption?.hash },
    ...(owed ? { stream: { noun: owed.stream.noun, id: owed.stream.id }, key: owed.obligation.key } : {}),
    ...{ to: posts[who % posts.length], person, leftAt: world.now, absent: person, cover: everybody[who % 5]?.person },
    month: leaving.date.slice(0, 7),
    site: towerOffice,
  };
}

/** What a shape asks for, of all that there is; a strict shape refuses the rest. */
function pick(shape: NonNullable<(typeof acts)[keyof typeof acts]["shape"]>, all: object): object {
  const fields = Object.keys((shape as unknown as { shape?: object }).shape ?? {});
  const chosen = Object.entries(all).filter(([name, value]) => fields.includes(name) && value !== undefined);
  const values: { matter?: unknown } = Object.fromEntries(chosen);
  // Hand-overs name a matter whole, with its post; elsewhere the post stands beside it.
  if (typeof values.matter === "string" && !fields.includes("shift")) values.matter = values.matter.split("/")[1];
  return values;
}
