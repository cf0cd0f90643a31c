import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "#duty/grammar/decision.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useNow } from "../../ui/server-clock.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { textsOf, useDetail } from "../refusal/RefusalNote.tsx";
import { RuleChips } from "../refusal/RuleChips.tsx";
import { gatheredHindrances } from "./gathered-hindrances.ts";
import { useHandover, whatHinders } from "./handover-desk.ts";
import { useLateReason } from "./late-reason.ts";
import { UndoneNote } from "./SignedSentence.tsx";

/** Where on the screen each kind of hindrance is put right. */
const places: Readonly<Record<string, string>> = {
  relief: "summary",
  records: "records",
  counts: "kit",
  books: "books",
  problems: "problems",
  matters: "handed-matters",
  lateReason: "late",
  signatures: "signatures",
};

/** The part of the screen where a hindrance is put right; undefined where that is not on it. */
export function placeOfHindrance({ field }: Refusal): string | undefined {
  return places[field ?? ""];
}

/** Goes to a part of the screen and puts the keyboard there. */
export function goTo(id: string): void {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: "start", behavior: "smooth" });
  place?.focus({ preventScroll: true });
}

/** What stands between a side and its signature now, one line a kind; without a side, as for the relief. */
export function useHindrances(side?: "outgoing" | "incoming"): readonly Refusal[] {
  const desk = useHandover();
  const now = useNow(15_000);
  const [lateReason] = useLateReason();
  const asked = side ?? desk.side ?? "incoming";
  return useMemo(
    () => gatheredHindrances(whatHinders(desk, asked, now, lateReason.trim() !== "")),
    [desk, asked, now, lateReason],
  );
}

/** Why can it not be signed yet? Asked of the rule itself, and each answer leads to where it is put right. */
export function HindrancesPanel() {
  const { t } = useTranslation();
  const all = useHindrances();
  useShortcuts(useMemo(() => ({ w: () => goTo("why") }), []));
  return (
    <Panel
      id="why"
      title={all.length > 0 ? t("handover:why.title") : t("handover:why.ready")}
      count={all.length > 0 ? all.length : undefined}
      flush
    >
      {all.length === 0 && <UndoneNote />}
      <ol className="why-list">
        {all.map((each, index) => (
          <Hindrance key={each.code} hindrance={each} place={index + 1} />
        ))}
      </ol>
    </Panel>
  );
}

function Hindrance({ hindrance, place }: { hindrance: Refusal; place: number }) {
  const { t } = useTranslation();
  const fill = useDetail();
  const texts = textsOf(hindrance.code);
  const about = { ...fill(hindrance.detail), code: hindrance.code };
  const where = placeOfHindrance(hindrance);
  return (
    <li>
      <span className="why-number" aria-hidden="true">
        {place}
      </span>
      <button type="button" className="plain-button jump" onClick={() => where && goTo(where)}>
        <strong>{t(`${texts}.what`, about)}</strong>
        <span className="small soft">{t(`${texts}.todo`, about)}</span>
      </button>
      <RuleChips rules={hindrance.rules} />
    </li>
  );
}
