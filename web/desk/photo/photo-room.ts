import { mostPhotos } from "#duty/grammar/limits.ts";
import type { Sending } from "../../queue/sending.ts";

/** Whether one more may go with these. */
export function isRoomFor(photos: readonly string[]): boolean {
  return photos.length < mostPhotos;
}

/**
 * Takes what was picked, one after the other: the first ones for which there is room beside these, and the others not at all. One that cannot be taken
 * stands in no other's way.
 */
export async function takePicked<F>(
  photos: readonly string[],
  picked: readonly F[],
  take: (file: F) => Promise<string>,
): Promise<{ readonly added: readonly string[]; readonly failures: readonly unknown[] }> {
  const added: string[] = [];
  const failures: unknown[] = [];
  for (const file of picked.slice(0, Math.max(0, mostPhotos - photos.length)))
    await take(file).then(
      (photo) => added.push(photo),
      (thrown) => failures.push(thrown),
    );
  return { added, failures };
}

/** These and what was taken meanwhile, each once. */
export function withTaken(photos: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...photos, ...added])].slice(0, Math.max(mostPhotos, photos.length));
}

/** Whether a photo goes with something that was written here and is not at the house yet, be it that it waits or that it was refused. */
export function isNamed(photo: string, sent: readonly Pick<Sending, "body" | "state">[]): boolean {
  return sent.some(
    ({ body, state }) => state !== "received" && Array.isArray(body.photos) && body.photos.includes(photo),
  );
}
