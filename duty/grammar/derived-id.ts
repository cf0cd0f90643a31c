const seeds = [0x811c9dc5, 0x1b873593, 0xcc9e2d51, 0x9e3779b9] as const;

/**
 * A UUID (version 8) that follows from a name alone, for what the product opens by itself: the same cause comes to the same id, in memory as in
 * the database. It tells names apart and keeps no secret; whoever opens something under it asks whether it is there already.
 */
export function derivedId(name: string): string {
  const digits = seeds.map((seed) => hashed(name, seed).toString(16).padStart(8, "0")).join("");
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
}

/** FNV-1a over the UTF-16 units, mixed once more at the end so that names which differ in their last letter lie far apart. */
function hashed(name: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
