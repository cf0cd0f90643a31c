import type { CheckedEntries } from "./check-entries.ts";
import type { SiteEvidence } from "./evidence.ts";
import type { Notebook } from "./findings.ts";

/** What stands apart from the entries: texts by their commitments, photos by their hashes. A hole is right only where an entry ordered it. */
export async function checkApart(
  evidence: SiteEvidence,
  notebook: Notebook,
  checked: CheckedEntries,
): Promise<{ secrets: number; photos: number; unopened: number }> {
  const { secrets, unopened } = await checkSecrets(evidence, notebook, checked);
  return { secrets, unopened, photos: await checkPhotos(evidence, notebook, checked) };
}

async function checkSecrets(
  evidence: SiteEvidence,
  notebook: Notebook,
  checked: CheckedEntries,
): Promise<{ secrets: number; unopened: number }> {
  const missing = new Set(checked.commitments);
  let [secrets, unopened] = [0, 0];
  for await (const { commitment, erased, opens } of evidence.secrets()) {
    secrets += 1;
    missing.delete(commitment);
    if (erased && !checked.erasures.has(commitment)) notebook.discrepancy("secret.erased-without-order", commitment);
    if (erased) continue;
    if (opens === false) notebook.discrepancy("secret.changed", commitment);
    if (opens === undefined) unopened += 1;
  }
  for (const commitment of missing) notebook.discrepancy("secret.missing", commitment);
  return { secrets, unopened };
}

async function checkPhotos(evidence: SiteEvidence, notebook: Notebook, checked: CheckedEntries): Promise<number> {
  const missing = new Set(checked.photos);
  let photos = 0;
  for await (const { hash, erased, actual } of evidence.photos()) {
    photos += 1;
    missing.delete(hash);
    if (erased && !checked.erasures.has(hash)) notebook.discrepancy("photo.erased-without-order", hash);
    if (!erased && actual !== hash) notebook.discrepancy("photo.changed", hash);
  }
  for (const hash of missing) notebook.discrepancy("photo.missing", hash);
  return photos;
}
