import i18next from "i18next";
import type { ShownKit } from "#duty/matter/matter-shapes.ts";
import { type Names, useNames } from "./names.ts";

interface Written {
  readonly text: string | null;
  readonly kit: ShownKit | null;
}

/** What a matter of a post is about: what somebody wrote, or what the count says of an item of the kit; that it was erased, where it was. */
export function matterWords({ text, kit }: Written, names: Names, post: string): string {
  return kit ? wantingWords(kit, names, post) : (text ?? i18next.t("log:erased"));
}

/** The same, by the names of the site that is shown. */
export function useMatterWords(): (matter: Written, post: string) => string {
  const names = useNames();
  return (matter, post) => matterWords(matter, names, post);
}

/** How much of an item is missing or damaged. */
export function wantingWords(
  { item, missing, damaged }: Pick<ShownKit, "item" | "missing" | "damaged">,
  names: Names,
  post: string,
): string {
  const told = [
    ...(missing > 0 ? [i18next.t("matter:kit.missing", { count: missing })] : []),
    ...(damaged > 0 ? [i18next.t("matter:kit.damaged", { count: damaged })] : []),
  ];
  return i18next.t("matter:kit.told", {
    item: names.item(post, item),
    wanting: told.join(i18next.t("ui:list.between")),
  });
}
