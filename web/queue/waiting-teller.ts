import type { SentWith } from "#duty/door/operation.ts";
import { mostTold } from "#duty/grammar/limits.ts";
import type { LostItem, WaitingTelling } from "#server/account/waiting-answer.ts";
import type { Item } from "./item.ts";
import type { ItemStore } from "./item-store.ts";

/*
 * The house is told what waits in this browser, without its words, so that what the browser loses is missed. A second memory, of another kind than the
 * store, holds the same: where the store is emptied, it still knows what was in it.
 */

type Told = SentWith<WaitingTelling>["body"];
type ToldItem = Told["waiting"][number];

/** An item as the second memory holds it, with the store in which it was. */
export interface RememberedItem extends ToldItem {
  readonly store: number;
}

export interface TellingGround {
  readonly store: Pick<ItemStore, "tell" | "forgetLetGo">;
  /** Undefined where this memory is empty or gone as well. */
  remembered(): readonly RememberedItem[] | undefined;
  remember(items: readonly RememberedItem[]): void;
  /** What the house answers that it misses; undefined where it did not answer, or nobody is signed in. */
  deliver(told: Told): Promise<readonly LostItem[] | undefined>;
}

export class WaitingTeller {
  readonly #ground: TellingGround;
  #heard = "";
  #round: Promise<unknown> = Promise.resolve();

  constructor(ground: TellingGround) {
    this.#ground = ground;
  }

  /**
   * Tells the house what waits, unless it has heard the very same from this page; answers what it misses, or undefined where it did not hear. One telling
   * after the other, and none is kept from it by what became of the one before.
   */
  tell(): Promise<readonly LostItem[] | undefined> {
    const told = this.#round.then(() => this.#tellNow());
    this.#round = told.catch(() => undefined);
    return told;
  }

  async #tellNow(): Promise<readonly LostItem[] | undefined> {
    const { store: items, deliver, remember, remembered } = this.#ground;
    const telling = await items.tell();
    if (!telling) return [];
    const { store, round, letGo } = telling;
    const waiting = telling.items
      .filter(({ state }) => state !== "received")
      .slice(0, mostTold)
      .map(toldOf);
    const former =
      remembered()
        ?.flatMap((each) => (each.store === store ? [] : [each]))
        .slice(0, mostTold) ?? null;
    const own = waiting.map((each) => ({ ...each, store }));
    // Where nothing is remembered it stays so until the house has heard of it: what is remembered stands for all that waited.
    if (former) remember([...former, ...own]);
    const said = JSON.stringify({ store, waiting, former: former ?? [], letGo });
    if (said === this.#heard) return [];
    const told = {
      store,
      round,
      waiting,
      former: former?.map(({ store: _, ...item }) => item) ?? null,
      letGo: [...letGo],
    };
    const lost = await deliver(told);
    if (!lost) return undefined;
    this.#heard = said;
    await items.forgetLetGo(letGo);
    remember(own);
    return lost;
  }
}

function toldOf({ id, site, as, deviceTime }: Item): ToldItem {
  return { id, site, as, deviceTime };
}
