import type { MasterKey } from "#server/keys/master-key.ts";
import type { Witnesses } from "#server/verify/evidence.ts";
import { type Verification, verifyAll } from "#server/verify/verification.ts";
import { archiveEvidence } from "./archive-evidence.ts";

/**
 * Verifies an archive; no database is needed.
 * @throws NoArchive where the file is none
 */
export async function verifyArchive(
  path: string,
  { master, witnesses }: { master: MasterKey | undefined; witnesses: Witnesses },
): Promise<Verification> {
  const evidence = await archiveEvidence(path, master);
  try {
    return await verifyAll(evidence, witnesses);
  } finally {
    evidence.dispose();
  }
}
