import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../tidy/tree.ts";
import { type MendedPlace, mendings } from "./mended-places.ts";

/* Loaded before all else by a thread that is to live without a mending: the files that carry it are read without it, and none is written. */

const places = mendings[process.env.ZHIBAN_UNMENDED ?? ""]?.places ?? [];
const texts = new Map(places.map((place) => [pathToFileURL(join(ROOT, place.file)).href, taken(place)]));

function taken({ file, text, without }: MendedPlace): string {
  const whole = readFileSync(join(ROOT, file), "utf8");
  if (whole.split(text).length !== 2) throw new Error(`${file} does not say once: ${text}`);
  return whole.replace(text, () => without);
}

registerHooks({
  load: (url, context, next) => {
    const source = texts.get(url);
    return source === undefined ? next(url, context) : { format: "module-typescript", source, shortCircuit: true };
  },
});
