import { minute } from "#duty/grammar/time.ts";
import { type Session, sessionView } from "#server/account/account-answer.ts";
import { attendanceView } from "#server/attendance/attendance-answer.ts";
import { commandByProof } from "#server/http/written-answer.ts";
import { pageView } from "#server/log/log-answer.ts";
import { attendanceAt, lin, noon, onDuty, personHere, sessionWith, wu } from "./desk-answers.ts";
import { deskHere } from "./desk-at.ts";
import { type DeskEdge, refusal } from "./desk-edge.ts";
import { logLine, pageWith } from "./desk-page.ts";

/* For tests of screens: what the house says to a device that keeps something for the guard under their PIN, and nothing for the colleague. */

export const knownDevice = "0193a1c2-0000-7000-8000-00000000000d";
export const sealedOpening = "0193a1c2-0000-7000-8000-00000000000e";
export const knownPin = "135790";
/** When nobody's hands have been at work for so long that a desk locks. */
export const idleAt = noon + 6 * minute;
/** When nothing that was written at noon is held any more. */
export const heldNoLonger = noon + minute;

const device = { id: knownDevice, name: "前台机" };
const [signing, until] = [{ id: sealedOpening, secret: "s".repeat(43), site: "tower" }, noon + 600 * minute];
const sealed = [{ id: sealedOpening, person: lin, until }];
export const openAtDevice = sessionWith([personHere(lin), personHere(wu, { locked: true })], { device, sealed });
export const lockedAtDevice = sessionWith([personHere(lin, { locked: true }), personHere(wu, { locked: true })], {
  device,
  sealed,
});
/** Nobody sits there any more, and nothing is known to be kept. */
export const forgottenAt = sessionWith([], { now: noon + 1 });

/** What the house answers to the right PIN of the guard. */
export function letInAtDevice(): Session {
  const acts = ["log.write-line", "matter.open"];
  const opening = { ...signing, id: "0193a1c2-0000-7000-8000-00000000000f", person: lin, acts };
  return { ...openAtDevice, opening, toSeal: { ...signing, person: lin, until } };
}

/** The edge of the locked device, at whose post the guard is on duty. */
export function deviceHere(): DeskEdge {
  return deskHere(lockedAtDevice.people, lockedAtDevice)
    .answers(attendanceView, { now: noon, posts: [attendanceAt("gate", { on: [onDuty(lin)] })] })
    .answers(pageView, pageWith([logLine(1)]));
}

/** The guard has gone off duty. */
export function goesOffDuty(edge: DeskEdge): void {
  edge.answers(attendanceView, { now: noon, posts: [attendanceAt("gate")] });
}

/** The house forgets what is kept. */
export function knowsNothingSealed(edge: DeskEdge): void {
  edge.answers(sessionView, { ...lockedAtDevice, sealed: [], now: noon + 1 });
}

/** The house takes nothing by a proof, and what came so is told. */
export function hearsProofs(edge: DeskEdge): () => unknown[] {
  edge.answers(commandByProof, refusal("proof.unknown", { status: 403 }));
  return () => edge.told(commandByProof);
}
