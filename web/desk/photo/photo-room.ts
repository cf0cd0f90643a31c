import { mostPhotos } from "#duty/grammar/limits.ts";

/** Whether one more may go with these. */
export function isRoomFor(photos: readonly string[]): boolean {
  return photos.length < mostPhotos;
}

/**
 * These and what was picked, each once and never more than may go with an act: the first ones that fit are sent, one after the other, and the
 * others are not sent at all.
 * @throws whatever `send` throws
 */
export async function withPicked<F>(
  photos: readonly string[],
  picked: readonly F[],
  send: (file: F) => Promise<string>,
): Promise<string[]> {
  const added: string[] = [];
  for (const file of picked.slice(0, Math.max(0, mostPhotos - photos.length))) added.push(await send(file));
  return [...new Set([...photos, ...added])];
}
