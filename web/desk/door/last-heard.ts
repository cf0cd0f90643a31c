import { tryStore } from "../../ui/tab-store.ts";

const place = "zhiban.heard";

/** Notes when this browser heard the server, by the server's clock: kept through reloads, one for all its pages. */
export function noteHeard(at: number): void {
  tryStore(() => localStorage.setItem(place, String(at)));
}

/** When this browser last heard the server, by the server's clock; undefined where it never did, or keeps nothing. */
export function lastHeard(): number | undefined {
  const kept = tryStore(() => localStorage.getItem(place))?.answer;
  return kept === undefined || kept === null ? undefined : Number(kept);
}
