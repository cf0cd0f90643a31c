import { basename } from "node:path/posix";
import type { Plugin } from "vitest/config";

/** What stands at the beginning of a line of a module: a name and a number, or numbers and names reckoned together. */
const NUMBER = /^(?:export )?const (\w+) = ((?:[\d_.]+|\w+)(?: [*+] (?:[\d_.]+|\w+))*);/gm;

/** A named number of a file: `group-commit.ts#most`. File names are unique, so one that moves keeps its limits. */
export interface NamedNumber {
  readonly name: string;
  readonly says: string;
}

/** The named numbers of a file, by their place. Names alone (`const a = b;`) are none. */
export function namedNumbers(path: string, text: string): NamedNumber[] {
  return [...text.matchAll(NUMBER)]
    .filter(([, , says = ""]) => /\d/.test(says))
    .map(([, name = "", says = ""]) => ({ name: `${basename(path)}#${name}`, says }));
}

/** How much looser a limit is made: no test reaches it any more, and no timer overflows. */
const FACTOR = 1000;

/** Makes one limit a thousand times looser for everything that the tests load; throws where the file does not say it. */
export function loosen(limit: string): Plugin {
  const [file = "", name = ""] = limit.split("#");
  return {
    name: "loosen-a-limit",
    enforce: "pre",
    transform(text, id) {
      if (basename(id) !== file) return undefined;
      const found = namedNumbers(id, text).find((each) => each.name === limit);
      if (!found) throw new Error(`${file} has no limit ${name}.`);
      return text.replace(`const ${name} = ${found.says};`, `const ${name} = (${found.says}) * ${FACTOR};`);
    },
  };
}
