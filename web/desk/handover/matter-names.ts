import type { HandoverMatter } from "#server/handover/handover-answer.ts";
import { matterWords } from "../site/matter-words.ts";
import type { Names } from "../site/names.ts";

/** The names of a site, and in sentences also the matters of a hand-over, by what was written of them. */
export function withMatters(names: Names, matters: readonly Pick<HandoverMatter, "id" | "text" | "kit">[]): Names {
  return {
    ...names,
    of: (kind, key, post) => {
      const matter = kind === "matter" ? matters.find(({ id }) => id === key) : undefined;
      return matter ? matterWords(matter, names, post ?? "") : names.of(kind, key, post);
    },
  };
}
