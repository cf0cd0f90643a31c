import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { useOwnText } from "../door/own-draft.ts";
import { useHandover } from "./handover-desk.ts";

/** Why the post is taken over late: written once, read by the list of hindrances and by the signature alike. */
export function useLateReason(): [string, (next: string) => void] {
  const { at } = useHandover();
  return useOwnText("late", shiftId(at));
}
