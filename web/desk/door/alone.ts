import { useSyncExternalStore } from "react";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { partsUnderPin, type SealedFor, type TriedAlone } from "../../offline/sealed-parts.ts";
import type { Opening } from "../../queue/written-proof.ts";
import { serverNow } from "../../ui/server-clock.ts";
import { tryStore } from "../../ui/tab-store.ts";
import { goOnByClock } from "./last-heard.ts";
import { holdAlone, letGoOfOpening } from "./own-device.ts";

/*
 * This browser without the network: for whom it keeps something sealed, and who of them has opened theirs at this page by their PIN (decision 23).
 * Whatever is open here is open until the house is heard.
 */

const parts = partsUnderPin("zhiban.sealed");
const shutPlace = "zhiban.shut";

/** What is sealed for somebody: who they are, where, and by what is signed in their name. */
interface SealedProof {
  readonly person: PersonHere;
  readonly site: Session["sites"][number];
  readonly opening: Opening;
  readonly device: string;
  readonly idleSeconds: number;
}

/** Who has opened theirs at this page. */
export interface OpenedHere extends Pick<SealedProof, "person" | "site"> {
  /** What they had read last, as it was given to be kept. */
  readonly read: string | undefined;
}

interface AloneHere {
  readonly known: readonly SealedFor[];
  readonly opened: OpenedHere | undefined;
  /** Locked in this browser while nobody heard it. */
  readonly isShut: boolean;
}

let here: AloneHere = { known: [], opened: undefined, isShut: false };
const listeners = new Set<() => void>();
const others = new BroadcastChannel("zhiban.sealed");

function change(next: Partial<AloneHere>): void {
  here = { ...here, ...next };
  for (const tell of listeners) tell();
}

async function reread(): Promise<void> {
  change({ known: await parts.known(serverNow()) });
}

async function changed(): Promise<void> {
  others.postMessage("changed");
  await reread();
}

others.addEventListener("message", () => {
  change({ isShut: isShutHere() });
  void reread();
});
let begun: Promise<void> | undefined;

/** Before a page that was loaded asks anything: it goes on by what this browser keeps, and by the clock that was heard last. */
export function beginAlone(): Promise<void> {
  begun ??= begin();
  return begun;
}

async function begin(): Promise<void> {
  goOnByClock();
  change({ isShut: isShutHere() });
  await reread();
}

export function useAlone(): AloneHere {
  return useSyncExternalStore(subscribe, () => here);
}

/** The same at this moment, for what is pressed. */
export function aloneNow(): AloneHere {
  return here;
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Seals for whoever has just been let in by this PIN what they go on with without the network; nothing, where the house gave nothing for it. */
export async function sealFor(session: Session, pin: string): Promise<void> {
  const { toSeal, opening, device, idleSeconds, now } = session;
  const person = session.people.find((each) => each.person === toSeal?.person);
  const site = session.sites.find((each) => each.site === toSeal?.site);
  if (!toSeal || !device || !person || !site) return;
  const { until, ...signing } = toSeal;
  const proof: SealedProof = {
    ...{ person, site, device: device.id, idleSeconds },
    opening: { ...signing, acts: opening?.acts ?? [] },
  };
  const whose = { person: person.person, name: person.name, opening: toSeal.id, device: device.id, since: now, until };
  await parts.keep(pin, whose, JSON.stringify(proof));
  await changed();
}

/** Keeps what somebody has read last, where something is kept for them; without it, that there is nothing. */
export async function sealRead(person: string, read: string | undefined): Promise<void> {
  await parts.keepRead(person, read);
}

/** Somebody tries their PIN where nobody hears it: the right one opens what is kept for them. */
export async function tryAlone(person: string, pin: string): Promise<Exclude<TriedAlone["verdict"], "wrong"> | number> {
  const tried = await parts.try(person, pin, serverNow());
  if (tried.verdict === "wrong") return tried.left;
  if (tried.verdict !== "right") return tried.verdict;
  const { opening, device, idleSeconds, ...opened } = JSON.parse(tried.part.proof) as SealedProof;
  holdAlone({ opening, device, idleSeconds });
  change({ opened: { ...opened, read: tried.part.read } });
  return "right";
}

/** Wrong tries of which the house was not told. */
export const untoldTries = () => parts.untold();

export async function triesTold(counted: Awaited<ReturnType<typeof untoldTries>>): Promise<void> {
  await parts.told(counted);
}

/** Who had opened theirs is locked again, or nobody was and this browser is shut until somebody opens theirs, or the house is heard. */
export function shutAlone(): void {
  letGoOfOpening();
  tryStore(() => localStorage.setItem(shutPlace, "yes"));
  change({ opened: undefined, isShut: true });
  others.postMessage("changed");
}

/** The house was heard: what it says of who sits here stands, and what it does not know any more is forgotten. */
export function heardAlone({ sealed, now }: Session): void {
  if (here.isShut) tryStore(() => localStorage.removeItem(shutPlace));
  if (here.opened || here.isShut) change({ opened: undefined, isShut: false });
  const openings = sealed.map(({ id }) => id);
  if (here.known.some(({ opening }) => !openings.includes(opening))) void parts.keepOnly(openings, now).then(changed);
}

/** Whether this browser was locked while nobody heard it, in any of its pages. */
function isShutHere(): boolean {
  return tryStore(() => localStorage.getItem(shutPlace))?.answer === "yes";
}
