import type { Told } from "./check-entries.ts";
import type { SiteEvidence } from "./evidence.ts";
import type { Notebook } from "./findings.ts";

/** What stands apart from the entries: texts by their commitments, photos by their hashes. A hole is right only where an entry ordered it. */
export async function checkApart(
  evidence: SiteEvidence,
  notebook: Notebook,
  told: Told,
): Promise<{ secrets: number; photos: number; unopened: number }> {
  const { secrets, unopened } = await checkSecrets(evidence, notebook, told);
  return { secrets, unopened, photos: await checkPhotos(evidence, notebook, told) };
}

async function checkSecrets(
  evidence: SiteEvidence,
  notebook: Notebook,
  told: Told,
): Promise<{ secrets: number; unopened: number }> {
  const missing = new Set(told.commitments);
  let [secrets, unopened] = [0, 0];
  for await (const { commitment, erased, opens } of evidence.secrets()) {
    secrets += 1;
    missing.delete(commitment);
    if (erased && !told.erasures.has(commitment)) notebook.fault("secret.erased-without-order", commitment);
    if (erased) continue;
    if (opens === false) notebook.fault("secret.changed", commitment);
    if (opens === undefined) unopened += 1;
  }
  for (const commitment of missing) notebook.fault("secret.missing", commitment);
  return { secrets, unopened };
}

async function checkPhotos(evidence: SiteEvidence, notebook: Notebook, told: Told): Promise<number> {
  const missing = new Set(told.photos);
  let photos = 0;
  for await (const { hash, erased, actual } of evidence.photos()) {
    photos += 1;
    missing.delete(hash);
    if (erased && !told.erasures.has(hash)) notebook.fault("photo.erased-without-order", hash);
    if (!erased && actual !== hash) notebook.fault("photo.changed", hash);
  }
  for (const hash of missing) notebook.fault("photo.missing", hash);
  return photos;
}
