import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
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
      return [faultIn(join(place, "regulation.yaml"), message)];
    }),
  ];
}

/**
 * Files of a folder's `catalogue` that say something else than when they were compared with their source, as `catalogue.locked.json` beside it
 * has it, those that are gone, and those that stand in it not yet. Most texts have no edition that could be held against their numbers: nothing
 * else notices when one changes. A folder without a catalogue is held to that of the product.
 */
export function catalogueErrors(folder: string): TextError[] {
  const catalogue = join(folder, "catalogue");
  if (!existsSync(catalogue)) return [];
  const place = (path: string) => relative(join(folder, ".."), path);
  const path = join(folder, "catalogue.locked.json");
  if (!existsSync(path))
    return [faultIn(place(path), "the file is missing: it holds the catalogue to what was compared")];
  const lock = readYamlFile(place(path), path, lockShape);
  const locked = lock.value;
  if (!locked) return [...lock.errors];
  const files = readdirSync(catalogue).toSorted();
  const gone = Object.keys(locked).filter((name) => !files.includes(name));
  return [
    ...gone.map((name) => lock.errorAt([name], `${name} was compared with its source and is gone`)),
    ...files.flatMap((name) => {
      const hash = createHash("sha256")
        .update(readFileSync(join(catalogue, name)))
        .digest("hex");
      if (locked[name] === hash) return [];
      if (locked[name] === undefined) return [lock.errorAt([], `${name} is not locked: write "${name}": "${hash}"`)];
      const message = `${name} is not what was compared with its source (${lock.file}): who has compared it anew writes "${hash}"`;
      return [faultIn(place(join(catalogue, name)), message)];
    }),
  ];
}

function faultIn(file: string, message: string): TextError {
  return { file, line: 1, column: 1, message };
}
