import { basename } from "node:path/posix";
import type { Plugin } from "vitest/config";

const VALUE = String.raw`(?:[\d_.]+|\w+)(?: [*+] (?:[\d_.]+|\w+))*`;
/** What stands at the beginning of a line of a module: a name and a number, or numbers and names reckoned together. */
const NUMBER = new RegExp(String.raw`^(?:export )?const (\w+) = (${VALUE});`, "gm");
/** The same of several numbers under one name. */
const NUMBERS = new RegExp(
  String.raw`^(?:export )?const (\w+)(?:: [^=\n]+)? = \{((?:\s*\w+: ${VALUE},?)+)\s*\}(?: as const)?;`,
  "gm",
);
const MEMBER = new RegExp(String.raw`(\w+): (${VALUE})`, "g");

/** A named number of a file: `group-commit.ts#most`, `limits.ts#longest.text`. File names are unique, so one that moves keeps its limits. */
export interface NamedNumber {
  readonly name: string;
  /** Where in the text the number stands. */
  readonly at: number;
  readonly says: string;
}

/** The named numbers of a file, by their place. Names alone (`const a = b;`) are none. */
export function namedNumbers(path: string, text: string): NamedNumber[] {
  const file = basename(path);
  const single = [...text.matchAll(NUMBER)].map(({ index, 0: whole, 1: name, 2: says = "" }) => ({
    name: `${file}#${name}`,
    at: index + whole.lastIndexOf(says),
    says,
  }));
  const several = [...text.matchAll(NUMBERS)].flatMap(({ index, 0: whole, 1: name, 2: members = "" }) =>
    [...members.matchAll(MEMBER)].map(({ index: within, 0: member, 1: key, 2: says = "" }) => ({
      name: `${file}#${name}.${key}`,
      at: index + whole.indexOf(members) + within + member.lastIndexOf(says),
      says,
    })),
  );
  return [...single, ...several].filter(({ says }) => /\d/.test(says)).toSorted((one, other) => one.at - other.at);
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
      const { at, says } = found;
      return `${text.slice(0, at)}(${says}) * ${FACTOR}${text.slice(at + says.length)}`;
    },
  };
}
