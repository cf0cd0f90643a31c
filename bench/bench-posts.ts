import type { acts } from "#duty/nouns.ts";
import { adopting } from "#server/regulation/adopting.ts";
import { houseWithoutBounds } from "#test/house-without-bounds.ts";
import { type BenchPost, benchDate, benchSite } from "./bench-line.ts";

export const benchOffice = "bench-office";

export interface SetUpCommand {
  readonly act: keyof typeof acts;
  readonly at: string;
  readonly body: unknown;
}

/** Everything that the building needs before the first guard signs on: the house regulation, and round-the-clock posts. */
export function establishCommands(posts: readonly BenchPost[]): SetUpCommand[] {
  const place = { headOffice: benchOffice, zone: "UTC", dayStartsAt: "00:00", demonstration: false };
  return [
    { act: "site.establish", at: benchOffice, body: { ...place, name: "Bench office" } },
    { act: "site.establish", at: benchSite, body: { ...place, name: "Bench tower" } },
    { act: "site.adopt-edition", at: benchSite, body: adopting(houseWithoutBounds(), "2026-11-20") },
    ...posts.flatMap(staffed),
  ];
}

function staffed({ post, person }: BenchPost, index: number): SetUpCommand[] {
  const round = { key: "round", name: "Round the clock", starts: "01:00", minutes: 1440 };
  const postBody = { name: post, department: "保安部", shifts: [round], kit: [], books: [], binds: [] };
  const assignments = [{ date: benchDate, shift: "round", person, leading: true }];
  return [
    { act: "person.join", at: benchOffice, body: { person, name: `值班员${index}`, staffNumber: `B${index}` } },
    { act: "site.establish-post", at: benchSite, body: { key: post, ...postBody } },
    { act: "roster.publish", at: benchSite, body: { post, month: "2026-11", assignments } },
  ];
}
