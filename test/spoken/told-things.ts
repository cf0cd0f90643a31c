import type { Sealed } from "#duty/grammar/entry.ts";
import type { Vocabulary } from "#duty/grammar/sentence.ts";
import { instant } from "#duty/grammar/time.ts";
import { lin, wu } from "../handover-story.ts";

/* Whom and what the spelled-out sentences tell of. */

export const fivePast = instant(1_800_000_000_000);
export const crack: Sealed = { sealed: "玻璃门有裂纹", kind: "free-text" };
export const turn = { occurrence: { shift: "day" }, person: lin };

export const telling: Vocabulary = {
  person: (id) => (id === wu ? { zh: "吴军", en: "Wu Jun" } : { zh: "李伟", en: "Li Wei" }),
  called: (_, key) => ({ zh: `〈${key}〉`, en: `<${key}>` }),
  text: ({ sealed }) => sealed,
  time: () => "16:05",
};
