import type { Command, Outcome } from "#duty/door/table.ts";
import { derivedId } from "#duty/grammar/derived-id.ts";
import { personOf } from "#duty/grammar/entry.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { matterOnLedger } from "#duty/matter/matter.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { emptied, leftUnsigned, unheardLeaving } from "./emptied-posts.ts";
import { lateAndInTime, missedInTime, owedTooLate } from "./late-in-time.ts";
import { countedOnLeavers } from "./leavers.ts";
import { runningShifts } from "./manned-shifts.ts";
import { noPlanPremises, type PlanPremise, unplannedTurns } from "./planned-turns.ts";
import { type CallPremise, noCallPremises, silenced, unheardCalls } from "./running-calls.ts";
import { coversUndoneUnsaid, relievedAndBlamed, strangersBriefed, uncalledSignOffs } from "./said-of-others.ts";
import { countWaysOfLeaving, noWaysOfLeaving, type WayOfLeaving } from "./ways-of-leaving.ts";

/*
 * What must be true of the tower after every act, whatever people did before (standing truths 1 to 5). Read plainly from states and entries,
 * and not by the rules that are to hold it.
 */

/** How often each truth had something to say. */
export type Premises = Record<
  | "left a post"
  | "passed a post"
  | "answered a call"
  | "left the company on duty"
  | "a shift ran"
  | "a shift ran with nobody there"
  | CallPremise
  | PlanPremise
  | WayOfLeaving,
  number
>;

export function noPremises(): Premises {
  return {
    ...{ "left a post": 0, "passed a post": 0, "answered a call": 0, "left the company on duty": 0 },
    ...{ "a shift ran": 0, "a shift ran with nobody there": 0 },
    ...noCallPremises(),
    ...noPlanPremises(),
    ...noWaysOfLeaving(),
  };
}

/** Adds what one life came to. */
export function countPremises(all: Premises, of: Premises): void {
  for (const premise of Object.keys(of) as (keyof Premises)[]) all[premise] += of[premise];
}

/** What time alone may break, in words: truth 1 of every shift that a post owes now, and truth 4 of those who do not go. */
export function brokenNow(world: World, premises: Premises): string[] {
  const empty = runningShifts(world).flatMap(({ shift, manned }) => {
    premises["a shift ran"] += 1;
    if (manned !== "somebody there") premises["a shift ran with nobody there"] += 1;
    return manned === "empty unheard" ? [`${shift} runs with nobody there and nobody called`] : [];
  });
  return [...empty, ...uncalledSignOffs(world)];
}

/** What an act has broken, in words; its premises are counted. */
export function brokenTruths(world: World, { command, outcome }: Acted, premises: Premises): string[] {
  const { touched } = outcome;
  for (const each of touched) countWaysOfLeaving(premises, each);
  const left = touched.flatMap((each) => unheardLeaving(world, each));
  const broken = touched.flatMap(({ key, entries, obligations }) =>
    entries.flatMap(({ type, body, actor }) => {
      if (type === "obligation.acknowledged") {
        premises["answered a call"] += 1;
        const owed = obligations.find((each) => each.key === (body as { key: string }).key);
        return owed && silenced(world, owed, personOf(actor));
      }
      if (type === "attendance.signed-off" || type === "attendance.moved") {
        premises["left a post"] += 1;
        return emptied(world, key.id);
      }
      if (type === "attendance.departed") premises["left the company on duty"] += 1;
      if (type === "handover.completed") {
        premises["passed a post"] += 1;
        return unworked(world, key.id);
      }
      return [];
    }),
  );
  return [
    ...left,
    ...touched.flatMap(({ key, entries }) => entries.flatMap((each) => leftUnsigned(world, key.id, each))),
    ...touched.flatMap((each) => [
      ...strangersBriefed(world, each),
      ...coversUndoneUnsaid(each, command.body),
      ...relievedAndBlamed(world, each),
    ]),
    ...broken.filter((each) => each !== undefined),
    ...lateAndInTime(touched, world.now),
    ...missedInTime(touched, world.now),
    ...owedTooLate(world, touched, world.now),
    ...unplannedTurns(world, outcome, premises),
    ...unheardCalls(world, premises),
    ...countedOnLeavers(world),
    ...brokenNow(world, premises),
  ];
}

/** What was sent, and what came of it. */
interface Acted {
  readonly command: Command;
  readonly outcome: Outcome;
}

/** What is open at the post of a shift. */
function openMatters(world: World, name: string) {
  const [post = ""] = name.split("/");
  const lines = world.outstanding({ site: towerSite, post });
  return lines.flatMap(({ stream, obligation }) => matterOnLedger(stream.id, obligation) ?? []);
}

/** Truth 3: two signatures are two people, and whoever takes over has counted, read and taken all of it themselves. */
function unworked(world: World, name: string): string[] {
  const state = world.state<Handover>({ site: towerSite, noun: "handover", id: name });
  if (state.phase !== "completed") return [];
  const { incoming, signatures, preparation, standIn } = state;
  const listed = new Set(preparation.matters.map(({ id }) => id));
  // What is wanting stands on the form as it was counted; the matter about it comes of the signature (ZB-33).
  const wanting = new Set(preparation.kit.map(({ item }) => `${name.split("/")[0]}/${derivedId(`${name}/${item}`)}`));
  const unlisted = openMatters(world, name).filter(({ id }) => !listed.has(id) && !wanting.has(id));
  const onNoForm = unlisted.map(({ id }) => `${name} passed while ${id} was open and on no form`);
  // Whoever stands in for one side is not the other as well, whatever the form calls that.
  const isOneForBoth = standIn !== undefined && preparation.relief === standIn;
  if (isOneForBoth) return [`${name} passed by one person`, ...onNoForm];
  if (incoming === undefined) return onNoForm;
  const own = <E extends { readonly by: unknown }>(all: readonly E[]) => all.filter(({ by }) => by === incoming);
  const isSquad = name.startsWith("squad/");
  const counted = preparation.kit.every(({ item }) => own(state.counts).some((each) => each.item === item));
  const read = own(state.readings).some(({ page }) => page.hash === preparation.page.hash);
  const taken = preparation.books.every((book) => own(state.booksTaken).some((each) => each.book === book));
  return [
    ...(new Set(signatures.map(({ person }) => person)).size < 2 ? [`${name} passed by one person`] : []),
    ...onNoForm,
    ...(counted ? [] : [`${name} passed uncounted by whoever took it`]),
    ...(isSquad && !read ? [`${name} passed unread by whoever took it`] : []),
    ...(isSquad && !taken ? [`${name} passed with books that its relief did not take`] : []),
  ];
}
