import type { Sealed } from "#duty/grammar/entry.ts";
import type { Vocabulary } from "#duty/grammar/sentence.ts";
import { instant } from "#duty/grammar/time.ts";

/* Whom and what the spelled-out sentences tell of. */

export const at = instant(1_800_000_000_000);
export const lin = "00000000-0000-4000-8000-000000000001";
export const wu = "00000000-0000-4000-8000-000000000002";
export const text: Sealed = { sealed: "玻璃门有裂纹", kind: "free-text" };
export const turn = { occurrence: { shift: "day" }, person: lin };

export const telling: Vocabulary = {
  person: (id) => (id === wu ? { zh: "吴军", en: "Wu Jun" } : { zh: "李伟", en: "Li Wei" }),
  called: (_, key) => ({ zh: `〈${key}〉`, en: `<${key}>` }),
  text: ({ sealed }) => sealed,
  time: () => "16:05",
};
