import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import canonicalize from "canonicalize";
import type { ZodType } from "zod";
import { type AdoptedText, editionShape, rulesShape } from "#duty/regulation.ts";
import { catalogueText } from "./catalogue.ts";
import { type EditionError, editionErrors } from "./edition-errors.ts";
import { heldErrors } from "./held-against.ts";
import { type Review, readReview, reviews } from "./reviewed.ts";
import { readYamlFile, type TextError, type YamlText } from "./yaml-text.ts";

/** An edition, checked. `text` is its canonical bytes (RFC 8785) and `hash` their SHA-256: what a site adopts. */
export interface PublishedText {
  readonly id: string;
  readonly edition: string;
  readonly adopted: AdoptedText;
  readonly text: string;
  readonly hash: string;
}

/** An edition as it stands in its folder. */
export interface Published extends PublishedText {
  readonly folder: string;
  /** What its folder is called in errors and citations: `regulations/<id>/<edition>`. */
  readonly place: string;
  /** What it does to the text that it claims to carry out; it can be adopted all the same. */
  readonly unheld: readonly TextError[];
  /** What somebody has compared with the source. */
  readonly review: Review | undefined;
  /** Whether there is anything that it is held against. */
  readonly isHeld: boolean;
}

export interface Packs {
  readonly published: readonly Published[];
  /** What keeps editions from being published. */
  readonly errors: readonly TextError[];
}

/** Reads every edition under a folder, `<id>/<edition date>/`. Names in errors are relative to the folder's parent. */
export function readPacks(folder: string): Packs {
  const read = editionFolders(folder).map((each) => readEdition(each, relative(join(folder, ".."), each)));
  return { published: read.flatMap((each) => each.published ?? []), errors: read.flatMap((each) => each.errors) };
}

function editionFolders(folder: string): string[] {
  return foldersIn(folder)
    .filter((each) => basename(each) !== reviews)
    .flatMap((regulation) => foldersIn(regulation));
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => join(folder, each.name))
    .toSorted();
}

function readEdition(folder: string, name: string): { published?: Published; errors: readonly TextError[] } {
  const regulation = readPart(folder, name, "regulation.yaml", editionShape);
  const rules = readPart(folder, name, "rules.yaml", rulesShape);
  const errors = [...regulation.errors, ...rules.errors];
  if (!regulation.value || !rules.value) return { errors };

  const adopted = { regulation: regulation.value, rules: rules.value.rules };
  const { id, edition } = adopted.regulation;
  const placed = ({ in: file, path, message }: EditionError) =>
    (file === "regulation" ? regulation : rules).errorAt(path, message);
  const meant = editionErrors(adopted).map(placed);
  if (!folder.endsWith(join(id, edition))) {
    meant.push(regulation.errorAt(["id"], `${id} ${edition} stands in the folder of another edition`));
  }
  if (meant.length > 0) return { errors: meant };
  const read = readReview(join(folder, "..", ".."), adopted.regulation.prefix);
  const review = read?.value;
  const isHeld = read !== undefined || catalogueText(adopted.regulation.prefix) !== undefined;
  const unheld = [...(read?.errors ?? []), ...heldErrors(adopted, review).map(placed)];
  return { published: { ...published(adopted), folder, place: name, unheld, review, isHeld }, errors: [] };
}

function readPart<T>(folder: string, name: string, file: string, shape: ZodType<T>): YamlText<T> {
  const place = join(name, file);
  if (existsSync(join(folder, file))) return readYamlFile(place, join(folder, file), shape);
  const missing: TextError = { file: place, line: 1, column: 1, message: "the file is missing" };
  return { file: place, value: undefined, errors: [missing], errorAt: () => missing };
}

/** The canonical bytes of a text and their hash. */
export function published(adopted: AdoptedText): PublishedText {
  const text = canonicalize(adopted);
  if (text === undefined) throw new Error(`${adopted.regulation.id} cannot be written as canonical JSON`);
  const hash = createHash("sha256").update(text).digest("hex");
  return { id: adopted.regulation.id, edition: adopted.regulation.edition, adopted, text, hash };
}
