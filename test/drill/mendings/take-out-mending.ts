import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../tidy/tree.ts";
import { type MendedPlace, mendings } from "./mended-places.ts";

/* Loaded before all else by a thread that is to live without a mending: the files that carry it are read without it, and none is written. */

const texts = new Map<string, string>();
for (const place of mendings[process.env.ZHIBAN_UNMENDED ?? ""]?.places ?? []) {
  const path = join(ROOT, place.file);
  const url = pathToFileURL(path).href;
  texts.set(url, taken(place, texts.get(url) ?? readFileSync(path, "utf8")));
}

function taken({ file, text, without }: MendedPlace, whole: string): string {
  if (whole.split(text).length !== 2) throw new Error(`${file} does not say once: ${text}`);
  return whole.replace(text, () => without);
}

registerHooks({
  load: (url, context, next) => {
    const source = texts.get(url);
    return source === undefined ? next(url, context) : { format: "module-typescript", source, shortCircuit: true };
  },
});
