import type { Note } from "#duty/matter/matter.ts";

/** So many notes of one matter are shown. Nobody reads the whole of a matter that goes on for months in a list; all of it stands in the journal. */
const mostOfOne = 50;

/** So many notes stand in one answer; what is left over is asked for with the next one. An answer is opened by everybody at once. */
const mostAtOnce = 500;

/** The latest of what was said of a matter, and how much came before. */
export function latestNotes(notes: readonly Note[]): { readonly latest: readonly Note[]; readonly earlier: number } {
  const earlier = Math.max(0, notes.length - mostOfOne);
  return { latest: notes.slice(earlier), earlier };
}

/** How many of the first matters go into one answer, by what was said of each; always one, where there are any. */
export function fitting(saidOf: readonly (readonly Note[])[]): number {
  let shown = 0;
  const beyond = saidOf.findIndex((notes) => {
    shown += latestNotes(notes).latest.length;
    return shown > mostAtOnce;
  });
  return beyond === -1 ? saidOf.length : beyond;
}
