import { dayMinutes, minute } from "#duty/grammar/time.ts";
import { dropFromTab, keepInTab, keptInTab, tryStore } from "./tab-store.ts";

/*
 * A form that is half filled is its tab's: two tabs never write in one. What a browser throws away with its tab, as a phone does, is taken over by
 * the next one that opens here, under the same name: whose it is stands in the name.
 */

/** How long what nobody took over stays on a shared machine: who has not come back for a month writes it anew. */
const keptForDays = 30;

/** What a browser has of its tabs. */
export interface DraftGround {
  readonly tab: {
    keep(name: string, text: string): unknown;
    kept(name: string): string | null;
    drop(name: string): void;
  };
  /** What all tabs of the browser share; it may refuse. */
  readonly shared: Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;
  /** Undefined where a browser tells no tab of another, as over plain http: then each takes itself for the only one. */
  readonly locks: Pick<LockManager, "request" | "query"> | undefined;
  now(): number;
}

export interface BegunDrafts {
  keep(name: string, text: string): void;
  drop(name: string): void;
  /** Takes over what tabs that are closed have left; before anything is drawn. */
  takeOver(): Promise<void>;
}

interface Begun {
  readonly place: string;
  readonly tab: string;
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

const begunPlace = "zhiban.begun/";
const tabName = "zhiban.tab";
const openTab = "zhiban.tab/";

export function begunDrafts({ tab, shared, locks, now }: DraftGround): BegunDrafts {
  const own = () => {
    const known = tab.kept(tabName);
    if (known !== null) return known;
    const made = newTab();
    tab.keep(tabName, made);
    return made;
  };
  const placeIn = (ofTab: string, name: string) => `${begunPlace}${ofTab}/${name}`;
  const keep = (name: string, text: string) => {
    tab.keep(name, text);
    tryStore(() => shared.setItem(placeIn(own(), name), JSON.stringify({ text, at: now() })));
  };
  const all = () =>
    tryStore(() => Array.from({ length: shared.length }, (_, at) => shared.key(at)))?.answer.flatMap((place) =>
      place?.startsWith(begunPlace) ? begunAt(place, tryStore(() => shared.getItem(place))?.answer ?? "") : [],
    ) ?? [];
  const take = ({ place, name, text, at }: Begun) => {
    const here = tab.kept(name);
    const isOver = now() - at > keptForDays * dayMinutes * minute;
    // What stands here otherwise stays, and so does what was left: until this one is sent or thrown away.
    if (here !== null && here !== text && !isOver) return;
    tryStore(() => shared.removeItem(place));
    if (!isOver) keep(name, text);
  };
  return {
    keep,
    drop: (name) => {
      tryStore(() => shared.removeItem(placeIn(own(), name)));
      tab.drop(name);
    },
    takeOver: async () => {
      if (locks && !(await givesLocks(locks))) return;
      if (locks && !(await isHeldFrom(locks, `${openTab}${own()}`))) {
        // A tab that was doubled; or this one before it was loaded anew, which the browser has not ended yet: what it leaves stands here as well.
        const former = own();
        tab.keep(tabName, newTab());
        await isHeldFrom(locks, `${openTab}${own()}`);
        void locks.request(`${openTab}${former}`, () => {
          for (const each of all()) if (each.tab === former && each.text === tab.kept(each.name)) take(each);
        });
      }
      await whileNobodyElse(locks, (open) => {
        for (const each of newestFirst(all())) if (each.tab !== own() && !open.has(`${openTab}${each.tab}`)) take(each);
      });
    },
  };
}

/** Runs it with the names of all that is held, unless another tab is at the same: what that one does not take over is left to the next. */
async function whileNobodyElse(locks: DraftGround["locks"], run: (held: ReadonlySet<string | undefined>) => void) {
  if (!locks) return run(new Set());
  await locks.request(begunPlace, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const { held = [] } = await locks.query();
    run(new Set(held.map(({ name }) => name)));
  });
}

/** A name that no other tab has; also where a browser makes no ids, as over plain http. */
function newTab(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

/** Whether a browser lets its tabs lock at all: one that keeps nothing refuses, and nothing is drawn while that is waited for. */
async function givesLocks(locks: Pick<LockManager, "query">): Promise<boolean> {
  try {
    await locks.query();
    return true;
  } catch (thrown) {
    // SecurityError where storage is switched off: then nothing was left either.
    if (thrown instanceof DOMException) return false;
    throw thrown;
  }
}

/** Whether a lock is held from now on, until this tab is closed. */
function isHeldFrom(locks: Pick<LockManager, "request">, name: string): Promise<boolean> {
  return new Promise((told) => {
    void locks.request(name, { ifAvailable: true }, (lock) => {
      told(lock !== null);
      return lock === null ? undefined : new Promise<void>(() => {});
    });
  });
}

function newestFirst(all: readonly Begun[]): readonly Begun[] {
  return all.toSorted((one, other) => other.at - one.at);
}

function begunAt(place: string, kept: string): Begun[] {
  const [tab = "", ...name] = place.slice(begunPlace.length).split("/");
  try {
    const { text, at } = JSON.parse(kept) as Partial<Begun>;
    return typeof text === "string" && typeof at === "number" ? [{ place, tab, name: name.join("/"), text, at }] : [];
  } catch {
    return []; // somebody else's, or cut off
  }
}

const here = begunDrafts({
  tab: { keep: keepInTab, kept: keptInTab, drop: dropFromTab },
  shared: {
    get length() {
      return localStorage.length;
    },
    key: (at) => localStorage.key(at),
    getItem: (name) => localStorage.getItem(name),
    setItem: (name, text) => localStorage.setItem(name, text),
    removeItem: (name) => localStorage.removeItem(name),
  },
  locks: (globalThis.navigator as Partial<Navigator> | undefined)?.locks,
  now: () => Date.now(),
});

export const keepDraft = here.keep;
export const dropDraft = here.drop;
export const takeOverDrafts = here.takeOver;
