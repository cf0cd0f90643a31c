import { hash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Waits } from "#duty/door/table.ts";
import { proofVersion, statementLine, statementOf } from "#duty/door/written-statement.ts";
import { minute } from "#duty/grammar/time.ts";
import type { KnownOpening } from "#server/account/command-proof.ts";
import { verifies } from "#server/account/key-signature.ts";
import { HttpProblem } from "./problem.ts";
import type { WrittenCommand } from "./written-answer.ts";

/** Clocks of devices differ: so much before an opening began, and after it ended, something may say that it was written in it. */
export const clocksDiffer = 5 * minute;

/** What a proof is held against: a command, or a photo. */
export type ProvedWriting = Pick<WrittenCommand, "id" | "act" | "site" | "body" | "as" | "deviceTime" | "proof"> &
  Partial<Pick<WrittenCommand, "seen">>;

/** Why a proof does not hold; `author-left`: what it lacks could only be made good by somebody who is not here any more. */
export type ProofRefusal =
  | "proof.unknown"
  | "proof.wrong"
  | "proof.withdrawn"
  | "proof.other-site"
  | "proof.needs-author"
  | "proof.other-time"
  | "proof.author-left";

/** Duty is done by whoever has it, at its time (ZB-01): what is lacking in person or time is refused by that; what is lacking in the key by none. */
const ofDuty: ReadonlySet<ProofRefusal> = new Set(["proof.needs-author", "proof.other-time", "proof.author-left"]);

export function proofRefused(code: ProofRefusal): HttpProblem {
  return new HttpProblem(403, code, ofDuty.has(code) ? { rules: ["ZB-01"] } : {});
}

/**
 * Holds what came against what is known of the opening that it names, in the order of decision 19: whoever does not hold the key is told nothing but
 * that it does not fit.
 */
export async function whyNotProved(
  sent: ProvedWriting,
  opening: KnownOpening | undefined,
  waits: Waits | undefined,
): Promise<ProofRefusal | undefined> {
  if (sent.proof.version !== proofVersion || !opening) return "proof.unknown";
  if (opening.person !== sent.as || !(await isSigned(sent, opening))) return "proof.wrong";
  if (opening.withdrawn) return "proof.withdrawn";
  if (opening.site !== sent.site) return "proof.other-site";
  if (waits !== "by-proof") return "proof.needs-author";
  const isWithin = opening.since - clocksDiffer <= sent.deviceTime && sent.deviceTime <= opening.until + clocksDiffer;
  if (isWithin) return undefined;
  return opening.authorLeft ? "proof.author-left" : "proof.other-time";
}

async function isSigned(sent: ProvedWriting, { publicKey, secret }: KnownOpening): Promise<boolean> {
  const { id, act, site, as: person, seen = null, deviceTime: time, proof } = sent;
  const body = hash("sha256", canonicalize(sent.body) ?? "", "hex");
  const { device, opening, signature } = proof;
  const statement = statementOf({ id, act, site, body, seen, person, time, device, opening, secret });
  return await verifies(publicKey, signature, `${statementLine}${canonicalize(statement)}`);
}
