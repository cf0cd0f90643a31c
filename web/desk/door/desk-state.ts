import type { PersonHere, Session } from "#server/account/account-answer.ts";
import type { KnownProblem } from "../../queue/heard.ts";

/*
 * What a browser shows, by what it knows of who sits at it. Whatever happens there, in another of its tabs, at another desk or to the network
 * changes what is known, and the screen follows from that: no screen remembers by itself where it was. Which state each event leads to stands in
 * `test/desk-cells.ts`, a cell each.
 */

/** What the door shows once the browser has heard who sits there. */
export type DoorState =
  /** Nobody is signed in. */
  | "nobody"
  /** Nobody is any more: whoever acted in this tab did not leave here. */
  | "ended"
  /** Who acts must choose a password or a PIN first. */
  | "secrets"
  /**
   * Who acts must prove anew who they are; `locked-alone`: and the server, which must hear it, is out of reach; `locked-known`: it is, and this
   * browser keeps what their PIN opens without it.
   */
  | "locked"
  | "locked-alone"
  | "locked-known"
  /** What the PIN of somebody has opened without the server: one reads and writes, and nothing else. */
  | "by-pin"
  /** The screens; `alone`: as they were when the server was heard last. */
  | "in"
  | "alone"
  /** Who acts works at no site that this desk sees. */
  | "refused";

/** What stands in the place of a screen that has no answer. */
export type ScreenState =
  /** Nothing: who sits here is asked anew, and what follows from that is drawn. */
  | "asked"
  /** That the server is out of reach, and since when; it tries again by itself. */
  | "away"
  /** The refusal in its words, and other ways to go. */
  | "refused"
  /** That something is at fault, and a way to try again. */
  | "broken";

export type DeskState = DoorState | ScreenState;

export interface KnownDesk {
  readonly session: Pick<Session, "sites">;
  /** Who acts in this tab, of those who sit here; undefined where nobody does. */
  readonly acting: Pick<PersonHere, "locked" | "mustChangePassword" | "mustSetPin"> | undefined;
  /** Whether somebody acted in this tab who has not left here. */
  readonly wasHere: boolean;
  /** Whether the server answered when it was asked last. */
  readonly isReached: boolean;
  /** Whether this browser keeps what the PIN of who acts opens without the server. */
  readonly isKnown: boolean;
  /** Whether somebody's PIN has opened theirs here since the server was heard. */
  readonly isOpened: boolean;
  /** Whether it was locked here while the server did not hear it. */
  readonly isShut: boolean;
}

export function doorStateOf({ session, acting, wasHere, isReached, ...alone }: KnownDesk): DoorState {
  if (alone.isOpened) return "by-pin";
  if (!acting) return wasHere ? "ended" : "nobody";
  if (!isReached && alone.isKnown && (acting.locked || alone.isShut)) return "locked-known";
  if (acting.locked) return isReached ? "locked" : "locked-alone";
  // Only whoever acts is asked: a colleague whose PIN was given up does not take the desk from the others.
  if (acting.mustChangePassword || acting.mustSetPin) return "secrets";
  if (session.sites.length === 0) return "refused";
  return isReached ? "in" : "alone";
}

/** `problem`: why there is no answer; undefined where the screen itself is at fault. */
export function screenStateOf(problem: KnownProblem | undefined): ScreenState {
  if (!problem) return "broken";
  if (concernsDesk(problem)) return "asked";
  if (isUndecided(problem)) return "away";
  return problem.status >= 400 && problem.status < 500 ? "refused" : "broken";
}

/** What stands in the place of a desk that has heard nothing yet; `isKnown`: whether this browser keeps what anybody's PIN opens. */
export function awayStateOf({ isKnown, isOpened }: Pick<KnownDesk, "isKnown" | "isOpened">): DeskState {
  if (isOpened) return "by-pin";
  return isKnown ? "locked-known" : "away";
}

/** Speaks of who sits at the desk, and not of what was asked: what to do follows from the session, which is asked for anew. */
export function concernsDesk({ code, status }: KnownProblem): boolean {
  return status === 401 || status === 423 || ofPlace.has(code);
}

const ofPlace: ReadonlySet<string> = new Set([
  "account.first-password",
  "account.first-pin",
  "account.not-at-this-desk",
]);

/** Nothing was decided: the same may be sent again. */
export function isUndecided({ status }: KnownProblem): boolean {
  return status === 0 || status >= 502;
}
