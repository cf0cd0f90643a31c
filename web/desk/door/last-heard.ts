import { hearServerTime, serverNow } from "../../ui/server-clock.ts";
import { tryStore } from "../../ui/tab-store.ts";

const [place, clock] = ["zhiban.heard", "zhiban.ahead"] as const;

/** Notes when this browser heard the server, by the server's clock, and by how much its own is wrong: kept through reloads, one for all its pages. */
export function noteHeard(at: number): void {
  tryStore(() => {
    localStorage.setItem(place, String(at));
    localStorage.setItem(clock, String(serverNow() - Date.now()));
  });
}

/** A page that is loaded where the server is not heard goes on by the clock that was heard last. */
export function goOnByClock(): void {
  const ahead = kept(clock);
  if (ahead !== undefined && Number.isFinite(ahead)) hearServerTime(Date.now() + ahead);
}

/** When this browser last heard the server, by the server's clock; undefined where it never did, or keeps nothing. */
export function lastHeard(): number | undefined {
  return kept(place);
}

function kept(name: string): number | undefined {
  const text = tryStore(() => localStorage.getItem(name))?.answer;
  return text === undefined || text === null ? undefined : Number(text);
}
