import { type ComponentType, lazy, type ReactNode, Suspense, useContext } from "react";
import { DeskPlaceContext } from "../door/acting.ts";
import { useAlone } from "../door/alone.ts";
import { awayStateOf } from "../door/desk-state.ts";
import { AloneLock } from "./AloneLock.tsx";
import { Away } from "./Away.tsx";

/** Loaded beside the screens, and kept by the browser as they are. */
const AloneDesk = lazy(async () => ({ default: (await import("./AloneDesk.tsx")).AloneDesk }));

/** What somebody's PIN has opened here; nothing where nobody's has. */
export function OpenedAlone({ onBack }: { onBack?: () => void }) {
  const { opened } = useAlone();
  if (!opened) return null;
  return (
    <Suspense fallback={null}>
      <AloneDesk key={opened.person.person} opened={opened} {...(onBack && { onBack })} />
    </Suspense>
  );
}

interface Props {
  readonly onBack: () => void;
  /** What stands around the sentence that the server is out of reach. */
  readonly around: ComponentType<{ readonly children: ReactNode }>;
}

/**
 * The server is out of reach. One screen within the desk says so in its place; where nothing of the desk is known, whoever this browser keeps something
 * for has a way in.
 */
export function AwayDesk({ onBack, around: Around }: Props) {
  const { known, opened } = useAlone();
  const isInside = useContext(DeskPlaceContext) !== undefined;
  const state = isInside ? "away" : awayStateOf({ isKnown: known.length > 0, isOpened: opened !== undefined });
  if (state === "by-pin") return <OpenedAlone onBack={onBack} />;
  if (state === "locked-known") return <AloneLock known={known} onBack={onBack} />;
  return (
    <Around>
      <Away onBack={onBack} />
    </Around>
  );
}
