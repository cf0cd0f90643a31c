import type { WrittenProof } from "#server/http/written-answer.ts";
import { type Heard, verdictOf } from "./heard.ts";
import type { Item } from "./item.ts";

/** How an item gets to the house: as done by who acts here now, or by its proof, whoever does. */
export interface RoadsOfItem {
  /** The page that sends it: what it wrote just now has its author before it. */
  readonly page: string;
  readonly byDesk: (item: Item) => Promise<Heard>;
  readonly byProof: (proof: WrittenProof) => Promise<Heard>;
}

/**
 * Delivers an item, and where one road says that its author is away, by the other. What is new goes as its author's act; what was tried before, or
 * found in the store, goes by its proof first: whoever altered it there must not have it sent by an author who comes back.
 */
export async function byEitherRoad(item: Item, { page, byDesk, byProof }: RoadsOfItem): Promise<Heard> {
  const { proof } = item;
  if (!proof) return await byDesk(item);
  const proved = async (): Promise<Heard> => {
    const heard = await byProof(proof);
    return heard.came === "answer" ? { ...heard, road: "proof" } : heard;
  };
  const isFresh = item.tries === 0 && item.page === page;
  const [first, second] = isFresh ? [byDesk, proved] : [proved, byDesk];
  const heard = await first(item);
  return verdictOf(heard, item.id).says === "author-away" ? await second(item) : heard;
}
