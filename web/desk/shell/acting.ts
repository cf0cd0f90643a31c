import { createContext, useContext, useSyncExternalStore } from "react";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { actAs } from "../door/ask.ts";

const place = "zhiban.acting";
const listeners = new Set<() => void>();

/** Chooses who of the people at this desk acts from now on. */
export function chooseActing(person: string): void {
  sessionStorage.setItem(place, person);
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Who acts: the chosen one while they are still signed in, else the first at the desk. */
export function useActingAt(session: Session): PersonHere | undefined {
  const chosen = useSyncExternalStore(subscribe, () => sessionStorage.getItem(place));
  const acting = session.people.find(({ person }) => person === chosen) ?? session.people[0];
  actAs(acting?.person);
  return acting;
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
