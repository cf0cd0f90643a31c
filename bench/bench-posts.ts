import { join } from "node:path";
import type { acts } from "#duty/commands.ts";
import { readShelf } from "#server/regulation/published.ts";
import { type BenchPost, benchDate, site } from "./bench-line.ts";

export const headOffice = "bench-office";

export interface SetUpCommand {
  readonly act: keyof typeof acts;
  readonly at: string;
  readonly body: unknown;
}

/** Everything that the building needs before the first guard signs on: the house regulation, and round-the-clock posts. */
export function establishCommands(posts: readonly BenchPost[]): SetUpCommand[] {
  const place = { headOffice, zone: "UTC", dayStartsAt: "00:00", demonstration: false };
  const { published } = readShelf(join(import.meta.dirname, "..", "regulations"));
  const house = published.find(({ id }) => id === "zhiban-house");
  if (!house) throw new Error("the house regulation is missing");
  const { id: regulation, edition, hash, text } = house;
  return [
    { act: "site.establish", at: headOffice, body: { ...place, name: "Bench office" } },
    { act: "site.establish", at: site, body: { ...place, name: "Bench tower" } },
    { act: "site.adopt-edition", at: site, body: { regulation, edition, hash, text, from: "2026-11-20" } },
    ...posts.flatMap(staffed),
  ];
}

function staffed({ post, person }: BenchPost, index: number): SetUpCommand[] {
  const round = { key: "round", name: "Round the clock", starts: "01:00", minutes: 1440 };
  const standing = { name: post, department: "保安部", shifts: [round], kit: [], books: [], binds: [] };
  const assignments = [{ date: benchDate, shift: "round", person, leading: true }];
  return [
    { act: "person.join", at: headOffice, body: { person, name: `值班员${index}`, staffNumber: `B${index}` } },
    { act: "site.establish-post", at: site, body: { key: post, ...standing } },
    { act: "roster.publish", at: site, body: { post, month: "2026-11", assignments } },
  ];
}
