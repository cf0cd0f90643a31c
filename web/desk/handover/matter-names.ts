import i18next from "i18next";
import type { HandoverMatter } from "#server/handover/handover-answer.ts";
import type { Names } from "../site/names.ts";

/** The names of a site, and in sentences also the matters of a hand-over, by what was written of them. */
export function withMatters(names: Names, matters: readonly Pick<HandoverMatter, "id" | "text">[]): Names {
  return {
    ...names,
    of: (kind, key, post) => {
      const matter = kind === "matter" ? matters.find(({ id }) => id === key) : undefined;
      return matter ? (matter.text ?? i18next.t("log:erased")) : names.of(kind, key, post);
    },
  };
}
