import { createContext, useContext, useSyncExternalStore } from "react";
import { administrator } from "#duty/person/last-administrator.ts";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { dropFromTab, keepInTab, keptInTab } from "../../ui/tab-store.ts";
import { actAs } from "./ask.ts";

const place = "zhiban.acting";
/** Whether this tab has known somebody here who has not left. */
const lastHere = "zhiban.here";
const listeners = new Set<() => void>();

/** Chooses who of the people at this desk acts from now on. */
export function chooseActing(person: string): void {
  keepInTab(place, person);
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** The chosen one while they are still signed in, else the first at the desk who is not locked, else the first. */
export function whoActs(people: readonly PersonHere[], chosen: string | null): PersonHere | undefined {
  return people.find(({ person }) => person === chosen) ?? people.find(({ locked }) => !locked) ?? people[0];
}

export function useActingAt(session: Session): PersonHere | undefined {
  const chosen = useSyncExternalStore(subscribe, () => keptInTab(place));
  const acting = whoActs(session.people, chosen);
  actAs(acting?.person);
  return acting;
}

/** Somebody is here; or everybody has left of their own will, in this tab or another one, and nobody is told that their session has ended. */
export function noteHere(isSomebody: boolean): void {
  if (isSomebody) keepInTab(lastHere, "yes");
  else dropFromTab(lastHere);
  for (const tell of listeners) tell();
}

/** Whether somebody acted in this tab who has not left. */
export function useWasHere(): boolean {
  return useSyncExternalStore(subscribe, () => keptInTab(lastHere) !== null);
}

/** Whether somebody answers for a site, by any function there or as administrator: they are shown it from above. The server asks again. */
export function overlooks({ functions }: Pick<PersonHere, "functions">, site: string): boolean {
  return functions.some(({ function: held, site: at }) => at === site || held === administrator);
}

/** Whether somebody administers anywhere. The server asks again. */
export function isAdministrator({ functions }: Pick<PersonHere, "functions">): boolean {
  return functions.some((each) => each.function === administrator);
}

/** The functions that somebody holds for a post: those of its whole site and those of the post itself. */
export function functionsHeldAt(
  { functions }: Pick<PersonHere, "functions">,
  { site, post }: { readonly site: string; readonly post: string },
): string[] {
  return functions
    .filter((each) => each.site === site && (each.post === undefined || each.post === post))
    .map((each) => each.function);
}

/** Whether somebody answers for a post, by any function there or as administrator: the work of those who lead is shown to them. */
export function leadsAt(
  person: Pick<PersonHere, "functions">,
  at: { readonly site: string; readonly post: string },
): boolean {
  return functionsHeldAt(person, at).length > 0 || isAdministrator(person);
}

/** What every screen may lean on once somebody is signed in and the site is known. */
export interface DeskPlace {
  readonly site: string;
  readonly acting: PersonHere;
}

export const DeskPlaceContext = createContext<DeskPlace | undefined>(undefined);

export function useDeskPlace(): DeskPlace {
  const place = useContext(DeskPlaceContext);
  if (!place) throw new Error("a screen was drawn outside the shell");
  return place;
}
