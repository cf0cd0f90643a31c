import i18next from "i18next";
import { useDetail } from "../refusal/RefusalNote.tsx";
import { wantingWords } from "../site/matter-words.ts";
import { useNames } from "../site/names.ts";
import { owedSentence } from "../site/owed-sentence.ts";

type WantingInDetail = Parameters<typeof wantingWords>[0];

interface Worded {
  readonly what: string;
  readonly detail: Readonly<Record<string, string | number>> | null;
  readonly text?: string | null;
  readonly post: string;
}

/** What something owed is called on this screen: a matter by its own words or by what is wanting of the kit, all else by the text of its noun. */
export function useOwedWords(): (owed: Worded) => string {
  const fill = useDetail();
  const names = useNames();
  return ({ what, detail, text, post }) =>
    text ?? kitWords(what, detail, (kit) => wantingWords(kit, names, post)) ?? kindWords(what, fill(detail ?? {}));
}

/** What is wanting of the kit, where that is what is owed. */
function kitWords(what: string, detail: Worded["detail"], told: (kit: WantingInDetail) => string): string | undefined {
  if (what !== "matter.settle" || typeof detail?.item !== "string") return undefined;
  return told({ item: detail.item, missing: Number(detail.missing), damaged: Number(detail.damaged) });
}

/** The same of a kind of which several are owed, so that nobody and no day is named: by a text of its own where there is one. */
export function kindWords(what: string, about?: Readonly<Record<string, string>>): string {
  const ofKind = what.replace(".", ":kind.");
  if (about === undefined && i18next.exists(ofKind)) return i18next.t(ofKind);
  return owedSentence(what, about ?? { person: "" });
}
