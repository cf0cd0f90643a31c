import { chanceFrom } from "#solver/seeded-chance.ts";

export interface Disguised {
  readonly text: string;
  /** New names by old ones. */
  readonly people: Names;
  readonly shifts: Names;
}

type Names = ReadonlyMap<string, string>;

/**
 * The same problem under other names: people and shifts renamed, the lines of every section in another order (staff
 * scheduling text format, Curtois and Qu 2014). A solver that knows an instance rather than its kind gives itself away.
 */
export function disguise(fileText: string, seed: number): Disguised {
  const chance = chanceFrom(seed);
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, rank: chance.next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  const sections = sectionsOf(fileText);
  const named = (section: string, letter: string) =>
    new Map(
      shuffled(sections.get(section) ?? []).map((line, n) => [(line.split(",")[0] ?? "").trim(), `${letter}${n + 1}`]),
    );
  const shifts = named("SECTION_SHIFTS", "s");
  const people = named("SECTION_STAFF", "p");
  const parts = [...sections].map(([section, lines]) =>
    [section, ...shuffled(lines).map((line) => renamed(section, line, people, shifts))].join("\n"),
  );
  return { text: `${parts.join("\n\n")}\n`, people, shifts };
}

function sectionsOf(fileText: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const raw of fileText.split(/\r\n?|\n/)) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    if (line.startsWith("SECTION_")) {
      lines = [];
      sections.set(line, lines);
    } else lines.push(line);
  }
  return sections;
}

function renamed(section: string, line: string, people: Names, shifts: Names): string {
  const fields = line.split(",").map((field) => field.trim());
  const [first = "", second = "", third = "", ...rest] = fields;
  const person = people.get(first) ?? first;
  const shift = (id: string) => shifts.get(id.trim()) ?? id;
  switch (section) {
    case "SECTION_SHIFTS":
      return [shift(first), second, third.split("|").map(shift).join("|")].join(",");
    case "SECTION_STAFF": {
      const most = second.split("|").map((each) => each.replace(/^[^=]*/, shift));
      return [person, most.join("|"), third, ...rest].join(",");
    }
    case "SECTION_DAYS_OFF":
      return [person, ...fields.slice(1)].join(",");
    case "SECTION_SHIFT_ON_REQUESTS":
    case "SECTION_SHIFT_OFF_REQUESTS":
      return [person, second, shift(third), ...rest].join(",");
    case "SECTION_COVER":
      return [first, shift(second), third, ...rest].join(",");
    default:
      return line;
  }
}
