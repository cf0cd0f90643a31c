import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import type { Published } from "./published.ts";
import { readYamlFile, type TextError } from "./yaml-text.ts";

const lockShape = z.record(z.string(), z.string());

/**
 * Editions of a folder that say something else than when they were published, as its `locked.json` has it, those that are gone, and those that
 * stand in it not yet. A folder without the file has locked nothing.
 */
export function lockErrors(folder: string, published: readonly Published[]): TextError[] {
  const path = join(folder, "locked.json");
  if (!existsSync(path)) return [];
  const lock = readYamlFile(relative(join(folder, ".."), path), path, lockShape);
  const locked = lock.value;
  if (!locked) return [...lock.errors];
  const gone = Object.keys(locked).filter((name) => !existsSync(join(folder, name)));
  return [
    ...gone.map((name) => lock.errorAt([name], `${name} was published and is gone`)),
    ...published.flatMap(({ id, edition, hash, place }) => {
      const name = `${id}/${edition}`;
      if (locked[name] === hash) return [];
      if (locked[name] === undefined) return [lock.errorAt([], `${name} is not locked: write "${name}": "${hash}"`)];
      const message = `${name} is not what was published (${lock.file}): what changes is a new edition under its own date`;
      return [{ file: join(place, "regulation.yaml"), line: 1, column: 1, message }];
    }),
  ];
}
