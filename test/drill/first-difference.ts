interface BothTold {
  readonly world: readonly string[];
  readonly database: readonly string[];
}

/** In words, the first line in which what is in memory and what is in the database differ, the end of the shorter one included. */
export function firstDifference({ world, database }: BothTold): string | undefined {
  const most = Math.max(world.length, database.length);
  const differs = Array.from({ length: most }, (_, index) => index).find((index) => world[index] !== database[index]);
  return differs === undefined ? undefined : `in memory ${world[differs]}, in the database ${database[differs]}`;
}
