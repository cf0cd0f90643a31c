import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import canonicalize from "canonicalize";
import { z } from "zod";
import { entryShapes } from "#duty/nouns.ts";
import { KEPT } from "../fixtures/kept-release.ts";
import { formatted } from "./formatted.ts";
import { textBefore, versionsSince } from "./mainline.ts";
import { ROOT } from "./tree.ts";

/*
 * What has landed is kept for ever and read by every later release: shapes of entries, migrations, and installations of
 * earlier releases. Each kind has a golden file, to which things are only added (`node test/tidy/landed.ts --add`); what must become different
 * becomes something new beside it.
 *
 * `frozen.json` says since which commit of main that holds. As long as it says null, what must change is named under `unfrozen`, for a reader
 * to agree with; from then on the lists are empty.
 */

/** Name of what landed → what it was. */
export type Landed = Readonly<Record<string, unknown>>;

export interface Frozen {
  /** The commit of main since which nothing that landed changes; null where that has not begun. */
  readonly from: string | null;
  readonly unfrozen: Readonly<Record<"entries" | "migrations" | "releases", readonly string[]>>;
}

export interface LandedKind {
  readonly name: keyof Frozen["unfrozen"];
  readonly golden: string;
  readonly now: () => Landed;
}

const MIGRATIONS = join(ROOT, "server", "migrations");

export const landedKinds: readonly LandedKind[] = [
  { name: "entries", golden: "test/tidy/entry-shapes.json", now: () => shapesOf(entryShapes) },
  { name: "migrations", golden: "test/tidy/migration-hashes.json", now: migrationHashes },
  { name: "releases", golden: "test/tidy/release-hashes.json", now: releaseHashes },
];

export function frozen(): Frozen {
  return JSON.parse(readFileSync(join(import.meta.dirname, "frozen.json"), "utf8"));
}

export function goldenOf({ golden }: LandedKind): Landed {
  return JSON.parse(readFileSync(join(ROOT, golden), "utf8"));
}

/** What each thing of a kind must still be: what it was on main before, or, since the freeze, when it landed first. */
export function promised({ golden }: LandedKind, { from }: Frozen): Landed {
  if (from === null) return parsed(textBefore(golden));
  return firstOf(versionsSince(from, golden).map(parsed));
}

/** Of several versions of a golden file, oldest first, what each thing was when it appeared. */
export function firstOf(versions: readonly Landed[]): Landed {
  return Object.assign({}, ...versions.toReversed());
}

/** What landed and is another now, or gone, without being let go by name. */
export function changes(promise: Landed, now: Landed, free: readonly string[] = []): string[] {
  return Object.keys(promise)
    .filter((name) => !free.includes(name) && canonicalize(promise[name]) !== canonicalize(now[name]))
    .map((name) => `${name} ${name in now ? "is not what it was when it landed" : "has landed and is gone"}`);
}

/** A golden file with what is new, and with what changed and was let go by name. */
export function withAdded(golden: Landed, now: Landed, free: readonly string[] = []): Landed {
  const kept = Object.entries(golden).filter(([name]) => !free.includes(name));
  return Object.fromEntries(
    Object.entries({ ...now, ...Object.fromEntries(kept) }).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The shapes of entries as JSON Schema, by type. */
export function shapesOf(shapes: Readonly<Record<string, z.ZodType>>): Landed {
  return Object.fromEntries(
    Object.entries(shapes).map(([type, schema]) => {
      const { $schema, ...shape } = z.toJSONSchema(schema, { unrepresentable: "any", io: "input" });
      return [type, shape];
    }),
  );
}

function migrationHashes(): Landed {
  const files = readdirSync(MIGRATIONS).filter((each) => /^\d{4}-.*\.sql$/.test(each));
  return hashesOf(MIGRATIONS, files);
}

/** Installations as earlier releases left them. */
function releaseHashes(): Landed {
  const files = readdirSync(KEPT, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return hashesOf(
    KEPT,
    files.map(({ parentPath, name }) => relative(KEPT, join(parentPath, name))),
  );
}

function hashesOf(folder: string, files: readonly string[]): Landed {
  const hashOf = (file: string) =>
    createHash("sha256")
      .update(readFileSync(join(folder, file)))
      .digest("hex");
  return Object.fromEntries(files.toSorted().map((file) => [file, hashOf(file)]));
}

/** What a golden file says, as it stands there. */
export function goldenText({ golden }: LandedKind, landed: Landed): string {
  return formatted(golden, JSON.stringify(landed, null, 2));
}

function parsed(text: string | undefined): Landed {
  return text === undefined ? {} : JSON.parse(text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] !== "--add") throw new Error("usage: node test/tidy/landed.ts --add");
  for (const kind of landedKinds) {
    const next = withAdded(goldenOf(kind), kind.now(), frozen().unfrozen[kind.name]);
    writeFileSync(join(ROOT, kind.golden), goldenText(kind, next));
  }
}
