import type {
  DeviceChallengeOperation,
  DeviceEnrolmentOperation,
  DeviceProvingOperation,
  Session,
} from "#server/account/account-answer.ts";
import type { WrittenProof } from "#server/http/written-answer.ts";
import { type DeviceKey, deviceKeys, makeKey, signedBy } from "../../queue/device-key.ts";
import { type Opening, proofOf, type Written } from "../../queue/written-proof.ts";
import { ask } from "./ask.ts";

/* This browser as a device: its key, and by whose opening it signs now. Of an opening nothing is kept but in the memory of this page. */

const keys = deviceKeys("zhiban.device");

interface HeldOpening extends Opening {
  readonly device: string;
}

let held: HeldOpening | undefined;
let handsAt = 0;
let idleMilliseconds = 0;
const idleListeners = new Set<() => void>();

/** Holds the opening that a session brings; with one that brings none, as at a locked desk, the last is let go of. */
export function holdOpening({ opening, device, idleSeconds }: Session, now = Date.now()): void {
  held = opening && device ? { ...opening, device: device.id } : undefined;
  idleMilliseconds = idleSeconds * 1000;
  handsAt = now;
}

/** Holds what somebody's own PIN has opened without the network. */
export function holdAlone(
  {
    opening,
    device,
    idleSeconds,
  }: { readonly opening: Opening; readonly device: string; readonly idleSeconds: number },
  now = Date.now(),
): void {
  held = { ...opening, device };
  idleMilliseconds = idleSeconds * 1000;
  handsAt = now;
}

export function letGoOfOpening(): void {
  held = undefined;
}

/** Whether nobody's hands were at work here for as long as a desk stays open by itself. */
export function isIdle(now = Date.now()): boolean {
  return now - handsAt >= idleMilliseconds;
}

/** Calls when hands come back to a page at which none were for so long; the answer ends that. */
export function onIdleHands(tell: () => void): () => void {
  idleListeners.add(tell);
  return () => idleListeners.delete(tell);
}

/**
 * Somebody's hands are at work here. Where there were none for as long as a desk stays open by itself, it may be anybody: without the network no lock
 * was told, and the opening is let go of until a session brings one.
 */
export function noteHands(now = Date.now()): void {
  if (isIdle(now)) {
    held = undefined;
    for (const tell of idleListeners) tell();
  }
  handsAt = now;
}

/** The proof of what is written at this page now; undefined where it has none to give. */
export async function proveWritten(written: Written): Promise<WrittenProof | undefined> {
  noteHands();
  if (!held) return undefined;
  const opening = held;
  const key = await keys.read();
  return await proofOf(written, { opening, key: key?.device === opening.device ? key : undefined });
}

/** Makes a key and enrols this browser of a site. @throws CommandRefused where the server will not; `undefined` where the browser keeps no key */
export async function enrolOwn(site: string, name: string): Promise<string | undefined> {
  const { privateKey, publicKey } = await makeKey();
  const former = await keys.read();
  // Kept before it is enrolled: a device that nobody can sign for would take the place of one.
  if (!(await keys.keep({ device: "", site, privateKey }))) return undefined;
  try {
    const body = { site, name, publicKey, ...(await challenged({ privateKey })) };
    const { device } = await ask<DeviceEnrolmentOperation>("/api/devices", { method: "POST", body });
    await keys.keep({ device, site, privateKey });
    return device;
  } catch (thrown) {
    // It is what it was before.
    if (former) await keys.keep(former);
    throw thrown;
  }
}

/** A desk that has begun anew in this browser is the device again; the session then, or undefined where this browser is none that is known there. */
export async function proveOwn(): Promise<Session | undefined> {
  const key = await keys.read();
  if (!key?.device) return undefined;
  const body = { device: key.device, ...(await challenged(key)) };
  return await ask<DeviceProvingOperation>("/api/devices/prove", { method: "POST", body });
}

async function challenged(key: Pick<DeviceKey, "privateKey">) {
  const { challenge } = await ask<DeviceChallengeOperation>("/api/devices/challenge", { method: "POST" });
  return { challenge, signature: await signedBy(key, `zhiban-device:${challenge}`) };
}
