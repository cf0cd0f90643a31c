import { useCallback, useState } from "react";
import { dropDraft, keepDraft } from "./begun-drafts.ts";
import { keptInTab } from "./tab-store.ts";

/**
 * A half-filled form that survives a reload of this tab and its end, as far as the browser keeps it. `name` says whose it is and for what, so that two people at one desk never see each
 * other's. Nothing secret goes in here: PINs and passwords have no draft. Last comes what changes the draft as it stands by then, whoever is at the desk.
 */
export function useDraft<T>(
  name: string,
  empty: T,
): [T, (next: T) => void, () => void, (how: (before: T) => T) => void] {
  const place = `zhiban.draft/${name}`;
  const [kept, setKept] = useState(() => ({ place, value: read(place, empty) }));
  const value = kept.place === place ? kept.value : read(place, empty);
  const change = useCallback(
    (next: T) => {
      keepDraft(place, JSON.stringify(next));
      setKept({ place, value: next });
    },
    [place],
  );
  const drop = useCallback(() => {
    dropDraft(place);
    setKept({ place, value: empty });
  }, [place, empty]);
  const amend = useCallback((how: (before: T) => T) => change(how(read(place, empty))), [change, place, empty]);
  return [value, change, drop, amend];
}

function read<T>(place: string, empty: T): T {
  const text = keptInTab(place);
  if (text === null) return empty;
  try {
    return JSON.parse(text) as T;
  } catch {
    return empty;
  }
}
