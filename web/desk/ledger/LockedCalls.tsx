import { useQuery } from "@tanstack/react-query";
import { useCallSound } from "./call-sound.ts";
import { waitingCallsQuery } from "./calls-query.ts";
import { QuietStrip } from "./QuietStrip.tsx";
import "./calls.css";

/** A locked desk sounds and shows how many calls wait for those who sit there: no names, no words of them. */
export function LockedCalls() {
  const { data } = useQuery(waitingCallsQuery);
  const waiting = data?.waiting ?? 0;
  return <QuietStrip waiting={waiting} sound={useCallSound(waiting)} locked />;
}
