import { dirname, join } from "node:path/posix";

export type Import = {
  /** As it stands between the quotes. */
  readonly specifier: string;
  /** The file in the repository that it means, or undefined for a package. */
  readonly file: string | undefined;
  readonly typeOnly: boolean;
  /** `export … from`. */
  readonly passesOn: boolean;
};

const STATEMENT = /^(import|export)\s+(type\s)?(?:[\w*{][^;'"`=()]*\sfrom\s+)?["']([^"'\n]+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** The imports of a script. Strict about the form of a statement, so that `select … from` in SQL is none. */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  for (const [, word, type, specifier = ""] of text.matchAll(STATEMENT)) {
    found.push({ specifier, file: fileOf(path, specifier), typeOnly: Boolean(type), passesOn: word === "export" });
  }
  for (const [, specifier = ""] of text.matchAll(DYNAMIC)) {
    found.push({ specifier, file: fileOf(path, specifier), typeOnly: false, passesOn: false });
  }
  return found;
}

function fileOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return join(dirname(path), specifier);
  return undefined;
}
