import type { Touched } from "#duty/door/table.ts";
import { derivedId } from "#duty/grammar/derived-id.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { matterOnLedger } from "#duty/matter/matter.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";

/* Truth 3 read plainly of hand-overs: two signatures are two people, and whoever signs has done the work. */

/** Truth 3 of what was closed alone: whoever takes it up is not who closed it. */
export function takenUpByOne({ key, entries, state }: Touched): string[] {
  if (!entries.some(({ type }) => type === "handover.taken-up")) return [];
  const { signatures } = state as Extract<Handover, { phase: "completed" }>;
  return new Set(signatures.map(({ person }) => person)).size < 2 ? [`${key.id} was taken up by one person`] : [];
}

/** What is open at the post of a shift. */
function openMatters(world: World, name: string) {
  const [post = ""] = name.split("/");
  const lines = world.outstanding({ site: towerSite, post });
  return lines.flatMap(({ stream, obligation }) => matterOnLedger(stream.id, obligation) ?? []);
}

/** Truth 3: two signatures are two people, and whoever takes over has counted, read and taken all of it themselves. */
export function unworked(world: World, name: string): string[] {
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
