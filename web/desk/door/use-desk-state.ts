import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { useActingAt, useWasHere } from "./acting.ts";
import { useAlone } from "./alone.ts";
import { type DoorState, doorStateOf } from "./desk-state.ts";
import { useReached } from "./reach.ts";

/** Who acts in this tab, and what it shows for that. */
export function useDeskState(session: Session): { readonly acting: PersonHere | undefined; readonly state: DoorState } {
  const acting = useActingAt(session);
  const [wasHere, isReached] = [useWasHere(), useReached()];
  const { known, opened, isShut } = useAlone();
  const isKnown = known.some(({ person }) => person === acting?.person);
  const alone = { isKnown, isOpened: opened !== undefined, isShut };
  return { acting, state: doorStateOf({ session, acting, wasHere, isReached, ...alone }) };
}
