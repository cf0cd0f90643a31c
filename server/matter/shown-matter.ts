import type { Texts } from "#duty/door/answer-shape.ts";
import type { Matter, Note } from "#duty/matter/matter.ts";
import type { ShownMatter } from "./matter-answer.ts";

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
export function takenAtOnce(matters: readonly Matter[]): number {
  let notes = 0;
  const beyond = matters.findIndex((matter) => {
    notes += latestNotes(notesOf(matter)).latest.length;
    return notes > mostAtOnce;
  });
  return beyond === -1 ? matters.length : beyond;
}

function notesOf(matter: Matter): readonly Note[] {
  return matter.phase === "unknown" ? [] : matter.notes;
}

/** A matter as it is shown: what is not shown is not opened either. */
export function withLatestNotes(matter: Matter): Matter {
  return matter.phase === "unknown" ? matter : { ...matter, notes: latestNotes(matter.notes).latest };
}

/** What the list says of a matter, apart from what whoever looks may do about it; of one that nobody opened, nothing. */
export function shown(id: string, matter: Matter, texts: Texts): Omit<ShownMatter, "mayRelease" | "maySettle">[] {
  if (matter.phase === "unknown") return [];
  const { post, class: its, text, kit, openedAt, openedBy, dueAt, holder, passes, released, page, line } = matter;
  const { latest, earlier } = latestNotes(matter.notes);
  return [
    {
      ...{ id, post, class: its, openedAt, dueAt, passes, released },
      text: (text && texts[text.sealed]) ?? null,
      kit: kit ?? null,
      openedBy: openedBy ?? null,
      settledAt: matter.phase === "settled" ? matter.settledAt : null,
      holder: holder ?? null,
      page: page ?? null,
      line: line ?? null,
      earlier,
      notes: latest.map(({ what, text: said, by, at }) => {
        return { what, text: texts[said.sealed] ?? null, by: by ?? null, at };
      }),
    },
  ];
}
